/// A piece of a template as the parser takes it, with the bytes that it stands at.
struct Token {
  enum Kind: Equatable {
    /// Text outside of tags; the range leaves out the white space that a neighbouring tag strips.
    case text(Range<Int>)
    case blockStart
    case blockEnd
    case outputStart
    case outputEnd
    case name(String)
    case string(String)
    case int(Int)
    case double(Double)
    case sign(Sign)
    /// Something that the lexer has reported already.
    case invalid
    case endOfFile
  }

  let kind: Kind
  let range: Range<Int>
}

/// An operator or bracket.
enum Sign: String, CaseIterable {
  case power = "**"
  case floorDivide = "//"
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case join = "~"
  case less = "<"
  case greater = ">"
  case assign = "="
  case pipe = "|"
  case dot = "."
  case comma = ","
  case colon = ":"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"

  /// The bracket that ends what this one begins.
  var closing: Sign? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }
}

extension Token.Kind {
  /// What it is in the words of a person: "end of the statement `%}`".
  var description: String {
    switch self {
    case .text: "text"
    case .blockStart: "start of a statement `{%`"
    case .blockEnd: "end of the statement `%}`"
    case .outputStart: "start of an output `{{`"
    case .outputEnd: "end of the output `}}`"
    case .name(let name): "`\(name)`"
    case .string: "text in quotation marks"
    case .int, .double: "number"
    case .sign(let sign): "`\(sign.rawValue)`"
    case .invalid: "something unreadable"
    case .endOfFile: "end of the file"
    }
  }

  /// Whether a tag ends here.
  var endsTag: Bool { self == .blockEnd || self == .outputEnd || self == .endOfFile }
}
