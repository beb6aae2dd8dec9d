/// What a pack is printed on, and how large.
public enum Paper: String, FieldReadable, CaseIterable {
  /// A4, 210 by 297 millimetres (ISO 216).
  case a4
  /// Letter, 8.5 by 11 inches (ANSI/ASME Y14.1).
  case letter
  /// Large print on A4.
  case a4Large = "a4-large"
  /// Large print on Letter.
  case letterLarge = "letter-large"

  /// The same paper with large print.
  public var large: Paper {
    switch self {
    case .a4, .a4Large: .a4Large
    case .letter, .letterLarge: .letterLarge
    }
  }
}
