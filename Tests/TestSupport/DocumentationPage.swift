import Foundation

/// A page of the documentation with examples in blocks of code.
public struct DocumentationPage: Sendable {
  /// A template, and what the page says that it prints.
  public struct Example: Sendable, CustomStringConvertible {
    /// The name in the comment with which it begins, such as `{# base.html #}`, or one of its own.
    public let name: String
    /// The template.
    public let text: String
    /// What stands below it as HTML or text; nil for a template that only others use.
    public let output: String?

    /// What a failing test calls it.
    public var description: String { "\(name): \(text.prefix(60))" }

    /// Whether a page is what the example is said to print: empty lines and spaces at the ends of lines don't count.
    public func prints(_ page: String) -> Bool { output.map(visibleLines) == visibleLines(of: page) }
  }

  private let text: String
  /// The blocks of template code, each with the block right behind it.
  public let examples: [Example]
  /// The block of JSON, the data that the examples share.
  public let data: String

  /// Reads a page of the folder `docs`.
  public init(_ name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    text = try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    // Every other part is a block, which begins with its language.
    let parts = text.components(separatedBy: "\n```")
    let blocks = parts.indices.filter { !$0.isMultiple(of: 2) }
    data = blocks.map { parts[$0] }.first { $0.hasPrefix("json\n") }.map { String($0.dropFirst(5)) } ?? ""
    examples = blocks.filter { parts[$0].hasPrefix("jinja\n") }.map { number in
      let text = String(parts[number].dropFirst(6))
      let name = text.hasPrefix("{# ") ? String(text.dropFirst(3).prefix { $0 != " " }) : "example \(number)"
      let isFollowed = parts[number + 1].isEmpty && parts.indices.contains(number + 2)
      let output = isFollowed ? parts[number + 2].drop { $0 != "\n" }.dropFirst() : nil
      return Example(name: name, text: text, output: output.map(String.init))
    }
  }

  /// What stands under a heading of the second level.
  public func section(_ title: String) -> String {
    text.components(separatedBy: "\n## ").first { $0.hasPrefix(title + "\n") } ?? ""
  }
}

private func visibleLines(of text: some StringProtocol) -> [String] {
  text.split(separator: "\n").map { line in
    String(line.reversed().drop { $0 == " " }.reversed())
  }.filter { !$0.isEmpty }
}
