import LinkChecking

/// Manners for a server of our own: nothing to wait for, but time enough for an answer on a machine at work elsewhere.
let brisk: Manners = {
  var manners = Manners()
  manners.pause = .zero
  manners.timeout = .seconds(60)
  manners.retries = 1
  manners.backOff = .milliseconds(20)
  manners.patience = .seconds(3)
  return manners
}()

/// Manners for servers that never answer.
let impatient: Manners = {
  var manners = brisk
  manners.timeout = .seconds(10)
  return manners
}()

/// A checker that asks by curl, and keeps what it finds in a folder if one is given.
func checker(_ manners: Manners = brisk, cache folder: String? = nil, lifetime: Int = 86_400) -> LinkChecker {
  LinkChecker(
    .curl(userAgent: "imrf tests", timeout: manners.timeout), manners: manners,
    cache: folder.map { LinkCache(folder: $0, lifetime: lifetime) })
}
