/// What `import` gives: the macros and variables of another template.
struct ModuleObject: TemplateObject {
  let members: Variables

  var typeName: String { "template" }

  var memberNames: [String] { members.symbols.map(\.name) }

  func member(_ name: Symbol) -> Value? { members.value(of: name) }
}
