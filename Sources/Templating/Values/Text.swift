/// Text that knows whether it is HTML already: what filters on text take and give.
struct Text: Sendable {
  var string: String
  var isMarkup: Bool

  init(_ string: String, isMarkup: Bool = false) {
    self.string = string
    self.isMarkup = isMarkup
  }

  /// The printed form of a value, but of text only the text; HTML stays HTML.
  init(_ value: Value) throws(Fault) {
    switch value {
    case .text(let string), .wrapped(let string, _, _): self.init(string)
    case .markup(let string): self.init(string, isMarkup: true)
    default: self.init(try value.printed())
    }
  }

  /// The printed form of a value, with what is to stand around it; HTML stays HTML.
  init(printing value: Value) throws(Fault) {
    if case .wrapped = value { self.init(try value.printed()) } else { try self.init(value) }
  }

  var value: Value { isMarkup ? .markup(string) : .text(string) }

  /// As HTML: escaped unless it is HTML already.
  var html: String { isMarkup ? string : escapedHTML(string) }

  /// The same kind of text with other characters.
  func with(_ string: String) -> Text { Text(string, isMarkup: isMarkup) }

  /// Another text as it must be to be put into this one: HTML takes in escaped text only.
  func fitting(_ other: Text) -> String { isMarkup ? other.html : other.string }

  /// Texts one after the other with this one between them: if this is HTML the others are escaped and the whole is HTML.
  ///
  /// As in Python a plain text between pieces of HTML makes them plain.
  func joining(_ texts: [Text]) -> Text {
    with(texts.map { fitting($0) }.joined(separator: string))
  }

  /// Both together; if either is HTML the other is escaped, as MarkupSafe does.
  static func + (left: Text, right: Text) -> Text {
    guard left.isMarkup || right.isMarkup else { return Text(left.string + right.string) }
    return Text(left.html + right.html, isMarkup: true)
  }
}
