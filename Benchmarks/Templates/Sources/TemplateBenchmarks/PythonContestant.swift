import Foundation

/// An engine of Python's, which measures itself in a process of its own.
struct PythonContestant: Contestant {
  let name: String
  let goal: Double
  let isJinja = true
  private let python: Python
  private let engine: String
  private let subject: String

  init(_ engine: String, _ subject: Case, in python: Python, goal: Double) throws {
    self.engine = engine
    self.subject = subject.name
    self.python = python
    self.goal = goal
    name = "\(engine) \(try python.answer("version", engine, subject.name))"
  }

  func page() throws -> String {
    let answer = try python.answer("page", engine, subject)
    return try JSONDecoder().decode(String.self, from: Data(answer.utf8))
  }

  func seconds(_ work: Work, times: Int) throws -> Double {
    let answer = try python.answer(work.rawValue, engine, subject, String(times))
    guard let seconds = Double(answer) else { throw PythonError.unreadable(answer) }
    return seconds
  }

  func allocations() throws -> Int? { nil }
}

/// A Python that answers questions, a line each.
final class Python {
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  private var unread = Data()

  init() throws {
    process.executableURL = URL(filePath: ".build/bench-venv/bin/python")
    process.arguments = ["Benchmarks/Templates/engines.py", Case.folder.path]
    process.standardInput = questions
    process.standardOutput = answers
    try process.run()
  }

  func answer(_ question: String...) throws -> String {
    try questions.fileHandleForWriting.write(contentsOf: Data((question.joined(separator: " ") + "\n").utf8))
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        defer { unread = unread[(end + 1)...] }
        return String(decoding: unread[..<end], as: UTF8.self)
      }
      let more = answers.fileHandleForReading.availableData
      if more.isEmpty { throw PythonError.ended }
      unread += more
    }
  }

  /// Lets it end, since it reads to the end of its questions.
  func close() throws {
    try questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}

enum PythonError: Error {
  case ended
  case unreadable(String)
}
