import Foundation
import LinkChecking
import TestSupport

/// Manners for a server of our own: nothing to wait for.
let brisk: Manners = {
  var manners = Manners()
  manners.pause = .zero
  manners.timeout = .seconds(2.5)
  manners.retries = 1
  manners.backOff = .milliseconds(20)
  manners.patience = .seconds(3)
  return manners
}()

/// A checker that asks by curl, and forgets what it finds unless a folder is given.
func checker(_ manners: Manners = brisk, cache folder: String? = nil, lifetime: Int = 86_400) -> LinkChecker {
  let nowhere = FileManager.default.temporaryDirectory.appending(path: "imrf-test-\(UUID().uuidString)").path
  return LinkChecker(
    .curl(userAgent: "imrf tests", timeout: manners.timeout), manners: manners,
    cache: LinkCache(folder: folder ?? nowhere, lifetime: folder == nil ? 0 : lifetime))
}
