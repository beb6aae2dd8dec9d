/// Where a link leads, or an image comes from.
public enum Address: Sendable, Hashable {
  /// A whole address that begins with `http:`, `https:`, `mailto:` or `tel:`.
  case external(String)
  /// A place in the same text: the id after `#`; empty for its top.
  case fragment(String)
  /// A file beside this one, perhaps with a `#fragment`; empty if the author left the address empty.
  case relative(String)
  /// An address that never gets into HTML.
  case refused(String)

  /// The schemes that an address may begin with.
  static let schemes = ["http", "https", "mailto", "tel"]

  /// Tells addresses apart as a browser would (WHATWG URL, section 4.4).
  ///
  /// It skips white space and control characters in front, and tabs and line breaks anywhere, so that `java&#10;script:`
  /// is a scheme. cmark makes U+FFFD of a zero.
  init(_ text: String) {
    if text.hasPrefix("#") {
      self = .fragment(String(text.dropFirst()))
    } else if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0 == "\u{FFFD}" }) {
      self = .refused(text)
    } else if let scheme = Self.scheme(of: text.drop { $0 == " " }) {
      self = Self.schemes.contains(scheme.lowercased()) && text.first != " " ? .external(text) : .refused(text)
    } else if text.unicodeScalars.starts(with: "//".unicodeScalars, by: Self.isSameSlash) {
      self = .refused(text)
    } else {
      self = .relative(text)
    }
  }

  /// Browsers take `\` for `/`, so that `/\host` leads to another host too.
  private static func isSameSlash(_ scalar: Unicode.Scalar, _ slash: Unicode.Scalar) -> Bool {
    scalar == slash || scalar == "\\"
  }

  /// A letter, then letters, digits, `+`, `-` and `.` up to a colon (RFC 3986, section 3.1).
  private static func scheme(of text: Substring) -> Substring? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = text[..<colon]
    guard let first = scheme.utf8.first, isASCIILetter(first),
      scheme.utf8.allSatisfy({ isASCIILetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
    else { return nil }
    return scheme
  }
}

extension Address {
  /// Writes an address for an attribute in double quotation marks, as cmark does.
  ///
  /// What no address may hold becomes its bytes in hexadecimal (RFC 3986, section 2.1); `%` stays as the author wrote it.
  public static func append(_ address: String, to output: inout [UInt8]) {
    for byte in address.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "'"): output += "&#x27;".utf8
      case _ where isASCIILetter(byte) || isDigit(byte) || "-_.+!*(),%#@?=;:/$~".utf8.contains(byte):
        output.append(byte)
      default:
        let digits = Array("0123456789ABCDEF".utf8)
        output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
  }
}
