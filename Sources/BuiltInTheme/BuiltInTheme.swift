/// The theme that the program brings along: the files of the folder `templates` as they were when it was made.
public enum BuiltInTheme {
  /// The paths of all files below the folder, in their order.
  public static var names: [String] { themeFiles.map { $0.name.description } }

  /// The bytes of a file; nil if there is no such file.
  public static func bytes(of name: String) -> [UInt8]? {
    guard let file = themeFiles.first(where: { $0.name.description == name }) else { return nil }
    let text = file.text.description
    return file.isText ? Array(text.utf8) : text.unicodeScalars.map { UInt8($0.value) }
  }
}
