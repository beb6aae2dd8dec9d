import Platform
import Content
import Diagnostics
import Documents
import Templating

/// The files of `templates/assets/`, each with a hash of its bytes in its name, so that browsers may keep them for ever.
struct Assets: Sendable {
  /// What messages call an asset that is missed.
  static func subject(_ name: String) -> String { "\(Theme.folder)/assets/\(name)" }

  /// One file to be published.
  struct Asset: Sendable {
    /// The path within `templates/assets/`: `fonts/serif.woff2`.
    let name: String
    /// The address: `/assets/fonts/serif.1f3a9c02.woff2`.
    let path: String
    let bytes: [UInt8]
    /// The file that it was read from.
    let file: SourceFile
    /// The assets that it names, which only style sheets do.
    let names: Set<String>
  }

  /// The assets by name.
  let all: [Asset]
  private let places: [String: Int]

  init(_ assets: [Asset]) {
    all = assets.sorted { $0.name < $1.name }
    places = Dictionary(all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(name: String) -> Asset? { places[name].map { all[$0] } }

  var names: [String] { all.map(\.name) }

  /// Reads the assets; what a style sheet names is published before it, since the names in it change.
  static func load(
    _ files: [(name: String, file: SourceFile)], colours: Palette
  ) -> (assets: Assets, sheets: [StyleSheet], diagnostics: [Diagnostic]) {
    let (filled, faults) = filled(files, with: colours)
    var publisher = AssetPublisher(files, filled: filled)
    for (name, _) in files { publisher.publish(name) }
    let diagnostics = publisher.diagnostics.map { $0.placed(in: files.map(\.file)) }
    return (Assets(Array(publisher.published.values)), publisher.sheets, faults + diagnostics)
  }

  /// What templates make of those style sheets and drawings that have a place for something, by their names.
  private static func filled(
    _ files: [(name: String, file: SourceFile)], with colours: Palette
  ) -> (files: [String: SourceFile], diagnostics: [Diagnostic]) {
    let templates = files.filter { name, file in
      (name.hasSuffix(".css") || name.hasSuffix(".svg")) && file.bytes.firstRange(of: Array("{{".utf8)) != nil
    }
    var (compiled, diagnostics) = hostEnvironment().compile(templates)
    if diagnostics.hasErrors { return ([:], diagnostics) }
    var filled: [String: SourceFile] = [:]
    for (name, file) in templates {
      var output = Output()
      do throws(Diagnostic) {
        try compiled.render(name, globals: [("site", ["colours": Value(colours)])], into: &output)
        filled[name] = SourceFile(name: file.name, bytes: Array(output.bytes))
      } catch {
        diagnostics.append(error)
      }
    }
    return (filled, diagnostics)
  }
}

/// Puts hashes into names, the new names into the style sheets, and sheets into those that import them.
private struct AssetPublisher {
  private let files: [String: SourceFile]
  private let filled: [String: SourceFile]
  private(set) var published: [String: Assets.Asset] = [:]
  private(set) var sheets: [StyleSheet] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var underWay: Set<String> = []
  /// Sheets at whose beginning imports are left.
  private var importing: Set<String> = []

  init(_ files: [(name: String, file: SourceFile)], filled: [String: SourceFile]) {
    self.files = Dictionary(files.map { ($0.name, $0.file) }, uniquingKeysWith: { first, _ in first })
    self.filled = filled
  }

  /// Publishes an asset, unless that is done; `place` is where a style sheet names it.
  mutating func publish(_ name: String, namedAt place: SourceRange? = nil) {
    guard published[name] == nil, let file = files[name] else { return }
    guard underWay.insert(name).inserted else {
      if let place { diagnostics.append(.assetCycle(at: place)) }
      return
    }
    let text = filled[name] ?? file
    let (bytes, names) = name.hasSuffix(".css") ? styleSheet(text, name: name) : (text.bytes, [])
    published[name] = Assets.Asset(
      name: name, path: "/assets/" + hashedName(name, bytes), bytes: bytes, file: file, names: names)
    underWay.remove(name)
  }

  /// The style sheet with the published names in its `url(…)`, and which assets these are.
  ///
  /// What it imports from its own folder it has in itself, so that no page waits for one sheet after the other.
  private mutating func styleSheet(_ file: SourceFile, name: String) -> (bytes: [UInt8], names: Set<String>) {
    let sheet = StyleSheet(file)
    sheets.append(sheet)
    diagnostics += sheet.faults
    let targets = sheet.references.map { reference in
      let path = String(file.text(in: reference).prefix { $0 != "#" && $0 != "?" })
      return (reference, path, name: resolvedPath(path, from: name) ?? "")
    }
    for target in targets { publish(target.name, namedAt: SourceRange(file, target.0)) }
    let rules = inlineRules(of: sheet, targets.map { ($0.0, $0.name) }, in: name)

    var out: [UInt8] = []
    var names: Set<String> = []
    var copied = file.textStart
    for (reference, path, target) in targets {
      let written = file.text(in: reference)
      guard let asset = published[target] else {
        if files[target] == nil {
          let others = files.keys.filter { $0 != name }.sorted()
          diagnostics.append(.missingAsset(written, in: file, at: reference, known: others))
        }
        continue
      }
      names.insert(target)
      if let rule = rules[reference.lowerBound] {
        names.formUnion(asset.names)
        out += file.bytes[copied..<rule.lowerBound] + asset.bytes
        copied = rule.upperBound
        continue
      }
      out += file.bytes[copied..<reference.lowerBound]
      out += Array((relativePath(to: String(asset.path.dropFirst(8)), from: name) + written.dropFirst(path.count)).utf8)
      copied = reference.upperBound
    }
    return (out + file.bytes[copied...], names)
  }

  /// The imports in whose place a sheet gets what they import, by where the reference in them begins.
  ///
  /// Browsers read no import behind a rule, so none is replaced before one that stays.
  private mutating func inlineRules(
    of sheet: StyleSheet, _ targets: [(reference: Range<Int>, name: String)], in name: String
  ) -> [Int: Range<Int>] {
    let own = Set(
      targets.filter { folder(of: $0.name) == folder(of: name) && !importing.contains($0.name) }
        .map(\.reference.lowerBound))
    let rules = sheet.imports.filter { own.contains($0.key) }
    let starts = Set(rules.values.map(\.lowerBound))
    guard let last = sheet.importStarts.filter({ !starts.contains($0) }).max() else { return rules }
    importing.insert(name)
    return rules.filter { $0.value.lowerBound > last }
  }

  private func folder(of name: String) -> Substring { name[..<(name.lastIndex(of: "/") ?? name.startIndex)] }

  /// `site.css` as `site.1f3a9c02b4d5e6f7.css`.
  private func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    let hash = hexDigits(contentHash(bytes))
    guard let dot = name.lastIndex(of: ".") else { return "\(name).\(hash)" }
    return "\(name[..<dot]).\(hash)\(name[dot...])"
  }
}

extension Diagnostic {
  /// The same at the place in a template of what it says of a file that was filled from it; at the whole template if that stands there
  /// nowhere, or more than once.
  func placed(in templates: [SourceFile]) -> Diagnostic {
    guard case .range(let range) = place,
      let template = templates.first(where: { $0.name == range.file.name }), template != range.file
    else { return self }
    let (line, words) = (range.file.lineRange(around: range.bytes), range.bytes)
    // As much of the line as stands in the template, where something else may stand before or behind it.
    for context in [line, words.lowerBound..<line.upperBound, line.lowerBound..<words.upperBound, words] {
      let found = template.bytes.ranges(of: Array(range.file.bytes[context]))
      guard found.count == 1 else { continue }
      let shift = found[0].lowerBound - context.lowerBound
      return moved(to: .bytes(words.lowerBound + shift..<words.upperBound + shift, of: template))
    }
    return moved(to: .file(template.name))
  }
}
