#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a clock on the wall shows: `14:02:31`.
public func timeOfDay() -> String {
  var now = time(nil)
  var local = unsafe tm()
  unsafe localtime_r(&now, &local)
  let parts = unsafe [local.tm_hour, local.tm_min, local.tm_sec]
  return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}
