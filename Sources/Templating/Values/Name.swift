/// A name in a template: its symbol for objects, its text for maps, with what both are found by.
struct Name: Sendable {
  let symbol: Symbol
  let text: String
  /// The fingerprint of the text.
  let fingerprint: UInt64

  init(_ text: String) {
    self.text = text
    symbol = Symbol(text)
    fingerprint = Templating.fingerprint(of: text)
  }
}

/// A number that hardly any two names have in common, by which most that differ are told apart: the hash FNV-1a.
func fingerprint(of text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
