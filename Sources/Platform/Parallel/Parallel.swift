#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many things can be done at the same time.
public var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Applies a function to every element on all cores and keeps the order of the results.
public func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable @escaping (Element) -> Result
) async -> [Result] {
  Array(await parallelRuns(of: elements.count) { elements[$0].map(transform) }.joined())
}

/// Applies a function to neighbouring ranges that together are `0..<count`, on all cores, and keeps their order.
///
/// There are many for each core, so that a slow one at the end keeps no core waiting long, and not one for each number,
/// since a task costs about 5 µs, more than many an element.
public func parallelRuns<Result: Sendable>(
  of count: Int, _ body: @Sendable @escaping (Range<Int>) -> Result
) async -> [Result] {
  let runs = min(count, coreCount * 64)
  return await withTaskGroup(of: (Int, Result).self) { group in
    for run in 0..<runs {
      group.addTask { (run, body(count * run / runs..<count * (run + 1) / runs)) }
    }
    var results = [Result?](repeating: nil, count: runs)
    for await (run, result) in group { results[run] = result }
    return results.compactMap { $0 }
  }
}
