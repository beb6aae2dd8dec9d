#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Applies a function to every element on all cores and keeps the order of the results.
///
/// The elements are handed out in a few runs for each core: a task costs about 5 µs, more than many an element.
public func parallelMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], _ transform: @Sendable @escaping (Element) -> Result
) async -> [Result] {
  let runs = evenRuns(of: elements.count, atMost: coreCount * 4)
  return await withTaskGroup(of: (Int, [Result]).self) { group in
    for (index, run) in runs.enumerated() {
      group.addTask { (index, elements[run].map(transform)) }
    }
    var parts = [[Result]](repeating: [], count: runs.count)
    for await (index, part) in group { parts[index] = part }
    return Array(parts.joined())
  }
}

/// How many cores the machine gives us.
public let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Cuts `0..<count` into neighbouring ranges of nearly the same length.
public func evenRuns(of count: Int, atMost most: Int) -> [Range<Int>] {
  let runs = min(count, max(1, most))
  return (0..<runs).map { count * $0 / runs..<count * ($0 + 1) / runs }
}
