/// The symbols of United Nations documents, such as `A/RES/73/195`: an organ, and parts between slashes with a number in them.
///
/// Source: ST/LIB/SER.B/5/Rev.5, United Nations Document Series Symbols.
public enum DocumentSymbol {
  /// Whether a text is a symbol and nothing else.
  public static func isSymbol(_ text: String) -> Bool {
    let bytes = Array(text.utf8)[...]
    return end(in: bytes, at: bytes.startIndex) == bytes.endIndex
  }

  /// The symbol as an address has it: without the blanks that people write before brackets.
  public static func compact(_ symbol: String) -> String { String(symbol.filter { !$0.isWhitespace }) }

  /// Where symbols stand in a text.
  public static func ranges(in text: ArraySlice<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = text.startIndex
    while position < text.endIndex {
      let isStart = position == text.startIndex || !continues(text[position - 1])
      if isStart, isCapital(text[position]), let end = end(in: text, at: position) {
        ranges.append(position..<end)
        position = end
      } else {
        position += 1
      }
    }
    return ranges
  }

  /// Whether a symbol that follows would be a part of something longer.
  private static func continues(_ byte: UInt8) -> Bool {
    byte >= 0x80 || isASCIILetter(byte) || isDigit(byte) || "-/.@#&".utf8.contains(byte)
  }

  /// The end of a symbol that begins here.
  static func end(in text: ArraySlice<UInt8>, at start: Int) -> Int? {
    let organ = text[start...].prefix(while: isCapital)
    guard organ.count < 6, organ.endIndex < text.endIndex, text[organ.endIndex] == UInt8(ascii: "/"),
      organs.contains(String(decoding: organ, as: UTF8.self))
    else { return nil }
    var symbol = text[start..<endOfParts(in: text, from: organ.endIndex)]
    while let last = symbol.last, "/.-".utf8.contains(last) { symbol.removeLast() }
    let parts = symbol.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard hasShape(parts) else { return nil }
    return endOfBrackets(in: text, behind: symbol.endIndex, of: parts)
  }

  /// Those under which documents are issued, and the programmes, conventions and commissions that have series of their own.
  private static let organs: Set<String> = [
    "A", "AT", "BWC", "CAC", "CAT", "CCPR", "CCW", "CD", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "CTOC", "DC",
    "DP", "E", "ECA", "ECE", "ECLAC", "ESCAP", "ESCWA", "FCCC", "HRI", "HSP", "ICCD", "IDB", "ISBA", "JIU", "LC",
    "NPT", "PBC", "S", "SPLOS", "ST", "T", "TD", "UNEP", "UNW",
  ]
}

/// The parts of a symbol.
extension DocumentSymbol {
  /// Where the run of letters, digits, slashes and brackets ends: `/RES/2200A(XXI)`.
  private static func endOfParts(in text: ArraySlice<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.endIndex {
      switch text[end] {
      case UInt8(ascii: "/"), UInt8(ascii: "."): end += 1
      case let byte where isASCIILetter(byte) || isDigit(byte): end += 1
      // "A/76/642-related" is a word.
      case UInt8(ascii: "-") where end + 1 < text.endIndex && isCapitalOrDigit(text[end + 1]): end += 1
      case UInt8(ascii: "("):
        guard let (content, next) = bracket(in: text, at: end), isCode(content) || isPart(content) else { return end }
        end = next
      default: return end
      }
    }
    return end
  }

  /// Two slashes and a number, as in `E/CN.9/2019/2`; or one slash with a record or a running number: `S/PV.9048`, `S/25704`.
  private static func hasShape(_ parts: [ArraySlice<UInt8>]) -> Bool {
    guard parts.count > 1, !parts.contains(where: \.isEmpty), parts.joined().contains(where: isDigit) else {
      return false
    }
    let (organ, first) = (parts[0], parts[1])
    if parts.count > 2 { return organ.count > 1 || first.count > 1 || isDigit(first[first.startIndex]) }
    let series = first.prefix(while: isCapital)
    let number = first[series.endIndex...]
    if series.isEmpty { return isRunningNumber(number, isOfPrincipalOrgan: organ.count == 1) }
    guard number.first == UInt8(ascii: "."), number.dropFirst().first.map(isDigit) == true else { return false }
    return organ.count > 1 || records.contains(String(decoding: series, as: UTF8.self))
  }

  /// `25704`, `519`; what a principal organ numbers in fewer digits is a session or a year.
  private static func isRunningNumber(_ number: ArraySlice<UInt8>, isOfPrincipalOrgan: Bool) -> Bool {
    let isYear = number.count == 4 && (number.starts(with: "19".utf8) || number.starts(with: "20".utf8))
    return number.allSatisfy(isDigit) && (isOfPrincipalOrgan ? 5...5 : 3...5).contains(number.count) && !isYear
  }

  /// What a principal organ numbers without a session: verbatim and summary records, lists of members and speakers.
  private static let records: Set<String> = ["BUR", "INF", "PV", "SR"]

  /// The end with the brackets behind it that belong to it though a blank stands before: the year of a resolution of the
  /// Security Council, the session of an older one of another organ, and the part of a document.
  private static func endOfBrackets(in text: ArraySlice<UInt8>, behind end: Int, of parts: [ArraySlice<UInt8>]) -> Int {
    let isResolution = parts.count == 3 && parts[1].elementsEqual("RES".utf8)
    let isOfCouncil = parts[0].elementsEqual("S".utf8)
    var end = end
    if isResolution, !isOfCouncil, let letter = letter(in: text, at: end),
      let next = spacedBracket(in: text, at: letter, isSession)
    {
      end = next
    } else if isResolution, let next = spacedBracket(in: text, at: end, isOfCouncil ? isYear : isSession) {
      end = next
    }
    return spacedBracket(in: text, at: end, isPart) ?? end
  }

  /// The end of a letter behind a blank, as in `2200 A (XXI)`.
  private static func letter(in text: ArraySlice<UInt8>, at end: Int) -> Int? {
    let next = endOfBlanks(in: text, from: end)
    return next > end && next < text.endIndex && isCapital(text[next]) ? next + 1 : nil
  }

  private static func spacedBracket(
    in text: ArraySlice<UInt8>, at end: Int, _ belongs: (ArraySlice<UInt8>) -> Bool
  ) -> Int? {
    guard let (content, next) = bracket(in: text, at: endOfBlanks(in: text, from: end)), belongs(content) else {
      return nil
    }
    return next
  }

  /// What stands in a bracket that opens here, and where it ends; nil if it is longer than any that belongs to a symbol.
  private static func bracket(in text: ArraySlice<UInt8>, at start: Int) -> (content: ArraySlice<UInt8>, end: Int)? {
    guard start < text.endIndex, text[start] == UInt8(ascii: "(") else { return nil }
    let content = text[(start + 1)...].prefix(longestBracket).prefix { $0 != UInt8(ascii: ")") }
    guard content.endIndex < text.endIndex, text[content.endIndex] == UInt8(ascii: ")") else { return nil }
    return (content, content.endIndex + 1)
  }

  private static let longestBracket = 20
}

/// What stands in brackets, and bytes.
extension DocumentSymbol {
  /// A year: `2017`.
  private static func isYear(_ content: ArraySlice<UInt8>) -> Bool { content.count == 4 && content.allSatisfy(isDigit) }

  /// A session: `XXI`, `S-VI`, `ES-II`.
  private static func isSession(_ content: ArraySlice<UInt8>) -> Bool {
    !content.isEmpty && content.allSatisfy { "IVXLCDMES-".utf8.contains($0) }
  }

  /// A part: `Part II`, `Vol. I`.
  private static func isPart(_ content: ArraySlice<UInt8>) -> Bool {
    let words = content.split(whereSeparator: isWhiteSpace)
    return words.count == 2 && ["Part", "Vol.", "Vol"].contains(String(decoding: words[0], as: UTF8.self))
      && words[1].allSatisfy { "IVX".utf8.contains($0) || isDigit($0) }
  }

  /// What is written without a blank, as `XXI` and `SES.36/3`.
  private static func isCode(_ content: ArraySlice<UInt8>) -> Bool {
    content.first.map(isCapitalOrDigit) == true
      && content.allSatisfy { isASCIILetter($0) || isDigit($0) || "/.-".utf8.contains($0) }
  }

  private static func isCapital(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

  private static func isCapitalOrDigit(_ byte: UInt8) -> Bool { isCapital(byte) || isDigit(byte) }
}
