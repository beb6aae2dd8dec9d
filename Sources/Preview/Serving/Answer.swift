import Platform
import Content
import Site

/// What is sent to a browser.
struct Answer: Sendable {
  var status = 200
  /// The media type.
  var type: String
  var bytes: [UInt8]
  /// What tells this version from others, so that nothing is sent twice; nil for what isn't to be kept.
  var tag: String?
  /// Further fields of the header.
  var fields: [String: String] = [:]

  /// An answer in words, for what has no page.
  static func text(_ status: Int, _ text: String) -> Answer {
    Answer(status: status, type: "text/plain; charset=utf-8", bytes: Array((text + "\n").utf8))
  }

  /// An answer with a page of the preview's own.
  static func html(_ html: [UInt8], status: Int = 200) -> Answer {
    Answer(status: status, type: "text/html; charset=utf-8", bytes: html)
  }

  /// A file whose version is told by its bytes.
  static func file(_ path: String, _ bytes: [UInt8]) -> Answer {
    Answer(type: mediaType(of: path), bytes: bytes, tag: hexDigits(contentHash(bytes)))
  }

  /// Sends a browser to another address.
  static func redirect(to path: String) -> Answer {
    var answer = text(308, "It is at \(path)")
    answer.fields["Location"] = path
    return answer
  }
}

extension Answer {
  /// The answer in the form in which a request wants it: nothing if the browser has it already, a part if it asks for one
  /// (RFC 9110, sections 13 and 14).
  func fitted(to request: Request) -> Answer {
    var answer = self
    answer.fields["Cache-Control"] = "no-cache"
    answer.fields["X-Content-Type-Options"] = "nosniff"
    answer.fields["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.fields["Content-Security-Policy"] = policy(at: request.path)
    guard status == 200, let tag else { return answer }
    answer.fields["ETag"] = "\"\(tag)\""
    answer.fields["Accept-Ranges"] = "bytes"
    if let known = request.fields.ifNoneMatch, Self.tags(in: known).contains(where: { $0 == tag || $0 == "*" }) {
      answer.status = 304
      answer.bytes = []
      return answer
    }
    guard !request.isHead, let range = request.fields.range, request.fields.ifRange.map({ $0 == "\"\(tag)\"" }) ?? true
    else {
      return answer
    }
    return answer.part(range)
  }

  /// What a browser may load and run for it (Content Security Policy Level 3); pages of the site say it themselves.
  private func policy(at path: String) -> String {
    if type == mediaType(of: ".svg") {
      return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
    }
    // Nobody else may show a page within one of theirs.
    let framing = "frame-ancestors 'self'"
    guard path.hasPrefix(InternalPages.folder) else { return framing }
    return "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \(framing)"
  }

  /// The part that a field `Range` names; the whole if it names several or is none.
  private func part(_ field: String) -> Answer {
    let words = field.split(separator: "=", maxSplits: 1)
    guard words.count == 2, words[0] == "bytes", !words[1].contains(",") else { return self }
    let ends = words[1].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      .map { $0.trimmingPrefix(while: { $0 == " " }) }
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy { 48...57 ~= $0 } }) else { return self }
    let range: Range<Int>
    switch (Int(ends[0]), Int(ends[1])) {
    case (let first?, nil) where ends[1].isEmpty: range = first..<max(first, bytes.count)
    case (let first?, let last?) where first <= last: range = first..<max(first, min(last, bytes.count - 1) + 1)
    case (nil, let count?) where ends[0].isEmpty: range = max(0, bytes.count - count)..<bytes.count
    default: return self
    }
    var answer = self
    guard !range.isEmpty, range.upperBound <= bytes.count else {
      answer.status = 416
      answer.fields["Content-Range"] = "bytes */\(bytes.count)"
      answer.bytes = []
      return answer
    }
    answer.status = 206
    answer.fields["Content-Range"] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
    answer.bytes = Array(bytes[range])
    return answer
  }

  /// The tags of a field `If-None-Match`; a weak one counts as much as another.
  private static func tags(in field: String) -> [Substring] {
    field.split(separator: ",").map { written in
      var tag = written.trimmingPrefix { $0 == " " }
      if tag.hasPrefix("W/") { tag = tag.dropFirst(2) }
      return tag.drop { $0 == "\"" }.prefix { $0 != "\"" }
    }
  }
}

/// The media type of a file by its name.
private func mediaType(of path: String) -> String {
  if path.hasSuffix("/feed.xml") { return "application/atom+xml; charset=utf-8" }
  let name = path.split(separator: "/").last ?? ""
  guard let dot = name.lastIndex(of: ".") else { return "text/html; charset=utf-8" }
  return switch name[name.index(after: dot)...].lowercased() {
  case "html": "text/html; charset=utf-8"
  case "css": "text/css; charset=utf-8"
  case "js", "mjs": "text/javascript; charset=utf-8"
  case "json": "application/json"
  case "xml": "application/xml"
  case "txt": "text/plain; charset=utf-8"
  case "ics": "text/calendar; charset=utf-8"
  case "svg": "image/svg+xml"
  case "png": "image/png"
  case "jpg", "jpeg": "image/jpeg"
  case "gif": "image/gif"
  case "webp": "image/webp"
  case "avif": "image/avif"
  case "ico": "image/x-icon"
  case "woff2": "font/woff2"
  case "woff": "font/woff"
  case "ttf": "font/ttf"
  case "otf": "font/otf"
  case "epub": "application/epub+zip"
  case "wasm": "application/wasm"
  case "webmanifest": "application/manifest+json"
  case let ending: Attachment.Format(rawValue: ending)?.mediaType ?? "application/octet-stream"
  }
}
