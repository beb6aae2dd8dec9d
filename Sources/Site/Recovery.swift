import Content
import Diagnostics
import Platform

/// Finds, step by step, which files must be read as they were before, or not at all, so that there is a site in spite of errors.
struct Recovery {
  private let files: Files
  private let overlay: FileOverlay
  private let history: any FileHistory
  /// What is wrong with the files as they are.
  private let errors: [Diagnostic]
  /// What others would find if one of the errors were mended.
  private let causes: Set<String>
  /// The paths of the files that have been replaced or left out, each with the error in it that led to this.
  private var replaced: [String: Diagnostic?] = [:]
  /// The versions of files that haven't been tried yet, newest first.
  private var versions: [String: ArraySlice<String>] = [:]
  /// What is missed, and was never there, so that references to it are dropped.
  private var missed: Set<String> = []
  /// What the site leaves out that refers to what isn't there.
  private var dropped: [Diagnostic] = []
  /// Why there are no earlier versions; nil if nothing is in the way.
  private(set) var trouble: String?
  private var step = Step.first

  /// What is tried, the mildest first; each is tried until it changes nothing any more.
  private enum Step: Int {
    case goneFiles, faultyFiles, sharedFiles, allGoneFiles, olderFiles, faultyFilesLeftOut

    static let first = goneFiles
    var next: Step? { Step(rawValue: rawValue + 1) }
  }

  /// Begins with what is wrong with the files as they are.
  init(
    from errors: [Diagnostic], _ files: Files, under overlay: FileOverlay, _ history: any FileHistory
  ) async {
    self.files = files
    self.overlay = overlay
    self.history = history
    let errors = await Self.blamingNewcomers(errors, files, history)
    self.errors = errors
    causes = Set(errors.compactMap(\.causes))
    trouble = await history.trouble()
  }

  /// What the site does without, as far as things have come.
  var absences: Absences {
    Absences(files: Set(replaced.keys), subjects: missed.union(replaced.isEmpty ? [] : causes))
  }

  /// Reads some other files in the place of those that are there, or does without something else.
  ///
  /// `isSite` tells that there is a site by now, of which some pages can't be made: nothing has to be left out for them.
  ///
  /// - Returns: The paths of those files; nil if nothing is left to be tried.
  mutating func advance(past errors: [Diagnostic], isSite: Bool) async -> Set<String>? {
    let errors = await Self.blamingNewcomers(errors, files, history)
    while true {
      let known = missed.count
      let changes = await changes(for: errors).filter { !isSite || $0.value != nil }
      if !changes.isEmpty || missed.count > known {
        for path in changes.keys {
          let name = files.displayName(path)
          replaced[path] = .some(replaced[path] ?? errors.first { $0.place.path == name })
        }
        overlay.replace(changes)
        return Set(changes.keys)
      }
      if isSite, step == .faultyFilesLeftOut, let restored = restore(listed(with: errors)) { return restored }
      guard let next = step.next else { return nil }
      step = next
    }
  }

  private mutating func changes(for errors: [Diagnostic]) async -> [String: SourceFile?] {
    // Who misses what another error keeps away may be all right, as may be who only misses something.
    let own = errors.filter { !($0.misses.map(causes.contains) ?? false) }
    let hard = errors.filter { $0.misses == nil }
    let misses = Set(errors.compactMap(\.misses))
    switch step {
    case .goneFiles:
      let others = await lastVersions(ofFilesWith: hard, leavingOut: hard)
      // What can't be read may be there under another name than before.
      let isNew = others.values.contains { $0 == nil }
      let gone = misses.isEmpty && !isNew ? [:] : await restored(where: { !$1 })
      return gone.merging(await goneFiles(missedAs: misses, besides: gone.keys)) { $1 }.merging(others) { $1 }
    case .faultyFiles: return await lastVersions(ofFilesWith: own, leavingOut: hard)
    case .sharedFiles:
      // What others miss may have gone out of one that holds many, or that templates share.
      let isThemeFaulty = listed(with: errors).contains { Theme.holds($0) }
      return await restored { path, _ in
        !path.hasSuffix(".md") && (Theme.holds(path) ? isThemeFaulty : !misses.isEmpty)
      }
    case .allGoneFiles: return await restored(where: { !$1 })
    case .olderFiles:
      missed.formUnion(misses)
      return await olderVersions(ofFilesWith: hard)
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

  /// Files with errors as they were in their newest version; of those that have none, some are left out.
  private mutating func lastVersions(
    ofFilesWith errors: [Diagnostic], leavingOut hopeless: [Diagnostic]
  ) async -> [String: SourceFile?] {
    var changes: [String: SourceFile?] = [:]
    let hopeless = Set(listed(with: hopeless))
    for path in listed(with: errors) where overlay[path] == nil {
      guard let good = await version(of: path) else {
        if hopeless.contains(path) { changes[path] = .some(nil) }
        continue
      }
      if !isRead(good, at: path) { changes[path] = .some(good) }
    }
    return changes
  }

  /// Files with errors as they were before the version that is read now, if there is one.
  private mutating func olderVersions(ofFilesWith errors: [Diagnostic]) async -> [String: SourceFile?] {
    var changes: [String: SourceFile?] = [:]
    for path in listed(with: errors) {
      repeat {
        guard let older = await nextVersion(of: path) else { break }
        if !isRead(older, at: path) { changes[path] = .some(older) }
      } while changes[path] == nil
    }
    return changes
  }

  /// Files that have changed, as they were, if they fit.
  private mutating func restored(
    where fits: (_ path: String, _ isListed: Bool) -> Bool
  ) async -> [String: SourceFile?] {
    let listed = Set(listed)
    var changes: [String: SourceFile?] = [:]
    for path in await history.changed() where overlay[path] == nil && fits(path, listed.contains(path)) {
      if let file = await version(of: path) { changes[path] = .some(file) }
    }
    return changes
  }

  /// Files that have been gone for longer, each the last one that held what others miss, besides those that are there again.
  private mutating func goneFiles(
    missedAs misses: Set<String>, besides known: some Sequence<String>
  ) async -> [String: SourceFile?] {
    if misses.isEmpty { return [:] }
    let schema = Schema.load(from: files).schema
    var wanted = misses.subtracting((listed + known).map { Self.subject(of: $0, in: schema) })
    var changes: [String: SourceFile?] = [:]
    for path in await history.gone() where overlay[path] == nil {
      let subject = Self.subject(of: path, in: schema)
      guard wanted.contains(subject), let file = await version(of: path) else { continue }
      changes[path] = .some(file)
      wanted.remove(subject)
    }
    return changes
  }

  /// The newest version of a file; nil if there is none.
  private mutating func version(of path: String) async -> SourceFile? {
    versions[path] = nil
    return await nextVersion(of: path)
  }

  /// The newest version of a file that hasn't been tried; nil if there is none any more.
  private mutating func nextVersion(of path: String) async -> SourceFile? {
    if versions[path] == nil { versions[path] = await history.versions(of: path)[...] }
    while let version = versions[path]?.popFirst() {
      if let file = await history.file(path, in: version) { return file }
    }
    return nil
  }

  /// What messages call a file that others miss.
  private static func subject(of path: String, in schema: Schema) -> String {
    Theme.subject(of: path) ?? schema.subject(ofFile: path)
  }

  private func isLeftOut(_ path: String) -> Bool { if case .some(nil) = overlay[path] { true } else { false } }

  private func isRead(_ file: SourceFile, at path: String) -> Bool { (try? files.read(path))?.bytes == file.bytes }

  /// Reads files as they are that no earlier version mends; nil if there are none.
  private mutating func restore(_ paths: [String]) -> Set<String>? {
    let paths = Set(paths.filter { overlay[$0] != nil })
    overlay.restore(paths)
    for path in paths { replaced[path] = nil }
    return paths.isEmpty ? nil : paths
  }

  private func leavingOut(_ paths: [String]) -> [String: SourceFile?] {
    Dictionary(uniqueKeysWithValues: paths.map { ($0, nil) })
  }
}

extension Recovery {
  /// The same errors; where two files claim to be the same, it is told of the one that is another than it was.
  private static func blamingNewcomers(
    _ errors: [Diagnostic], _ files: Files, _ history: any FileHistory
  ) async -> [Diagnostic] {
    var blamed: [Diagnostic] = []
    for error in errors {
      let place = error.place
      if error.id == "content/duplicate", let note = error.notes.first, let other = note.place.path,
        other != place.path,
        await isAsItWas(place, files, history), await !isAsItWas(note.place, files, history)
      {
        blamed.append(error.told(at: note.place, insteadOf: place))
      } else {
        blamed.append(error)
      }
    }
    return blamed
  }

  private static func isAsItWas(_ place: Diagnostic.Place, _ files: Files, _ history: any FileHistory) async -> Bool {
    guard let name = place.path,
      let path = Site.folders.lazy.compactMap({ files.list($0)?.paths.first { files.displayName($0) == name } }).first,
      let newest = await history.versions(of: path).first, let before = await history.file(path, in: newest)
    else { return false }
    return (try? files.read(path))?.bytes == before.bytes
  }

  /// Takes note of what a site that was loaded leaves out.
  mutating func note(_ diagnostics: [Diagnostic]) {
    dropped = diagnostics.filter { $0.severity == .warning && $0.misses != nil }
  }

  /// What is to be told: what is wrong with the files as they are, and what has been replaced or left out because of it.
  func report(for schema: Schema) -> [Diagnostic] {
    let told = Set(errors.map(\.place.spot))
    return causes(for: schema) + consequences(for: schema) + dropped.filter { !told.contains($0.place.spot) }
  }

  /// Which of it concerns files that are shown otherwise than they are.
  ///
  /// Whoever only missed what is there again is as it should be.
  func faults(for schema: Schema) -> [Diagnostic] {
    let replaced = Set(replaced.keys.map(files.displayName))
    let incomplete = Set(dropped.map(\.place.spot))
    return report(for: schema).filter { fault in
      guard let path = fault.place.path, !incomplete.contains(fault.place.spot) else { return true }
      return replaced.contains(path) || replaced.contains { $0.hasPrefix(path + "/") }
    }
  }

  /// The errors, of which those in files that others miss are causes, and those in files that are left out say why.
  private func causes(for schema: Schema) -> [Diagnostic] {
    let missed = Set(replaced.values.compactMap { $0?.misses } + dropped.compactMap(\.misses))
    let subjects = Dictionary(
      replaced.keys.map { (files.displayName($0), schema.subject(ofFile: $0)) }, uniquingKeysWith: { first, _ in first }
    )
    var leftOut = Set(replaced.keys.filter(isLeftOut).map(files.displayName))
    return errors.map { error in
      guard let path = error.place.path else { return error }
      var told = error
      if let subject = subjects[path], error.connection == nil, missed.contains(subject) {
        told = error.causing(subject)
      }
      if leftOut.remove(path) != nil { told.notes.append(.leftOut(because: trouble)) }
      return told
    }
  }

  private func consequences(for schema: Schema) -> [Diagnostic] {
    let faulty = Set(errors.compactMap(\.place.path))
    return replaced.sorted { $0.key < $1.key }.compactMap { path, reason in
      let name = files.displayName(path)
      if faulty.contains(name) { return nil }
      if isLeftOut(path) { return reason.map { .leftOutToo($0) } }
      if let reason { return .shownAsBefore(reason) }
      return overlay.isBelow(path) ? .shownAsBefore(name) : .goneFile(name, connection(of: path, schema))
    }
  }

  /// What a file that is gone has to do with other errors.
  private func connection(of path: String, _ schema: Schema) -> Diagnostic.Connection {
    let subject = Self.subject(of: path, in: schema)
    let folders = path.split(separator: "/").dropLast().map(String.init)
    let known = ([subject] + folders).first(where: causes.contains)
    return known.map { .consequence(of: $0) } ?? .cause(of: subject)
  }
}

extension Diagnostic.Place {
  /// What a place has in common with the same one in a file that was read again.
  fileprivate var spot: [String] {
    guard case .range(let range) = self else { return [path ?? ""] }
    return [range.file.name, "\(range.bytes)"]
  }
}

extension Diagnostic {
  /// The same of two files that have something in common, told at the other one.
  fileprivate func told(at place: Place, insteadOf other: Place) -> Diagnostic {
    let notes = notes.map { $0.place == place ? Note($0.message, at: other) : $0 }
    return Diagnostic(
      severity, id, message, at: place, label: label, notes: notes, hints: hints, connection: connection)
  }
}
