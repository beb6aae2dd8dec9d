/// The bytes with every line break as LF, as a page has it whatever editor wrote the template.
func withPlainLineBreaks(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard bytes.contains(0x0D) else { return bytes }
  var plain: [UInt8] = []
  for index in bytes.indices {
    switch bytes[index] {
    case 0x0D: plain.append(0x0A)
    case 0x0A where index > bytes.startIndex && bytes[index - 1] == 0x0D: continue
    default: plain.append(bytes[index])
    }
  }
  return plain[...]
}
