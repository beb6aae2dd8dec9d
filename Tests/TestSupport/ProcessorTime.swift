import Foundation

/// How long a processor works at something, in seconds, whatever else the machine does meanwhile.
public func processorTime(of work: () throws -> Void) rethrows -> Double {
  let start = processorTimeOfThread
  try work()
  return processorTimeOfThread - start
}

private var processorTimeOfThread: Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
