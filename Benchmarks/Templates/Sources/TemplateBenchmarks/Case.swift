import Foundation

/// What all engines render: the same data, with templates in the language of each.
struct Case {
  let name: String
  let data: JSON

  static let all = ["page", "table", "chain"]
  static let folder = URL(filePath: "Benchmarks/Templates/Cases", directoryHint: .isDirectory)

  init(_ name: String) throws {
    self.name = name
    data = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: Self.folder.appending(path: "\(name)/data.json")))
  }

  /// The templates in a language, of which `main` is the one to render.
  func templates(in language: String) throws -> [(name: String, text: String)] {
    let folder = Self.folder.appending(path: "\(name)/\(language)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.map { ($0, try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }
}

/// The data of a case.
enum JSON: Decodable {
  case null
  case bool(Bool)
  case int(Int)
  case text(String)
  case list([JSON])
  case map([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let int = try? container.decode(Int.self) {
      self = .int(int)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSON].self) {
      self = .list(list)
    } else {
      self = .map(try container.decode([String: JSON].self))
    }
  }

  /// The entries in the order of their names; none if it is no map.
  var entries: [(name: String, value: JSON)] {
    guard case .map(let map) = self else { return [] }
    return map.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The value as engines take it that look into Swift's own types; entries that are null are left out.
  var native: Any? {
    switch self {
    case .null: nil
    case .bool(let bool): bool
    case .int(let int): int
    case .text(let text): text
    case .list(let list): list.compactMap(\.native)
    case .map(let map): map.compactMapValues(\.native)
    }
  }
}
