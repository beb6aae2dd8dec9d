import Content
import Diagnostics
import Documents
import Templating

/// The template language with the filters of a site.
func hostEnvironment() -> Environment {
  var environment = Environment()
  let filters = [
    dateFilter, datesFilter, wordFilter, markdownFilter, withoutIDsFilter, assetFilter, relativeURLFilter,
    absoluteURLFilter,
    feedFilter, qrFilter, fileSizeFilter,
  ]
  for filter in filters + drawingFilters + calendarFilters { environment.add(filter: filter) }
  return environment
}

private let dateFilter = Filter("date", on: .text("date"), .text("style", default: "long")) { call, text, style in
  let page = try page(of: call, for: "date")
  let date = try date(text)
  guard let words = page.site.strings.date(date, style: style, in: page.language) else {
    throw Fault(
      "dates have no style `\(style)`",
      hints: [suggestion(for: style, among: ["long", "short", "weekday"]) ?? "the styles are long, short and weekday"])
  }
  return .text(words)
}

private let datesFilter = Filter("date_range", on: .text("start"), .optional(.text("end"))) { call, start, end in
  let page = try page(of: call, for: "date_range")
  let (first, last) = (try date(start), try date(end ?? start))
  let strings = page.site.strings
  let words =
    first == last
    ? strings.date(first, style: "long", in: page.language) : strings.dates(from: first, to: last, in: page.language)
  guard let words else { throw unknownWords(Strings.rangeKey(from: first, to: last), on: page) }
  return .text(words)
}

func date(_ text: String) throws(Fault) -> CalendarDate {
  guard let date = CalendarDate(text) else {
    throw Fault("`\(text)` is not a date", label: "expected a date: `2022`, `2022-05` or `2022-05-20`")
  }
  return date
}

private let wordFilter = Filter("t", on: .text("key"), .named("values")) { call, key, values in
  let page = try page(of: call, for: "t")
  let pattern = try pattern(key, values, on: page)
  let names = values.names
  let language = page.site.strings.language(of: key, in: page.language)
  // As everywhere, what has HTML among it is HTML, and what is not gets escaped.
  let isMarkup = values.values.contains { $0.isMarkup }
  let escaped = { (text: String) in isMarkup ? escapedHTML(text) : text }
  let words = try pattern.filled(text: escaped) { place in
    guard let index = names.firstIndex(of: place) else {
      throw Fault("the words under `\(key)` need `\(place)`", label: "expected `\(place)=…`")
    }
    let value = values.values[index]
    let printed = try value.printed()
    if case .int = value { return printed }
    return page.text(value.isMarkup ? printed : escaped(printed), among: language)
  }
  let text = page.text(words, in: language)
  return isMarkup ? .markup(try text.printed()) : text
}

extension Value {
  fileprivate var isMarkup: Bool { if case .markup = self { true } else { false } }
}

/// The words under a key, in the form for `count` if they have several; values for which they have no place are an error.
private func pattern(_ key: String, _ values: ValueMap, on page: PageContext) throws(Fault) -> Pattern {
  let (pattern, places): (Pattern, [String])
  switch page.words[key] {
  case .text(let text)?: (pattern, places) = (text, text.places)
  case .forms(let forms, of: let language)?:
    guard case .int(let count)? = values["count"] else {
      throw Fault("the words under `\(key)` depend on a number", label: "expected `count=…`, a whole number")
    }
    pattern = forms[language.pluralForm(of: count)] ?? forms[.other] ?? Pattern("")
    places = ["count"] + forms.values.flatMap(\.places)
    if let missing = places.filter({ values[$0] == nil }).min() {
      throw Fault("the words under `\(key)` need `\(missing)`", label: "expected `\(missing)=…`")
    }
  case nil:
    throw unknownWords(key, on: page)
  }
  if let unknown = values.names.first(where: { !places.contains($0) }) {
    throw Fault(
      "the words under `\(key)` have no place for `\(unknown)`",
      hints: [suggestion(for: unknown, among: places.sorted())].compactMap { $0 })
  }
  return pattern
}

private func unknownWords(_ key: String, on page: PageContext) -> Fault {
  Fault(
    "there are no words under `\(key)`", id: "site/unknown-string",
    hints: [suggestion(for: key, among: page.site.strings.keys) ?? "add it to `templates/strings`"])
}

private let fileSizeFilter = Filter("file_size", on: .int("bytes")) { call, bytes in
  .text(try page(of: call, for: "file_size").size(ofBytes: bytes))
}

private let assetFilter = Filter("asset", on: .text("name")) { call, name in
  let page = try page(of: call, for: "asset")
  guard let asset = page.site.assets[name] else {
    throw Fault(
      "there is no file `\(name)` in `templates/assets`", id: "site/missing-asset",
      hints: [suggestion(for: name, among: page.site.assets.names)].compactMap { $0 }
    ).missing(Assets.subject(name))
  }
  return .text(page.fileURL(asset.path))
}

private let relativeURLFilter = Filter("relative_url", on: .text("address")) { call, address in
  let page = try page(of: call, for: "relative_url")
  return .text(page.relativeURL(page.inOwnLanguage(try sitePath(address, of: page.site))))
}

private let absoluteURLFilter = Filter("absolute_url", on: .text("address")) { call, address in
  let page = try page(of: call, for: "absolute_url")
  let path = page.inOwnLanguage(try sitePath(address, of: page.site))
  return .text(page.permalink(path) ?? page.relativeURL(path))
}

private let feedFilter = Filter("for_feed", on: .text("html")) { call, html in
  let page = try page(of: call, for: "for_feed")
  let setting = Rewriter.Setting(language: page.language.code, siteURL: page.site.baseURL)
  return .markup(String(decoding: Rewriter.rewrite(Array(html.utf8), as: .feed, setting).html, as: UTF8.self))
}

/// An anchor is one place on a page, so what a page prints a second time has none.
private let withoutIDsFilter = Filter("without_ids", on: .any("html")) { _, value in
  guard case .markup(let html) = value else { return value }
  let bytes = Array(html.utf8)
  var scanner = TagScanner(bytes)
  var output: [UInt8] = []
  var end = 0
  while let tag = scanner.next() {
    guard let id = tag.id else { continue }
    output += bytes[end..<id.range.lowerBound]
    end = id.range.upperBound
  }
  return .markup(String(decoding: output + bytes[end...], as: UTF8.self))
}

private let qrFilter = Filter("qr", on: .text("address"), .text("title")) { _, address, title in
  guard let code = QRCode(address) else {
    throw Fault("`\(address)` is too long for a QR code", label: "expected up to \(QRCode.capacity) bytes")
  }
  return .markup(code.svg(title: title))
}

/// An address of the site, perhaps with a part of its page: `/glossary/#gcm`.
private func sitePath(_ address: String, of site: Site) throws -> String {
  let end = address.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
  let path = end.map { String(address[..<$0]) } ?? address
  guard site.route(at: path) != nil else {
    throw Fault(
      "there is no page at `\(address)`", id: "site/no-such-address", label: "expected an address such as `/glossary/`",
      hints: [suggestion(for: path, among: site.routes.map(\.path).sorted())].compactMap { $0 })
  }
  return address
}

/// The page that is being made.
private func page(of call: Call, for filter: String) throws -> PageContext {
  guard let page = call.host as? PageContext else {
    throw Fault("`\(filter)` works on the pages of a site only", hints: ["a template that is tried alone has no page"])
  }
  return page
}
