#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many files and connections this process may have open.
public var descriptorLimit: Int {
  var limit = rlimit()
  #if canImport(Glibc)
    let resource = __rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue))
  #else
    let resource = RLIMIT_NOFILE
  #endif
  guard unsafe getrlimit(resource, &limit) == 0 else { return 0 }
  return Int(clamping: limit.rlim_cur)
}

/// Whether so many more files can be opened now.
public func hasDescriptors(_ count: Int) -> Bool {
  let copies = (0..<count).map { _ in dup(STDERR_FILENO) }
  for copy in copies where copy >= 0 { close(copy) }
  return copies.allSatisfy { $0 >= 0 }
}
