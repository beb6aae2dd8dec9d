#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How long a server asks to be left alone: so many seconds, or up to a date (RFC 9110, section 10.2.3).
func retryAfter(_ text: String, now: Int) -> Duration? {
  if let seconds = UInt32(text) { return .seconds(Int(seconds)) }
  return second(of: text).map { .seconds(max(0, $0 - now)) }
}

/// The second, from 1970, of a date such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7).
private func second(of date: String) -> Int? {
  let parts = date.split { ", :".contains($0) }
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  guard parts.count == 8, let month = months.firstIndex(of: String(parts[2])) else { return nil }
  let numbers = [1, 3, 4, 5, 6].compactMap { UInt16(parts[$0]).map(Int32.init) }
  guard numbers.count == 5 else { return nil }
  var time = unsafe tm()
  unsafe time.tm_mday = numbers[0]
  unsafe time.tm_mon = Int32(month)
  unsafe time.tm_year = numbers[1] - 1900
  unsafe time.tm_hour = numbers[2]
  unsafe time.tm_min = numbers[3]
  unsafe time.tm_sec = numbers[4]
  return unsafe timegm(&time)
}
