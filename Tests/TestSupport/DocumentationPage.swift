import Foundation

/// A page of the documentation with examples in blocks of code.
public struct DocumentationPage: Sendable {
  /// A template or a piece of a program, and what the page says that it prints.
  public struct Example: Sendable, CustomStringConvertible {
    /// The name in the comment with which it begins, such as `{# base.html #}`, or one of its own.
    public let name: String
    /// The code.
    public let text: String
    /// The line of the page at which it begins, from 1.
    public let line: Int
    /// What stands below it as HTML or text; nil for code that only other code uses.
    public let output: String?

    /// What a failing test calls it.
    public var description: String { "\(name): \(text.prefix(60))" }

    /// Whether a page is what the example is said to print: empty lines and spaces at the ends of lines don't count.
    public func prints(_ page: String) -> Bool { output.map(visibleLines) == visibleLines(of: page) }
  }

  private let text: String
  /// The blocks with their languages at every other place, and what stands between them.
  private let parts: [String]
  /// The blocks of template code.
  public var examples: [Example] { examples(in: "jinja") }
  /// The block of JSON, the data that the examples share.
  public let data: String

  /// Reads a page of the folder `docs`.
  public init(_ name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    text = try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    parts = text.components(separatedBy: "\n```")
    let json = parts.first { $0.hasPrefix("json\n") }
    data = json.map { String($0.dropFirst(5)) } ?? ""
  }

  /// The blocks of code in a language, each with the block right behind it.
  public func examples(in language: String) -> [Example] {
    parts.indices.filter { !$0.isMultiple(of: 2) && parts[$0].hasPrefix(language + "\n") }.map { number in
      let text = String(parts[number].dropFirst(language.count + 1))
      let name = text.hasPrefix("{# ") ? String(text.dropFirst(3).prefix { $0 != " " }) : "example \(number)"
      let isFollowed = parts[number + 1].isEmpty && parts.indices.contains(number + 2)
      let output = isFollowed ? parts[number + 2].drop { $0 != "\n" }.dropFirst() : nil
      let above = parts[..<number].map { $0.count { $0 == "\n" } + 1 }.reduce(0, +)
      return Example(name: name, text: text, line: above + 2, output: output.map(String.init))
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
