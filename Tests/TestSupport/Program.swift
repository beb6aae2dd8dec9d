public import Foundation

/// A run of a program: its exit status and what it wrote.
public struct ProgramRun: Sendable {
  /// The exit status.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let error: String
}

/// Runs the program `imrf` that the tests were built with, in a folder.
public func runIMRF(
  _ arguments: [String], in folder: URL, environment: [String: String] = [:]
) throws -> ProgramRun {
  try run(imrfProgram, arguments, in: folder, environment: environment)
}

/// Runs a program in a folder.
public func run(
  _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String] = [:]
) throws -> ProgramRun {
  let process = Process()
  process.executableURL = program
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.environment = environment
  let output = Pipe()
  let error = Pipe()
  process.standardOutput = output
  process.standardError = error
  try process.run()
  // What is read last may block its writer only beyond the size of a pipe, which no test's output reaches.
  let outputData = output.fileHandleForReading.readDataToEndOfFile()
  let errorData = error.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return ProgramRun(
    status: process.terminationStatus, output: String(decoding: outputData, as: UTF8.self),
    error: String(decoding: errorData, as: UTF8.self))
}

/// The folder that the test program was built in, with what else was.
public let buildFolder: URL = {
  let programs = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
  return URL(filePath: programs).deletingLastPathComponent()
}()

/// The program `imrf` beside the test program.
public let imrfProgram = buildFolder.appending(path: "imrf")

/// A folder that is removed when the test is over.
public final class TemporaryFolder: Sendable {
  /// Where it is.
  public let url: URL

  /// Makes an empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appending(
      path: "imrf-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// Makes a folder with files in it, by path.
  public convenience init(files: [String: [UInt8]]) throws {
    try self.init()
    for (path, bytes) in files { try write(bytes, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file, and the folders that it lies in.
  public func write(_ bytes: [UInt8], to path: String) throws {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  /// Writes a text file.
  public func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

  /// All files below a folder by path, with their bytes.
  public func files(in folder: String) throws -> [String: Data] {
    let top = url.appending(path: folder)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: top.path) {
      if let data = FileManager.default.contents(atPath: top.appending(path: path).path) { files[path] = data }
    }
    return files
  }
}
