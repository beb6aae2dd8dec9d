/// Files of a folder that the program brings along, as they were when it was made.
public struct EmbeddedFolder: Sendable {
  /// The theme: the files of the folder `templates`.
  public static let theme = EmbeddedFolder(themeFiles)

  /// What a new site is made of: the folder `starter`, the countries of `content`, and the numbers and titles of the objectives, the
  /// principles and the round tables there.
  public static let starter = EmbeddedFolder(starterFiles)

  /// The paths of all files below the folder, in their order.
  public let names: [String]
  private let files: [String: Embedded]

  typealias Embedded = (name: StaticString, text: StaticString, isText: Bool)

  private init(_ files: [Embedded]) {
    names = files.map { $0.name.description }
    self.files = Dictionary(uniqueKeysWithValues: zip(names, files))
  }

  /// The bytes of a file; nil if there is no such file.
  public func bytes(of name: String) -> [UInt8]? {
    guard let file = files[name] else { return nil }
    let text = file.text.description
    return file.isText ? Array(text.utf8) : text.unicodeScalars.map { UInt8($0.value) }
  }
}
