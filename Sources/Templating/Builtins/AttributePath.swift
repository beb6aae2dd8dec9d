/// The way from a value to another inside it, as filters take it in a text: `place.city`, `countries.0`.
struct AttributePath {
  private enum Step {
    case name(Name)
    case position(Int)

    func value(in value: Value) throws(Fault) -> Value? {
      switch self {
      case .name(let name): value.member(name)
      case .position(let position): try value.item(.int(position))
      }
    }

    func missing(in value: Value) -> Fault {
      switch self {
      case .name(let name): .missingMember(name.text, of: value)
      case .position(let position): .missingItem(.int(position), of: value)
      }
    }
  }

  private let steps: [Step]

  init(_ text: String) {
    steps = text.split(separator: ".", omittingEmptySubsequences: false).map { step in
      Int(step).map { .position($0) } ?? .name(Name(String(step)))
    }
  }

  /// The value at the end of the way; a missing step is a fault unless something may stand in for it.
  func value(in start: Value, or standard: Value? = nil) throws(Fault) -> Value {
    var value = start
    for step in steps {
      guard let next = try step.value(in: value) ?? standard else { throw step.missing(in: value) }
      value = next
    }
    return value
  }
}
