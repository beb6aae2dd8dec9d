import Foundation

/// A preview that is running, and is asked for pages as a browser would.
struct RunningPreview {
  private let process: Process
  private let begin: ContinuousClock.Instant
  /// Seconds between two questions for a page that isn't there yet; without them nothing is missed of how long it takes.
  private let pause: Double

  /// Starts it; `measure` and `waitUntilQuiet` wait until it answers.
  init(_ command: [String], pause: Double = 0) throws {
    self.pause = pause
    process = Process()
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    begin = .now
    try process.run()
  }

  /// Ends it.
  func end() {
    process.interrupt()
    process.waitUntilExit()
  }

  /// Edits texts one after the other, and waits each time until the page is there as it was saved.
  ///
  /// `text` gives the file of each of `count` texts by its number, from 1, and the address of its page.
  func measure(
    _ name: String, edits: Int, of count: Int, _ text: (Int) -> (file: URL, path: String)
  ) throws -> PreviewResult {
    let firstPage = try wait(for: "", at: text(1).path, since: begin)
    // The watching begins with the first page, and is not what is measured.
    Thread.sleep(forTimeInterval: 1)
    var random = Random(seed: 7)
    var result = PreviewResult(name: name, firstPage: firstPage)
    for edit in 1...edits {
      let (file, path) = text(random.next(count) + 1)
      let original = try String(contentsOf: file, encoding: .utf8)
      let sentence = "Edit \(edit) of this text."
      try Data((original + "\n\(sentence)\n").utf8).write(to: file)
      let saved = ContinuousClock.now
      result.seconds.append(try wait(for: sentence, at: path, since: saved))
      if edit == min(edits, 1000) { result.earlyMegabytes = megabytes }
      // What a text says is what it said before, so that the site stays as large as it is.
      try Data(original.utf8).write(to: file)
      let restored = ContinuousClock.now
      while try page(path).contains(sentence) { guard ContinuousClock.now - restored < .seconds(20) else { break } }
      // Nobody saves faster than this.
      Thread.sleep(forTimeInterval: 0.015)
    }
    result.megabytes = megabytes
    return result
  }

  /// Saves a file, and waits until its page holds a text and nothing more is to be done.
  func save(_ content: String, to file: URL, until text: String, at path: String) throws {
    try Data(content.utf8).write(to: file)
    try waitUntilQuiet(with: text, at: path)
  }

  /// Waits until a page holds a text and for three seconds nothing was done.
  func waitUntilQuiet(with text: String = "", at path: String) throws {
    _ = try wait(for: text, at: path, since: .now)
    var last = processorTime
    var quietSince = ContinuousClock.now
    while ContinuousClock.now - quietSince < .seconds(3) {
      Thread.sleep(forTimeInterval: 0.1)
      let time = processorTime
      if time > last { quietSince = .now }
      last = time
    }
  }

  var processIdentifier: Int32 { process.processIdentifier }

  /// The time of processors that it has taken, in hundredths of seconds.
  private var processorTime: Int {
    let status = (try? String(contentsOfFile: "/proc/\(processIdentifier)/stat", encoding: .utf8)) ?? ""
    let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  /// Asks for a page until it holds a text.
  private func wait(for text: String, at path: String, since start: ContinuousClock.Instant) throws -> Double {
    while ContinuousClock.now - start < .seconds(600), process.isRunning {
      if let page = try? page(path), text.isEmpty || page.contains(text) {
        return (ContinuousClock.now - start) / .seconds(1)
      }
      if text.isEmpty || pause > 0 { Thread.sleep(forTimeInterval: max(pause, 0.005)) }
    }
    throw BenchmarkError.failed("no \(path) with “\(text)”", status: 1)
  }

  private func page(_ path: String) throws -> String { try Benchmarks.page(at: path, port: Contestant.port) }

  /// The memory that it takes now.
  private var megabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    return (Double(line.filter(\.isNumber)) ?? 0) / 1024
  }
}

/// What a preview came to.
struct PreviewResult: CustomStringConvertible {
  let name: String
  let firstPage: Double
  var seconds: [Double] = []
  /// The memory after a thousand edits, or after all if there were less.
  var earlyMegabytes = 0.0
  var megabytes = 0.0

  static let header = """
    | | edits | median | 99th of 100 | slowest | first page | memory | in the end |
    |---|---|---|---|---|---|---|---|
    """

  var description: String {
    let sorted = seconds.sorted()
    let times = [median(seconds), sorted[sorted.count * 99 / 100], sorted.last ?? 0].map {
      format($0 * 1000, 1) + " ms"
    }
    let memory = [earlyMegabytes, megabytes].map { format($0, 0) + " MB" }
    let cells = [name, "\(seconds.count)"] + times + [format(firstPage, 2) + " s"] + memory
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
