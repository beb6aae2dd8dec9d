#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A library of the system that is loaded when somebody asks for it first, since most sites never need it.
@safe public struct DynamicLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Loads a library by the name of its file; nil if the system has none of this name.
  public init?(_ name: String) {
    guard let handle = unsafe dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return nil }
    unsafe self.handle = unsafe handle
  }

  /// A function of the library, by the first of some names that it has; nil if it has none of them.
  public func function<F>(_ names: String..., as type: F.Type) -> F? {
    for name in names {
      if let found = unsafe dlsym(handle, name) { return unsafe unsafeBitCast(found, to: type) }
    }
    return nil
  }
}
