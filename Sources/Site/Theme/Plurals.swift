import Content

/// The forms that words take after a number, by the names that the Unicode CLDR gives them.
enum PluralForm: String, CaseIterable {
  case zero
  case one
  case two
  case few
  case many
  case other
}

extension Language {
  /// The form after a whole number: the cardinal rules of the CLDR for the six languages of the United Nations.
  ///
  /// Other languages are taken to have one form for 1 and another for the rest, as most do that tell numbers apart.
  /// Source: Unicode CLDR 46, Language Plural Rules.
  func pluralForm(of number: Int) -> PluralForm {
    let number = number.magnitude
    switch code {
    case "ar": return arabicForm(number)
    case "zh": return .other
    case "fr": return number < 2 ? .one : isMillions(number) ? .many : .other
    case "ru": return russianForm(number)
    case "es": return number == 1 ? .one : isMillions(number) ? .many : .other
    default: return number == 1 ? .one : .other
    }
  }

  /// The forms that the numbers of a page take, which a word must have; the one for whole millions may be left out.
  var pluralForms: [PluralForm] {
    let used = Set((0...200).map { pluralForm(of: $0) })
    return PluralForm.allCases.filter(used.contains)
  }

  /// The forms that some number takes: also that for whole millions, and that for fractions, which is `other` everywhere.
  var allPluralForms: [PluralForm] {
    let further = [pluralForm(of: 1_000_000), .other]
    return PluralForm.allCases.filter { pluralForms.contains($0) || further.contains($0) }
  }
}

private func isMillions(_ number: UInt) -> Bool { number > 0 && number.isMultiple(of: 1_000_000) }

private func arabicForm(_ number: UInt) -> PluralForm {
  switch (number, number % 100) {
  case (0, _): .zero
  case (1, _): .one
  case (2, _): .two
  case (_, 3...10): .few
  case (_, 11...99): .many
  default: .other
  }
}

private func russianForm(_ number: UInt) -> PluralForm {
  switch (number % 10, number % 100) {
  case (1, let tens) where tens != 11: .one
  case (2...4, let tens) where !(12...14).contains(tens): .few
  default: .many
  }
}
