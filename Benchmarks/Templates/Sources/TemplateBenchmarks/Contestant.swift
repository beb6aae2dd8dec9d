import CAllocations

/// What is measured.
enum Work: String {
  /// Text of templates becomes something that can be rendered.
  case compiling
  /// A page is made of it.
  case rendering
}

/// An engine with the templates and data of one case, ready to render.
protocol Contestant {
  var name: String { get }
  /// How many times as fast as this one the project's own engine means to be at least.
  var goal: Double { get }
  /// Whether its templates are Jinja's, so that white space must come out the same too.
  var isJinja: Bool { get }

  /// The page.
  func page() throws -> String

  /// How many seconds it takes to do something so many times.
  func seconds(_ work: Work, times: Int) throws -> Double

  /// How often one rendering asks for memory, where that is known.
  func allocations() throws -> Int?
}

/// A contestant that runs in this process.
protocol LocalContestant: Contestant {
  /// Renders the page and forgets it.
  func render() throws
  /// Compiles all templates and forgets them.
  func compile() throws
}

extension LocalContestant {
  func seconds(_ work: Work, times: Int) throws -> Double {
    let start = ContinuousClock.now
    switch work {
    case .rendering: for _ in 0..<times { try render() }
    case .compiling: for _ in 0..<times { try compile() }
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  func allocations() throws -> Int? {
    try render()
    let before = allocationCount()
    try render()
    return before < 0 ? nil : allocationCount() - before
  }
}
