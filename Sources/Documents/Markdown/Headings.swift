import Diagnostics

extension MarkdownReader {
  /// Gives headings their ids.
  mutating func readHeadings(_ nodes: [CMarkNode]) -> [Heading] {
    var ids = HeadingIDs()
    return nodes.map { node in
      let text = node.plainText
      let range = source.range(of: node)
      if node.level == 1 { diagnostics.append(.headingLevel(in: file, at: range)) }
      return Heading(level: node.level, id: ids.id(for: text), text: text, range: range)
    }
  }
}

/// Makes ids of words as GitHub does: small letters and digits of any script, hyphens for spaces, no punctuation.
struct HeadingIDs {
  /// The ids given, each with the last number that was put behind it.
  private var numbers: [String: Int] = [:]

  /// An id that this has not given before: the second `Gaps` is `gaps-1`, and a heading without letters is `section`.
  mutating func id(for text: String) -> String {
    let slug = Self.slug(text)
    let base = slug.isEmpty ? "section" : slug
    var id = base
    while numbers[id] != nil {
      let number = numbers[base, default: 0] + 1
      numbers[base] = number
      id = "\(base)-\(number)"
    }
    numbers[id] = 0
    return id
  }

  private static func slug(_ text: String) -> String {
    var slug = ""
    for scalar in text.unicodeScalars {
      if scalar == " " || scalar == "-" {
        slug.unicodeScalars.append("-")
      } else if scalar == "_" || isWordPart(scalar) {
        // The small letters of ASCII need no table: it is most of what headings are made of.
        if ("a"..."z").contains(scalar) {
          slug.unicodeScalars.append(scalar)
        } else {
          slug += scalar.properties.lowercaseMapping
        }
      }
    }
    return slug
  }

  /// Letters, digits, and the marks without which many scripts can't be read.
  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIILetter(UInt8(scalar.value)) || isDigit(UInt8(scalar.value)) }
    return switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
