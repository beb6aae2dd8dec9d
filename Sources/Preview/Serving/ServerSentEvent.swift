/// What is sent to a page that is open (HTML Living Standard, section 9.2).
enum ServerSentEvent: Sendable {
  /// That the browser tries again after half a second if the connection breaks.
  case retry
  /// Nothing at all.
  case nothing
  /// What it has to do.
  case instruction(ReloadInstruction)

  var bytes: [UInt8] {
    switch self {
    case .retry: return Array("retry: 500\n\n".utf8)
    case .nothing: return Array(":\n\n".utf8)
    case .instruction(let instruction):
      return Array("id: \(instruction.version)\ndata: \(instruction.json)\n\n".utf8)
    }
  }
}
