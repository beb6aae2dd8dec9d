import Content
import Diagnostics

extension Library {
  /// Sources that nothing cites, in any language, nor lists for further reading.
  func unusedSources() -> [Diagnostic] {
    var isUsed = [Bool](repeating: false, count: sources.count)
    forEachText { common in
      for citation in common.citations { isUsed[citation.id.index] = true }
    }
    return zip(sources, isUsed).compactMap { source, isUsed in
      isUsed ? nil : .unusedSource(source.key, at: source.common.origin.place)
    }
  }
}
