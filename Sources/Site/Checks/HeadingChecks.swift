import Content
import Diagnostics
import Documents

extension Library {
  /// Headings that lie more than one level below the one before them: who listens to a text finds the way by their levels
  /// (WCAG 2.2, technique G141).
  func skippedHeadings() -> [Diagnostic] {
    var found: [Diagnostic] = []
    forEachText { entry in
      let common = entry.common
      var level = 1
      for heading in common.body?.document.headings ?? [] {
        if heading.level > level + 1 {
          found.append(.skippedHeading(heading.level, below: level, at: .bytes(heading.range, of: common.origin.file)))
        }
        level = heading.level
      }
    }
    return found
  }
}
