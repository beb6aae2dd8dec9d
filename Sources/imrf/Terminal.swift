#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal or pipe that the command speaks to.
enum Terminal {
  /// Whether standard error is a terminal, where colours and progress make sense.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// A variable of the environment; nil if it is absent or empty.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Writes text to standard error.
  static func printError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes bytes to standard output.
  static func print(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
