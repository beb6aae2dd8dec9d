import Diagnostics

/// Templates that extend or include each other in a circle, which no rendering would ever leave.
///
/// An include that lies in a choice, a loop or a macro may be a recursion that ends, so it is left to the rendering.
struct Cycles {
  private struct Edge {
    let target: Int
    let place: Range<Int>
  }

  private let templates: [ParsedTemplate]
  private let edges: [[Edge]]

  init(_ templates: [ParsedTemplate], catalog: Catalog) {
    self.templates = templates
    edges = templates.map { template in
      references(in: template.statements).compactMap { reference in
        guard case .literal(.text(let name)) = reference.kind else { return nil }
        return (try? catalog.number(of: name)).map { Edge(target: $0, place: reference.range) }
      }
    }
  }

  /// A fault for each template that leads back to itself, where it does so.
  var faults: [(number: Int, fault: Fault)] {
    templates.indices.compactMap { start in
      for edge in edges[start] {
        guard let path = path(from: edge.target, to: start) else { continue }
        let names = ([start] + path).map { templates[$0].name }
        return (start, Fault.cycle(names).at(.bytes(edge.place, of: templates[start].file)))
      }
      return nil
    }
  }

  /// The shortest way from one template to another, with both ends.
  private func path(from start: Int, to end: Int) -> [Int]? {
    var origins: [Int: Int] = [start: start]
    var queue = [start]
    while !queue.isEmpty, origins[end] == nil {
      let next = queue.removeFirst()
      for edge in edges[next] where origins[edge.target] == nil {
        origins[edge.target] = next
        queue.append(edge.target)
      }
    }
    guard origins[end] != nil else { return nil }
    var path = [end]
    while let last = path.last, last != start, let origin = origins[last] { path.append(origin) }
    return path.reversed()
  }
}

/// The templates that are brought in whatever happens.
private func references(in statements: [Statement]) -> [Expression] {
  statements.flatMap { $0.parts.templates + $0.parts.bodies.flatMap(references) }
}

private func references(in body: Statement.Parts.Body) -> [Expression] {
  switch body.run {
  case .always, .inBlock: references(in: body.statements)
  case .chosen, .inLoop, .called: []
  }
}
