/// How many columns of a terminal a text takes: 2 for East Asian wide characters and emoji, else 1 a character.
func displayWidth(_ text: String) -> Int {
  text.reduce(0) { $0 + width(of: $1) }
}

private func width(of character: Character) -> Int {
  guard let first = character.unicodeScalars.first else { return 0 }
  let properties = first.properties
  if properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
  if properties.generalCategory == .format || properties.generalCategory == .nonspacingMark { return 0 }
  return isEastAsianWide(first.value) ? 2 : 1
}

/// The blocks that Unicode's EastAsianWidth.txt marks W or F; Swift's properties don't have the table.
private func isEastAsianWide(_ scalar: UInt32) -> Bool {
  switch scalar {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x20000...0x3FFFD:
    true
  default: false
  }
}

/// The text with tabs as two spaces and control characters as pictures, so that no file can steer the terminal.
///
/// The marks that turn the direction of writing (Unicode TR36, section 3.4) are shown as U+FFFD.
public func printable(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09: out.append(contentsOf: "  ".unicodeScalars)
    case 0x0A: out.append(scalar)
    case 0..<0x20: out.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
    case 0x7F: out.append("\u{2421}")
    default: out.append(isUnprintable(scalar) ? "\u{FFFD}" : scalar)
    }
  }
  return String(out)
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0A: false
  case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}
