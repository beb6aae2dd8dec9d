import Templating

/// Writes JSON (RFC 8259) for programs to read: names in their order, no white space, letters as they are.
///
/// The filter `tojson` writes it so that it may stand in HTML, where Arabic takes three times as much room.
struct CompactJSON {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Value) {
    switch value {
    case .bool(let bool): bytes += Array((bool ? "true" : "false").utf8)
    case .int(let int): bytes += Array(String(int).utf8)
    case .double(let double): bytes += Array((double.isFinite ? String(double) : "null").utf8)
    case .text(let text), .markup(let text), .wrapped(let text, _, _): write(text)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(value)
      }
      bytes.append(UInt8(ascii: "]"))
    case .map(let map):
      bytes.append(UInt8(ascii: "{"))
      for (index, (name, value)) in zip(map.names, map.values).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        write(name)
        bytes.append(UInt8(ascii: ":"))
        write(value)
      }
      bytes.append(UInt8(ascii: "}"))
    default: bytes += Array("null".utf8)
    }
  }

  private mutating func write(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case ..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
