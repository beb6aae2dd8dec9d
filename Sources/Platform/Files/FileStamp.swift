#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What tells versions of a file apart without reading them: its size, its number and the time when it was written.
public struct FileStamp: Sendable, Equatable {
  /// Whether it is a link; the rest is that of what it leads to.
  public let isLink: Bool
  private let size: Int64
  /// In nanoseconds since 1970.
  private let written: Int64
  private let number: UInt64
  /// Whether any later change would give it another time: file systems tell no more than milliseconds apart.
  public let isSettled: Bool

  /// The stamp of a file or of what a link leads to; nil if nothing is there.
  public init?(_ path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    isLink = status.st_mode & S_IFMT == S_IFLNK
    if isLink, unsafe stat(path, &status) != 0 { return nil }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    size = Int64(status.st_size)
    number = UInt64(status.st_ino)
    written = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    isSettled = Int64(now.tv_sec) - Int64(time.tv_sec) > 2
  }

  /// Whether they are of the same version.
  public static func == (left: FileStamp, right: FileStamp) -> Bool {
    (left.isLink, left.size, left.written, left.number) == (right.isLink, right.size, right.written, right.number)
  }

  /// The stamp as words, for keys of what is kept from one run to the next.
  public var text: String { "\(size) \(written)" }
}
