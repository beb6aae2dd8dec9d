extension Filter {
  /// Methods that give the text in another form.
  static let changingText: [Filter] = [
    Filter("upper", on: .exactText("text")) { $0.with($0.string.uppercased()).value }.keepingWords,
    Filter("lower", on: .exactText("text")) { $0.with($0.string.lowered).value }.keepingWords,
    Filter("capitalize", on: .exactText("text")) { $0.with($0.string.capitalized).value }.keepingWords,
    Filter("title", on: .exactText("text")) { $0.with($0.string.titled).value }.keepingWords,
    Filter("swapcase", on: .exactText("text")) { $0.with($0.string.withCaseSwapped).value }.keepingWords,
    Filter("strip", on: .exactText("text"), .optional(.exactText("chars"))) {
      $0.with($0.string.trimmed($1?.string)).value
    }.keepingWords,
    Filter("lstrip", on: .exactText("text"), .optional(.exactText("chars"))) {
      $0.with($0.string.trimmed($1?.string, end: false)).value
    }.keepingWords,
    Filter("rstrip", on: .exactText("text"), .optional(.exactText("chars"))) {
      $0.with($0.string.trimmed($1?.string, start: false)).value
    }.keepingWords,
    Filter(
      "replace", on: .exactText("text"), .exactText("old"), .exactText("new"), .int("count", default: -1),
      calling: { call, text, old, new, count in
        try replaced(text, old.string, new, count, within: call.limits).value
      }),
    Filter("removeprefix", on: .exactText("text"), .exactText("prefix")) { text, prefix in
      let hasPrefix = text.string.unicodeScalars.starts(with: prefix.string.unicodeScalars)
      return text.with(hasPrefix ? String(text.string.unicodeScalars.dropFirst(prefix.string.length)) : text.string)
        .value
    },
    Filter("removesuffix", on: .exactText("text"), .exactText("suffix")) { text, suffix in
      let hasSuffix = text.string.utf8.reversed().starts(with: suffix.string.utf8.reversed())
      return text.with(hasSuffix ? String(text.string.unicodeScalars.dropLast(suffix.string.length)) : text.string)
        .value
    },
    Filter("format", on: .exactText("text"), .rest("values"), .named("named")) { call, text, values, named in
      try formatted(text, with: values, named: named, limits: call.limits)
    },
    Filter("join", on: .exactText("text"), .list("items"), calling: join),
  ]

  /// Methods that fill a text up to a width.
  static let paddingText: [Filter] = [
    padding("center") { text, width, fill, limits throws(Fault) in
      try centered(text, width, with: fill, within: limits)
    },
    padding("ljust") { text, width, fill, _ in text.with(text.string.padded(to: width, "<", with: fill)).value },
    padding("rjust") { text, width, fill, _ in text.with(text.string.padded(to: width, ">", with: fill)).value },
    Filter("zfill", on: .exactText("text"), .int("width")) { call, text, width in
      try call.limits.checkText(bytes: width)
      guard width > text.string.length else { return text.value }
      let sign = text.string.unicodeScalars.prefix(1).filter { $0 == "+" || $0 == "-" }
      let rest = String(text.string.unicodeScalars.dropFirst(sign.count))
      return text.with(String(sign) + rest.padded(to: width - sign.count, ">", with: "0")).value
    },
  ]

  private static func padding(
    _ name: String, _ pad: @escaping @Sendable (Text, Int, String, Limits) throws(Fault) -> Value
  ) -> Filter {
    Filter(name, on: .exactText("text"), .int("width"), .exactText("fillchar", default: " ")) {
      call, text, width, fill in
      let fill = text.fitting(fill)
      guard fill.length == 1 else { throw Fault.fillNotOne(fill, isMarkup: text.isMarkup) }
      try call.limits.checkText(width, times: fill.utf8.count)
      return try pad(text, width, fill, call.limits)
    }
  }

  /// Methods that say what a text is made of.
  static let askingText: [Filter] = [
    asking("isalnum", \.isAlphanumeric), asking("isalpha", \.isLetter),
    asking("isdecimal") { $0.properties.numericType == .decimal },
    asking("isdigit") { $0.properties.numericType == .decimal || $0.properties.numericType == .digit },
    asking("isnumeric") { $0.properties.numericType != nil }, asking("isspace", \.isSpace),
    Filter("isascii", on: .text("text")) { .bool($0.utf8.allSatisfy { $0 < 0x80 }) },
    Filter("islower", on: .text("text")) { .bool($0.isLower) },
    Filter("isupper", on: .text("text")) { .bool($0.isUpper) },
  ]

  /// A method that holds for texts that aren't empty and all of whose characters fit.
  private static func asking(
    _ name: String, _ fits: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> Filter {
    Filter(name, on: .text("text")) { .bool(!$0.isEmpty && $0.unicodeScalars.allSatisfy(fits)) }
  }
}

/// Texts one after the other; between pieces of HTML anything may stand, which is escaped.
private func join(_ call: Call, _ separator: Text, _ items: ValueList) throws -> Value {
  var texts: [Text] = []
  for item in items {
    if !separator.isMarkup, item.string == nil { throw Fault.joinedKind(item) }
    texts.append(try Text(printing: item))
  }
  try call.limits.checkText(texts.count, times: separator.string.utf8.count)
  let joined = separator.joining(texts)
  try call.limits.checkText(bytes: joined.string.utf8.count)
  return joined.value
}
