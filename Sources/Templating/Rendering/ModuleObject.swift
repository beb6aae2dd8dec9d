/// What `import` gives: the macros and variables of another template.
struct ModuleObject: TemplateObject {
  let members: [(symbol: Symbol, value: Value)]

  var typeName: String { "template" }

  var memberNames: [String] { members.map(\.symbol.name) }

  func member(_ name: Symbol) -> Value? { members.last { $0.symbol == name }?.value }
}
