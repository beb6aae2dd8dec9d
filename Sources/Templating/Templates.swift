public import Diagnostics

/// The compiled templates of a site; any number of threads may render them at once.
public struct Templates: Sendable {
  let programs: [Program]
  let catalog: Catalog
  let registry: Registry
  let limits: Limits
  let shared: SharedModules

  /// The names of all templates, in the order in which they were given.
  public var names: [String] { catalog.names }

  /// Whether there is a template of a name, which may have errors.
  public func contains(_ name: String) -> Bool { (try? catalog.number(of: name)) != nil }

  /// What messages call a template that others miss, for `Diagnostic.causing`.
  public static func subject(_ name: String) -> String { "template \(name)" }

  /// Renders a template to the end of an output, which is left as it was if there is an error.
  ///
  /// - Parameters:
  ///   - name: the path of the template.
  ///   - globals: names that every template, block, include and macro sees.
  ///   - host: what host filters and functions are told of the page, such as its address.
  ///   - profile: what is to know how long the parts of the templates took.
  ///   - output: where the page is written to.
  /// - Throws: what is wrong with the template or its values, at its place in the template; without a place if there is no template
  ///   of that name.
  public func render(
    _ name: String, globals: [(name: String, value: Value)], host: (any Sendable)? = nil,
    profile: RenderingProfile? = nil, into output: inout Output
  ) throws(Diagnostic) {
    try render(name, globals: Globals(globals), host: host, profile: profile, into: &output)
  }

  /// Renders a template with globals that were prepared once for many pages.
  ///
  /// - Parameters:
  ///   - name: the path of the template.
  ///   - globals: names that every template, block, include and macro sees.
  ///   - host: what host filters and functions are told of the page, such as its address.
  ///   - profile: what is to know how long the parts of the templates took.
  ///   - output: where the page is written to.
  /// - Throws: what is wrong with the template or its values, at its place in the template; without a place if there is no template
  ///   of that name.
  public func render(
    _ name: String, globals: Globals, host: (any Sendable)? = nil, profile: RenderingProfile? = nil,
    into output: inout Output
  ) throws(Diagnostic) {
    let call = Call(host: host, limits: limits, registry: registry)
    var renderer = Renderer(programs, catalog, shared: shared, globals: globals, call: call, profile: profile)
    defer { renderer.stopwatch?.finish() }
    swap(&renderer.output, &output)
    let start = renderer.output.count
    defer { swap(&renderer.output, &output) }
    do throws(Fault) {
      try renderer.render(try catalog.number(of: name))
    } catch {
      renderer.output.drop(from: start)
      throw error.diagnostic
    }
  }
}
