import Platform
import Content
public import Diagnostics
import Documents
import Templating

/// One template with data of one's own, outside any site: for trying a template.
public struct TemplateTrial: Sendable {
  private let template: String
  private let data: String?
  private let folder: String?

  /// Names the files.
  ///
  /// - Parameters:
  ///   - template: The path of the template.
  ///   - data: The path of a JSON file with an object, whose keys are names in the template.
  ///   - folder: The folder of the templates that it includes, extends or imports.
  public init(template: String, data: String?, folder: String?) {
    self.template = template
    self.data = data
    self.folder = folder
  }

  /// The rendered bytes, or none and what is wrong.
  public func render() -> (output: [UInt8], diagnostics: [Diagnostic]) {
    do throws(Diagnostic) {
      let file = try readFile(template)
      let (globals, problems) = try values()
      var sources = try companions()
      let name = sources.first { realPath($0.file.name) == realPath(template) }?.name ?? template
      if name == template { sources.append((template, file)) }
      let (templates, errors) = hostEnvironment().compile(sources)
      guard let globals, !errors.hasErrors else { return ([], problems + errors) }
      var output = Output()
      try templates.render(name, globals: globals, host: nil, into: &output)
      return (Array(output.bytes), problems + errors)
    } catch {
      return ([], [error])
    }
  }

  private func values() throws(Diagnostic) -> (globals: [(name: String, value: Value)]?, diagnostics: [Diagnostic]) {
    guard let data else { return ([], []) }
    let file = try readFile(data)
    let (root, diagnostics) = DataNode.parseJSON(file)
    guard let root else { return (nil, diagnostics) }
    guard case .mapping(let entries) = root.content else {
      return (nil, diagnostics + [.dataIsNoObject(at: .bytes(root.range, of: file))])
    }
    return (entries.map { ($0.key, Value($0.value)) }, diagnostics)
  }

  private func companions() throws(Diagnostic) -> [(name: String, file: SourceFile)] {
    guard let folder else { return [] }
    let trimmed = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    guard let (paths, problems) = Files.disk(".").list(trimmed) else { throw .noTemplates(folder) }
    if let problem = problems.first { throw problem }
    var files: [(name: String, file: SourceFile)] = []
    for path in paths where Theme.isTemplate(path) {
      files.append((String(path.dropFirst(trimmed.count + 1)), try readFile(path)))
    }
    return files
  }
}
