import LinkChecking

/// RequestPolicy for a server of our own: nothing to wait for, but time enough for an answer on a machine at work elsewhere.
let brisk: RequestPolicy = {
  var policy = RequestPolicy()
  policy.pause = .zero
  policy.timeout = .seconds(60)
  policy.retries = 1
  policy.backOff = .milliseconds(20)
  policy.patience = .seconds(3)
  return policy
}()

/// RequestPolicy for servers that never answer.
let impatient: RequestPolicy = {
  var policy = brisk
  policy.timeout = .seconds(10)
  return policy
}()

/// A checker that asks by curl, and keeps what it finds in a folder if one is given.
func checker(_ policy: RequestPolicy = brisk, cache folder: String? = nil, lifetime: Int = 86_400) -> LinkChecker {
  LinkChecker(
    .curl(userAgent: "imrf tests", timeout: policy.timeout), policy: policy,
    cache: folder.map { LinkCache(folder: $0, lifetime: lifetime) })
}
