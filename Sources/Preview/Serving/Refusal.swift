/// Why a request isn't answered.
enum Refusal: Error, Equatable {
  /// It is meant for a host of another name, as a page elsewhere would send it that has bent its own name to this address.
  case foreignHost
  /// It names no host, or several.
  case unclearHost
  /// It wants something changed.
  case badMethod
  /// It names what no page could name.
  case badAddress
  /// Its address is longer than that of any page.
  case longAddress
  /// Its header is larger than what browsers send.
  case largeHeader
  /// It is no request, or one that others might read otherwise.
  case badSyntax
  /// It is of another version of the protocol.
  case otherVersion
  /// It expects what isn't known here.
  case unknownExpectation
  /// Too many connections are being served.
  case tooMany

  /// What the browser is told.
  var answer: Answer {
    switch self {
    case .foreignHost: return .text(421, "This preview answers only those who ask for it by its own address.")
    case .unclearHost: return .text(400, "A request names one host, in one field Host.")
    case .badMethod:
      var answer = Answer.text(405, "A preview is only looked at.")
      answer.fields["Allow"] = "GET, HEAD"
      return answer
    case .badAddress: return .text(400, "No page has such an address.")
    case .longAddress: return .text(414, "No page has so long an address.")
    case .largeHeader: return .text(431, "The header of this request is too large.")
    case .badSyntax: return .text(400, "This is no request of HTTP/1.1.")
    case .otherVersion: return .text(505, "A preview speaks HTTP/1.1.")
    case .unknownExpectation: return .text(417, "A preview can meet no other expectation than 100-continue.")
    case .tooMany: return .text(503, "Too many connections are open.")
    }
  }
}
