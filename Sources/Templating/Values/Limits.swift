/// How much a template may take, so that a mistake in one ends with a message instead of never: `template/limit`.
public struct Limits: Sendable {
  /// How deep macros, recursive loops, includes and blocks may lie in each other; each takes some of the thread's stack.
  public var callDepth = 100
  /// How many turns of loops, and calls of macros, includes and blocks, one page may take.
  public var steps = 2_000_000
  /// How many bytes one page may have.
  public var outputBytes = 64 << 20
  /// How many bytes one text may have that a template puts together.
  public var textBytes = 16 << 20
  /// How many values one list may have that a template puts together.
  public var listCount = 1_000_000

  /// The limits that fit a site of ten thousand pages with room to spare.
  public init() {}

  func checkText(bytes: Int) throws(Fault) {
    if bytes > textBytes { throw .textTooLong(limit: textBytes) }
  }

  /// Checks a text made of `count` pieces of some bytes each, without ever making it.
  func checkText(_ count: Int, times bytes: Int) throws(Fault) {
    let (total, overflow) = max(count, 0).multipliedReportingOverflow(by: bytes)
    if overflow || total > textBytes { throw .textTooLong(limit: textBytes) }
  }

  func checkList(count: Int) throws(Fault) {
    if count > listCount { throw .listTooLong(limit: listCount) }
  }

  /// Checks a list made of `count` pieces of some values each, without ever making it.
  func checkList(_ count: Int, times values: Int) throws(Fault) {
    let (total, overflow) = max(count, 0).multipliedReportingOverflow(by: values)
    if overflow || total > listCount { throw .listTooLong(limit: listCount) }
  }
}
