import Platform
import Diagnostics

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
    _ files: [(name: String, file: SourceFile)]
  ) -> (assets: Assets, sheets: [StyleSheet], diagnostics: [Diagnostic]) {
    var publisher = AssetPublisher(files)
    for (name, _) in files { publisher.publish(name) }
    return (Assets(Array(publisher.published.values)), publisher.sheets, publisher.diagnostics)
  }
}

/// Puts hashes into names, and the new names into the style sheets.
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
      out += file.bytes[copied..<reference.lowerBound]
      out += Array((relativePath(to: String(asset.path.dropFirst(8)), from: name) + written.dropFirst(path.count)).utf8)
      copied = reference.upperBound
    }
    return (out + file.bytes[copied...], names)
  }

  /// `site.css` as `site.1f3a9c02b4d5e6f7.css`.
  private func hashedName(_ name: String, _ bytes: [UInt8]) -> String {
    let hash = hexDigits(contentHash(bytes))
    guard let dot = name.lastIndex(of: ".") else { return "\(name).\(hash)" }
    return "\(name[..<dot]).\(hash)\(name[dot...])"
  }
}
