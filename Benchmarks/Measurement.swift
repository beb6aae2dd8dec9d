import Foundation

/// What one run of a program took.
struct Measurement {
  let seconds: Double
  let peakMegabytes: Double
}

/// A run that can't be measured.
enum BenchmarkError: Error {
  case cannotStart(String, code: Int32)
  case failed(String, status: Int32)
}

/// Runs a program to its end; `wait4` tells its peak memory, which the libraries for running programs don't.
func measure(_ command: [String]) throws -> Measurement {
  let start = ContinuousClock.now
  var process: pid_t = 0
  var arguments = unsafe command.map { unsafe strdup($0) } + [nil]
  defer { unsafe arguments.forEach { unsafe free($0) } }
  let code = unsafe posix_spawn(&process, command[0], nil, nil, &arguments, environ)
  guard code == 0 else { throw BenchmarkError.cannotStart(command[0], code: code) }
  var status: Int32 = 0
  var usage = rusage()
  guard unsafe wait4(process, &status, 0, &usage) == process, status == 0 else {
    throw BenchmarkError.failed(command.joined(separator: " "), status: status)
  }
  let seconds = (ContinuousClock.now - start) / .seconds(1)
  return Measurement(seconds: seconds, peakMegabytes: Double(usage.ru_maxrss) / 1024)
}

/// How many files lie in a folder, and their bytes.
struct Tree {
  let files: Int
  let bytes: Int

  static let empty = Tree(files: 0, bytes: 0)

  private init(files: Int, bytes: Int) {
    self.files = files
    self.bytes = bytes
  }

  init(_ folder: URL) throws {
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var files = 0
    var bytes = 0
    for path in all {
      let values = try folder.appending(path: path).resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
      guard values.isRegularFile == true else { continue }
      files += 1
      bytes += values.fileSize ?? 0
    }
    self.init(files: files, bytes: bytes)
  }
}
