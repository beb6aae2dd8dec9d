import Platform
import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The terminal or pipe that the command speaks to.
enum Terminal {
  /// Whether standard error is a terminal, where colours and progress make sense.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes text to standard error; nobody could be told if that failed.
  static func printError(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes bytes to standard output; if that fails, the status is 70, since the result is lost.
  static func print(_ bytes: [UInt8]) throws(ExitCode) {
    if write(bytes, to: STDOUT_FILENO) { return }
    printError("error: the result can't be written: \(lastSystemError())\n")
    throw ExitCode(70)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { bytes in
        #if canImport(Glibc)
          unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
          unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
