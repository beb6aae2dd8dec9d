public import Platform
public import Diagnostics

/// Loads content again and again, and reads and links no more of it than what a change bears on.
///
/// Its loads come one after the other; nobody may ask for one while another is under way.
public actor LibraryLoader {
  private let files: Files
  private let includingDrafts: Bool
  private var memory: ParsedFiles? = ParsedFiles()
  /// The last content without errors.
  private var content: LinkedContent?
  /// The paths that have changed since then.
  private var changes: Set<String> = []

  /// Loads content from files, which may give something else each time they are asked.
  ///
  /// A file that has not changed is known by being the same object.
  public init(from files: Files, includingDrafts: Bool) {
    self.files = files
    self.includingDrafts = includingDrafts
  }

  /// Loads the content as it is now; the library is nil if there is an error.
  ///
  /// `changed` are the paths below `content/` that came, went or changed since the last load; all if nil. References to what
  /// is absent are dropped.
  public func load(
    mentionWords: [Language: MentionWords], changed: Set<String>? = nil, without absences: Absences = .none
  ) async -> (library: Library?, diagnostics: [Diagnostic]) {
    if let content = content?.without(absences), let changed, content.vocabulary.mentionWords == mentionWords {
      changes.formUnion(changed)
      if let revised = content.revised(changes, from: files, remembering: &memory) { return keep(revised) }
    } else {
      // It isn't known what has changed since.
      content = nil
    }
    var memory = memory
    let (loaded, diagnostics) = await LinkedContent.load(
      from: files, without: absences, includingDrafts: includingDrafts, mentionWords: mentionWords,
      remembering: &memory)
    self.memory = memory
    return loaded.map(keep) ?? (nil, diagnostics)
  }

  private func keep(_ new: LinkedContent) -> (library: Library?, diagnostics: [Diagnostic]) {
    content = new
    changes = []
    return (new.library, new.diagnostics)
  }
}
