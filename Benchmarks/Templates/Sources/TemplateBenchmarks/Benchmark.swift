/// Renders the same pages with five engines, in turn, and prints what each takes.
@main
struct Benchmark {
  static let rounds = 25

  static func main() throws {
    print(introduction)
    let python = try Python()
    for name in Case.all {
      let contestants = try contestants(for: Case(name), python)
      let bytes = try comparePages(of: contestants, in: name)
      print("\n" + table("\(name), \(bytes) bytes", try results(of: contestants)))
    }
    try python.close()
  }

  private static let introduction = """
    The same pages made by five template engines, which take turns in \(rounds) rounds.

    Templates are compiled once, and the data are what an engine takes, made once. minijinja is driven by its Python
    binding and reads Python's own lists and dictionaries; it and Jinja2 measure themselves in their process. Stencil
    parses a template each time that it renders it, which can't be helped, and escapes by a filter of the benchmark's.
    The pages were compared: those of imrf, minijinja and Jinja2 are the same bytes but for how the references of
    " ' / are written, those of swift-mustache and Stencil have other white space besides.

    ratio: the time of an engine to that of imrf, the median of all rounds; the goal is what imrf means to reach
    compile: all templates of the case, from text to what can be rendered
    allocations: how often one rendering asks for memory
    """

  private static func contestants(for subject: Case, _ python: Python) throws -> [any Contestant] {
    [
      try TemplatingContestant(subject), try PythonContestant("minijinja", subject, in: python, goal: 2),
      try MustacheContestant(subject), try PythonContestant("Jinja2", subject, in: python, goal: 10),
      try StencilContestant(subject),
    ]
  }

  private static func results(of contestants: [any Contestant]) throws -> [Result] {
    let rendering = try measure(.rendering, of: contestants, rounds: rounds)
    let compiling = try measure(.compiling, of: contestants, rounds: rounds)
    return try contestants.enumerated().map { index, contestant in
      Result(
        name: contestant.name, goal: contestant.goal, rendering: rendering[index],
        ratio: median(zip(rendering[index], rendering[0]).map { $0 / $1 }), compiling: compiling[index],
        allocations: try contestant.allocations())
    }
  }

  /// The seconds that one piece of work takes, of each contestant in each round.
  private static func measure(_ work: Work, of contestants: [any Contestant], rounds: Int) throws -> [[Double]] {
    let times = try contestants.map { try timesInABatch(of: work, by: $0) }
    var seconds = contestants.map { _ in [Double]() }
    for _ in 0..<rounds {
      for (index, contestant) in contestants.enumerated() {
        seconds[index].append(try contestant.seconds(work, times: times[index]) / Double(times[index]))
      }
    }
    return seconds
  }

  /// How many times it must be done to take some twenty milliseconds.
  private static func timesInABatch(of work: Work, by contestant: any Contestant) throws -> Int {
    var times = 1
    while try contestant.seconds(work, times: times) < 0.01 { times *= 2 }
    return times
  }
}

/// What one engine took in one case, in seconds.
struct Result {
  let name: String
  let goal: Double
  let rendering: [Double]
  let ratio: Double
  let compiling: [Double]
  let allocations: Int?
}
