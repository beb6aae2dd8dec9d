import Content
import Diagnostics
import Platform

/// Finds, step by step, which files must be read as they were before, or not at all, so that there is a site in spite of errors.
struct Recovery {
  private let files: Files
  private let overlay: FileOverlay
  private let history: FileHistory
  /// What is wrong with the files as they are.
  private let errors: [Diagnostic]
  /// The paths of the files that have been replaced or left out, each with the error in it that led to this.
  private var replaced: [String: Diagnostic?] = [:]
  private var step = Step.first

  /// What is tried, the mildest first; each is tried until it changes nothing any more.
  private enum Step: Int {
    case goneFiles, faultyFiles, sharedFiles, allGoneFiles, faultyFilesLeftOut

    static let first = goneFiles
    var next: Step? { Step(rawValue: rawValue + 1) }
  }

  /// Begins with what is wrong with the files as they are.
  init(from errors: [Diagnostic], _ files: Files, under overlay: FileOverlay, _ history: FileHistory) {
    self.files = files
    self.overlay = overlay
    self.history = history
    self.errors = errors
  }

  /// Reads some other files in the place of those that are there; tells which, none if nothing is left to be tried.
  ///
  /// `isSite` tells that there is a site by now, of which some pages can't be made: nothing has to be left out for them.
  mutating func advance(past errors: [Diagnostic], isSite: Bool) async -> Set<String> {
    while true {
      let changes = await changes(for: errors).filter { !isSite || $0.value != nil }
      if !changes.isEmpty {
        for path in changes.keys {
          let name = files.displayName(path)
          replaced[path] = .some(errors.first { $0.place.path == name })
        }
        overlay.replace(changes)
        return Set(changes.keys)
      }
      guard let next = step.next else { return [] }
      step = next
    }
  }

  private func changes(for errors: [Diagnostic]) async -> [String: SourceFile?] {
    let misses = errors.contains { $0.misses != nil }
    switch step {
    case .goneFiles:
      // Those who only miss something may be all right once it is there again.
      let others = await faultyFiles(of: errors.filter { $0.misses == nil })
      // What can't be read may be there under another name than before.
      let isNew = others.values.contains { $0 == nil }
      return misses || isNew ? await restored(where: { !$1 }).merging(others) { $1 } : others
    case .faultyFiles: return await faultyFiles(of: errors)
    case .sharedFiles:
      // What others miss may have gone out of one that holds many, or that templates share.
      let isThemeFaulty = listed(with: errors).contains { Theme.holds($0) }
      return await restored { path, _ in !path.hasSuffix(".md") && (Theme.holds(path) ? isThemeFaulty : misses) }
    case .allGoneFiles: return await restored(where: { !$1 })
    case .faultyFilesLeftOut: return leavingOut(listed(with: errors))
    }
  }

  /// The files in which something is wrong, or that lie in a folder with which something is.
  private func listed(with errors: [Diagnostic]) -> [String] {
    let faulty = Set(errors.compactMap(\.place.path))
    return listed.filter { path in
      let name = files.displayName(path)
      return faulty.contains(name) || faulty.contains { name.hasPrefix($0 + "/") }
    }
  }

  /// The files that are there, also those that can't be read.
  private var listed: [String] {
    Site.folders.flatMap { folder -> [String] in
      guard let (paths, faults) = files.list(folder) else { return [] }
      let name = files.displayName(folder) + "/"
      return paths
        + faults.compactMap(\.place.path).filter { $0.hasPrefix(name) }.map { "\(folder)/\($0.dropFirst(name.count))" }
    }
  }

  /// The files with errors as they were; those that were not there before are left out.
  private func faultyFiles(of errors: [Diagnostic]) async -> [String: SourceFile?] {
    var changes: [String: SourceFile?] = [:]
    for path in listed(with: errors) where overlay[path] == nil {
      guard let good = await history.file(path) else {
        changes[path] = .some(nil)
        continue
      }
      if (try? files.read(path))?.bytes != good.bytes { changes[path] = .some(good) }
    }
    return changes
  }

  /// Files that have changed, as they were, if they fit.
  private func restored(where fits: (_ path: String, _ isListed: Bool) -> Bool) async -> [String: SourceFile?] {
    let listed = Set(listed)
    var changes: [String: SourceFile?] = [:]
    for path in await history.changed() where overlay[path] == nil && fits(path, listed.contains(path)) {
      if let file = await history.file(path) { changes[path] = .some(file) }
    }
    return changes
  }

  private func leavingOut(_ paths: [String]) -> [String: SourceFile?] {
    Dictionary(uniqueKeysWithValues: paths.map { ($0, nil) })
  }
}

extension Recovery {
  /// What is to be told: what is wrong with the files as they are, and what has been replaced or left out because of it.
  func report(for schema: Schema) -> [Diagnostic] {
    causes(for: schema) + consequences(for: schema)
  }

  /// Which of it concerns files that are shown otherwise than they are.
  ///
  /// Whoever only missed what is there again is as it should be.
  func faults(for schema: Schema) -> [Diagnostic] {
    let replaced = Set(replaced.keys.map(files.displayName))
    return report(for: schema).filter { fault in
      guard let path = fault.place.path else { return true }
      return replaced.contains(path) || replaced.contains { $0.hasPrefix(path + "/") }
    }
  }

  /// The errors, of which those in files that others miss are causes.
  private func causes(for schema: Schema) -> [Diagnostic] {
    let missed = Set(replaced.values.compactMap { $0?.misses })
    let subjects = Dictionary(
      replaced.keys.map { (files.displayName($0), schema.subject(ofFile: $0)) }, uniquingKeysWith: { first, _ in first }
    )
    return errors.map { error in
      guard error.connection == nil, let subject = error.place.path.flatMap({ subjects[$0] }), missed.contains(subject)
      else { return error }
      return error.causing(subject)
    }
  }

  private func consequences(for schema: Schema) -> [Diagnostic] {
    let faulty = Set(errors.compactMap(\.place.path))
    return replaced.sorted { $0.key < $1.key }.compactMap { path, reason in
      let name = files.displayName(path)
      if faulty.contains(name) { return nil }
      if case .some(nil) = overlay[path] { return reason.map { .leftOutToo($0) } }
      if let reason { return .shownAsBefore(reason) }
      return overlay.isBelow(path) ? .shownAsBefore(name) : .goneFile(name, connection(of: path, schema))
    }
  }

  /// What a file that is gone has to do with other errors.
  private func connection(of path: String, _ schema: Schema) -> Diagnostic.Connection {
    let subject = Theme.subject(of: path) ?? schema.subject(ofFile: path)
    let causes = Set(errors.compactMap(\.causes))
    let folders = path.split(separator: "/").dropLast().map(String.init)
    let known = ([subject] + folders).first(where: causes.contains)
    return known.map { .consequence(of: $0) } ?? .cause(of: subject)
  }
}
