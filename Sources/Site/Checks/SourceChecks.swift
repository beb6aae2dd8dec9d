import Content
import Diagnostics

extension Library {
  /// Sources that nothing cites, in any language, nor lists for further reading.
  func unusedSources() -> [Diagnostic] {
    var isUsed = [Bool](repeating: false, count: self[.source].count)
    forEachText { entry in
      for citation in entry.common.citations { isUsed[citation.id.index] = true }
    }
    return zip(self[.source], isUsed).compactMap { source, isUsed in
      isUsed ? nil : .unusedSource(source.key, at: source.common.origin.place)
    }
  }
}
