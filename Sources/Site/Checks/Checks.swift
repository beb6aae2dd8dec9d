import Content
public import Diagnostics
import Templating

extension Site {
  /// Renders every page and throws the result away: the faults that only show when a page is made, and all that breaks
  /// the rules for content, templates and finished pages.
  ///
  /// Templates and pages are looked at only once all pages could be made: a name that is misspelt is one fault, and not
  /// also a file that nothing uses.
  public func check() async -> [Diagnostic] {
    let inspector = PageInspector(self)
    let problems =
      pagePictures.diagnostics + (await renderAll(routes) { inspector.inspect(Array($1.bytes), at: $0.asked) })
    let found = problems + checkContent()
    return problems.hasErrors ? found : found + checkTemplates() + check(inspector.pages)
  }

  /// What breaks the rules for content, which a build looks at too: they cost next to nothing.
  public func checkContent() -> [Diagnostic] {
    findings([
      (.skippedHeading, library.skippedHeadings),
      (.unusedSource, library.unusedSources),
      (.missingQuestions, library.objectivesWithoutQuestions),
      (.missingRoundTable, library.objectivesWithoutRoundTable),
      (.missingKeyMessages, library.roundTablesWithoutMessages),
      (.staleTranslation, library.staleTranslations),
      (.unusedFile, unusedFiles),
    ])
  }

  private func checkTemplates() -> [Diagnostic] {
    let templates = hostEnvironment().parts(of: templateFiles)
    return findings([
      (.unusedTemplate, { self.unusedTemplates(templates) }),
      (.unusedAsset, { self.unusedAssets(templates) }),
      (.olderCopy, olderCopies),
    ])
  }

  private func check(_ pages: [PageFacts]) -> [Diagnostic] {
    let checks = PageChecks(self, pages)
    return findings([
      (.unusedImage, checks.unusedImages),
      (.brokenLink, checks.brokenLinks),
      (.takenID, checks.takenIDs),
      (.duplicateID, checks.duplicateIDs),
      (.orphanPage, checks.orphans),
      (.imageText, checks.imagesWithoutText),
    ])
  }

  /// Asks those rules that the site has not switched off, and gives what they find the severity that it wants.
  private func findings(_ rules: [(check: Check, find: () -> [Diagnostic])]) -> [Diagnostic] {
    let levels = library.settings.checks
    return levels.graded(rules.filter { !levels.isOff($0.check) }.flatMap { $0.find() })
  }
}
