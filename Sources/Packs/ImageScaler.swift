import Platform
public import Diagnostics
public import Site

/// Makes large pictures smaller for the web by a program of others, and only those that have changed.
///
/// What was made is kept in the folder `.imrf` of a project, which may be deleted at any time.
public struct ImageScaler: Sendable {
  private let python: Program
  private let cache: PackCache
  private let folder: String

  /// Looks for Python, which has the library that makes pictures smaller; nil if it isn't there.
  public static func find(project: String) -> ImageScaler? {
    Program.python(of: project).map {
      ImageScaler(python: $0, cache: PackCache(project: project), folder: "\(project)/.imrf/pictures")
    }
  }

  /// Makes the sizes of pictures.
  ///
  /// - Parameters:
  ///   - images: The pictures.
  ///   - progress: Called with how many are done, from any thread.
  /// - Returns: The sizes of each picture that could be made smaller, and why others couldn't.
  public func scale(
    _ images: [LargeImage], progress: @Sendable @escaping (_ done: Int, _ total: Int) -> Void
  ) async -> (scaled: [ScaledImages], diagnostics: [Diagnostic]) {
    let outcomes = await concurrently(images) {
      progress($0, images.count)
    } work: { image in
      do throws(Diagnostic) {
        return Result<ScaledImages, Diagnostic>.success(try await scale(image))
      } catch {
        return .failure(error)
      }
    }
    removeOthers(than: images)
    var (scaled, diagnostics): ([ScaledImages], [Diagnostic]) = ([], [])
    for outcome in outcomes {
      switch outcome {
      case .success(let images): scaled.append(images)
      // A library that isn't there is one fault, not one of each picture.
      case .failure(let diagnostic): if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
      }
    }
    return (scaled, diagnostics)
  }

  private func scale(_ image: LargeImage) async throws(Diagnostic) -> ScaledImages {
    let kept = "\(folder)/\(key(of: image))"
    if let sizes = sizes(of: image, in: kept) { return sizes }
    let workspace = try cache.makeWorkspace()
    defer { workspace.remove() }
    let source = "\(workspace.path)/picture"
    try writeFile(image.file.bytes[...], to: source, named: source)
    let run = try await python.run(
      script: "scaling.py", [source, workspace.path] + image.widths.map(String.init), in: workspace)
    guard run.end == .well else { throw .cannotScale(run) }
    guard run.output.isEmpty, run.report.isEmpty else { throw .cannotScale(image.file.name, run) }
    var sizes: [(width: Int, bytes: [UInt8])] = []
    for width in image.widths {
      let path = "\(workspace.path)/\(width)"
      guard let bytes = regularFile(path), !bytes.isEmpty else { throw .cannotScale(image.file.name, run) }
      try keep(bytes, as: String(width), in: kept)
      sizes.append((width, bytes))
    }
    return ScaledImages(of: image, sizes)
  }

  /// The sizes that were made before; nil if one of them isn't there as it was made.
  private func sizes(of image: LargeImage, in kept: String) -> ScaledImages? {
    let sizes = image.widths.compactMap { width in
      keptFile(String(width), in: kept).map { (width: width, bytes: $0) }
    }
    return sizes.count == image.widths.count ? ScaledImages(of: image, sizes) : nil
  }

  private func key(of image: LargeImage) -> String {
    hexDigits(contentHash(image.file.bytes + PythonScripts.scaling))
  }

  private func removeOthers(than images: [LargeImage]) {
    let wanted = Set(images.map(key))
    for name in (try? entryNames(of: folder, named: folder)) ?? [] where !wanted.contains(name) {
      removeTree("\(folder)/\(name)")
    }
  }
}
