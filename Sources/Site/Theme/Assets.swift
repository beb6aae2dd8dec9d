import Platform
import Content
import Diagnostics
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
    /// The file that it was read from, with what was put into it.
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
    let (files, faults) = filled(files, with: colours)
    var publisher = AssetPublisher(files)
    for (name, _) in files { publisher.publish(name) }
    return (Assets(Array(publisher.published.values)), publisher.sheets, faults + publisher.diagnostics)
  }

  /// The files, with what templates make of those style sheets and drawings that have a place for something.
  private static func filled(
    _ files: [(name: String, file: SourceFile)], with colours: Palette
  ) -> (files: [(name: String, file: SourceFile)], diagnostics: [Diagnostic]) {
    let isTemplate = files.map { name, file in
      (name.hasSuffix(".css") || name.hasSuffix(".svg")) && file.bytes.firstRange(of: Array("{{".utf8)) != nil
    }
    var (templates, diagnostics) = hostEnvironment().compile(zip(files, isTemplate).filter(\.1).map(\.0))
    if diagnostics.hasErrors { return (files, diagnostics) }
    let filled = zip(files, isTemplate).map { asset, isTemplate in
      var output = Output()
      do throws(Diagnostic) {
        guard isTemplate else { return asset }
        try templates.render(asset.name, globals: [("site", ["colours": Value(colours)])], into: &output)
        return (asset.name, SourceFile(name: asset.file.name, bytes: Array(output.bytes)))
      } catch {
        diagnostics.append(error)
        return asset
      }
    }
    return (filled, diagnostics)
  }
}

/// Puts hashes into names, the new names into the style sheets, and sheets into those that import them.
private struct AssetPublisher {
  private let files: [String: SourceFile]
  private(set) var published: [String: Assets.Asset] = [:]
  private(set) var sheets: [StyleSheet] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var underWay: Set<String> = []

  init(_ files: [(name: String, file: SourceFile)]) {
    self.files = Dictionary(files.map { ($0.name, $0.file) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func publish(_ name: String) {
    guard published[name] == nil, let file = files[name] else { return }
    guard underWay.insert(name).inserted else { return diagnostics.append(.assetCycle(file)) }
    let (bytes, names) = name.hasSuffix(".css") ? styleSheet(file, name: name) : (file.bytes, [])
    published[name] = Assets.Asset(
      name: name, path: "/assets/" + hashedName(name, bytes), bytes: bytes, file: file, names: names)
    underWay.remove(name)
  }

  /// The style sheet with the published names in its `url(…)`, and which assets these are.
  ///
  /// What it imports from its own folder it has in itself, so that no page waits for one sheet after the other.
  private mutating func styleSheet(_ file: SourceFile, name: String) -> (bytes: [UInt8], names: Set<String>) {
    var out: [UInt8] = []
    var names: Set<String> = []
    var copied = 0
    let sheet = StyleSheet(file)
    sheets.append(sheet)
    diagnostics += sheet.faults
    for reference in sheet.references {
      let written = file.text(in: reference)
      let path = written.prefix { $0 != "#" && $0 != "?" }
      let target = resolvedPath(String(path), from: name) ?? ""
      publish(target)
      guard let asset = published[target] else {
        if files[target] == nil {
          diagnostics.append(.missingAsset(written, in: file, at: reference, known: files.keys.sorted()))
        }
        continue
      }
      names.insert(target)
      if let rule = sheet.imports[reference.lowerBound], folder(of: target) == folder(of: name) {
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

  private func folder(of name: String) -> Substring { name[..<(name.lastIndex(of: "/") ?? name.startIndex)] }

  /// `site.css` as `site.1f3a9c02b4d5e6f7.css`.
  private func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    let hash = hexDigits(contentHash(bytes))
    guard let dot = name.lastIndex(of: ".") else { return "\(name).\(hash)" }
    return "\(name[..<dot]).\(hash)\(name[dot...])"
  }
}
