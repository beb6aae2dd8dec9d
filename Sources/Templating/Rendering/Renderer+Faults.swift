import Diagnostics

/// What a reader needs to know of a fault besides its words.
extension Renderer {
  /// The fault at the instruction that is running, with the values of the names on its line.
  func placed(_ fault: Fault) -> Fault {
    var placed = fault.at(place)
    for note in valuesInSight { placed = placed.noting(note) }
    return placed
  }

  /// "`number` is 8" for each name on the line of the instruction that is running.
  private var valuesInSight: [String] {
    let code = frame.code
    let line = lineRange(around: code.places[frame.counter - 1].lowerBound, in: code.file.bytes)
    var notes: [String] = []
    for (instruction, place) in zip(code.instructions, code.places) where line.contains(place.lowerBound) {
      guard let (name, value) = named(instruction, code), let text = shown(value) else { continue }
      let note = "`\(name)` is \(text)"
      if !notes.contains(note) { notes.append(note) }
    }
    return Array(notes.prefix(6))
  }

  /// The name that an instruction reads, and its value now.
  private func named(_ instruction: Instruction, _ code: Code) -> (name: String, value: Value)? {
    switch instruction.operand {
    case .local(let local), .localMember(let local, _): (code.localNames[local], stack[frame.base + local])
    case .name(let number):
      value(of: code.pool.names[number]).map { (code.pool.names[number].text, $0) }
    case .stack, .member, .loopProperty, nil: nil
    }
  }

  /// A value in a few words; nil if it can't be shown so.
  private func shown(_ value: Value) -> String? {
    switch value {
    case .none, .bool, .int, .double: return try? value.printed()
    case .text(let string), .wrapped(let string, _, _): return cut(quotation(of: string))
    case .markup(let string): return "the HTML " + cut(quotation(of: string))
    case .list(let list): return list.isEmpty ? "an empty list" : "a list of \(list.count)"
    case .tuple(let tuple): return "a tuple of \(tuple.values.count)"
    case .object: return value.kind
    case .undefined, .map, .callable: return nil
    }
  }
}

private func cut(_ text: String) -> String {
  text.count > 60 ? text.prefix(59) + "…" : text
}

private func lineRange(around offset: Int, in bytes: [UInt8]) -> Range<Int> {
  let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
  let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
  return start..<max(start, end)
}

extension Instruction {
  /// Where it takes a value from, if it does.
  fileprivate var operand: Operand? {
    switch self {
    case .load(.operand(let operand)), .write(.value(let operand, _)), .jump(.ifFalse(let operand, _)): operand
    case .load(.localIfGiven(let local)): .local(local)
    case .load(.nameIfKnown(let name)): .name(name)
    default: nil
    }
  }
}
