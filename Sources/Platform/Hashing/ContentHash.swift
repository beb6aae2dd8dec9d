/// A hash as sixteen digits.
public func hexDigits(_ hash: UInt64) -> String {
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// The 64-bit FNV-1a hash: enough to tell versions of one file apart; nobody has to be kept from forging one.
public func contentHash(_ bytes: [UInt8]) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
