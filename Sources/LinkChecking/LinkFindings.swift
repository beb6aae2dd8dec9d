import Diagnostics
import Site

/// What is to be said of addresses, at the places where they are written.
struct LinkFindings {
  private(set) var diagnostics: [Diagnostic] = []
  private var isPatternReported = false

  /// Takes the addresses, and the verdicts by address without fragment; what has none is passed over.
  init(_ addresses: [OutsideAddress], _ verdicts: [String: Verdict]) {
    for address in addresses {
      switch verdicts[withoutFragment(address.text)] {
      case .fault(let fault, let last)?: report(fault, of: address, last)
      case .found(let target?)?: reportMove(of: address, to: target)
      case .found(nil)?, nil: break
      }
    }
  }

  private mutating func report(_ fault: Fault, of address: OutsideAddress, _ last: String) {
    let notes = last == withoutFragment(address.text) ? [] : [Diagnostic.Note("it redirects to `\(last)`")]
    for place in Self.places(of: address) {
      var diagnostic = Diagnostic.fault(fault, of: address.text, last, at: place)
      diagnostic.notes = notes + Self.notes(on: address)
      diagnostics.append(diagnostic)
    }
  }

  /// Nobody can mend a symbol whose address has moved: that is said once, of the pattern.
  private mutating func reportMove(of address: OutsideAddress, to target: String) {
    let fragment = target.contains("#") ? "" : String(address.text.drop { $0 != "#" })
    let places = address.pattern == nil ? Self.places(of: address) : address.places
    for place in places {
      var diagnostic = Diagnostic.moved(address.text, to: target + fragment, at: place)
      diagnostic.notes = Self.notes(on: address)
      diagnostics.append(diagnostic)
    }
    guard let pattern = address.pattern, !isPatternReported else { return }
    isPatternReported = true
    diagnostics.append(.movedPattern(address.text, to: target, at: pattern))
  }

  private static func places(of address: OutsideAddress) -> [Diagnostic.Place] {
    let places = address.places + address.symbols
    return places.isEmpty ? [.none] : places
  }

  /// Where to look for an address that is written nowhere.
  private static func notes(on address: OutsideAddress) -> [Diagnostic.Note] {
    guard address.places.isEmpty, address.symbols.isEmpty, let page = address.page else { return [] }
    return [Diagnostic.Note("found on the page \(page)")]
  }
}
