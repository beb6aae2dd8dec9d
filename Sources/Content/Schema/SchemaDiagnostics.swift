import Diagnostics

/// All sentences about declarations of kinds, in the words of those who write `kinds.yaml`.
extension Diagnostic {
  static func kindsNeedMap(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/not-a-map", "this is no map of names to what is declared of them", at: place,
      label: "expected `side-event:` and below it, indented, what is declared of it")
  }

  static func tooManyKinds(_ maximum: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/too-many", "this is one kind too many: there may be \(maximum)", at: place,
      hints: ["one kind with a `choice` says the same as many kinds with the same fields"])
  }

  static func badKindName(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-name", "`\(name)` can't be the name of a kind or of a group, nor an address", at: place,
      label: "expected small letters, digits and hyphens, beginning with a letter")
  }

  /// A name that means something already, as `use` tells.
  static func meaningName(_ name: String, _ use: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-name", "`\(name)` can't be a name here: it means \(use)", at: place,
      hints: ["choose another name, or another `plural`"])
  }

  static func badFieldName(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-name", "`\(name)` can't be the name of a field", at: place,
      label: "expected small letters, digits and underscores, beginning with a letter, as in `short_title`")
  }

  static func takenName(_ name: String, at place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/taken", "`\(name)` is the name, the folder, the address or the file of another kind", at: place,
      notes: [
        first.path == Schema.forumName
          ? Note("it is one that every forum has") : Note("that one is declared here", at: first)
      ],
      hints: ["give yours another name, `plural`, `address` or `stored`"])
  }

  static func takenMember(_ name: String, of kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/taken", "templates know something else of \(kind) by the name `\(name)`", at: place,
      hints: ["give the field or its `inverse` another name"])
  }

  static func unknownType(_ written: String, _ name: String, known: [String], at place: Place) -> Diagnostic {
    let message =
      written.isEmpty ? "nothing says what this field holds" : "there is no type, group or kind `\(name)`"
    // With so many names, looking for one that is like it takes longer than all the rest.
    let hint = known.count > 1000 || name.isEmpty ? nil : suggestion(for: name, among: known)
    return Diagnostic(
      .error, "kinds/unknown-type", message, at: place, label: written.isEmpty ? "expected `type:`" : nil,
      hints: [
        hint ?? "the types are " + quoted(FieldType.words)
          + ", the names of kinds and groups, and `list of` any of these"
      ])
  }

  static func otherType(_ name: String, _ type: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/other-type", "`\(name)` is declared already, with another type", at: place,
      label: "expected `\(type)`", hints: ["give your field another name"])
  }

  static func fixedKind(_ key: String, of kind: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/fixed", "`\(key)` of \(kind) can't be changed: the program counts on it", at: place,
      hints: ["what people see is changed by `label` and `heading`"])
  }

  static func fixedField(_ key: String, of field: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/fixed", "`\(key)` of `\(field)` can't be changed: the program counts on it", at: place,
      hints: ["`label`, `note`, `required`, `section`, `from`, `to` and `values` can"])
  }

  static func neededField(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/needed", "entries without `\(name)` are of no use to the program", at: place,
      hints: ["keep the field, and keep it required"])
  }

  static func wider(_ key: String, of name: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/wider", "`\(key)` of `\(name)` may become narrower and not wider", at: place,
      label: "expected something within " + quoted(known))
  }

  static func choiceOfNothing(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/no-values", "`\(name)` is a choice of nothing", at: place, label: "expected `values:`",
      hints: ["list the words that may be chosen: `values: [open, closed]`"])
  }

  static func badNumbers(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bounds", "this tells no numbers", at: place,
      label: "expected the first and the last, as in `1-12`, none above 9999999, or `none`")
  }

  static func badBounds(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bounds", "`\(name)` ends before it begins", at: place, label: "expected `from` not above `to`")
  }

  static func badPattern(_ fault: Pattern.Fault, at place: Place) -> Diagnostic {
    let label =
      switch fault {
      case .sign(let sign): "`\(sign)` doesn't go there, or not all programs understand it"
      case .unfinished: "expected more: a bracket is open, or a backslash stands at the end"
      case .tooLong: "expected a shorter one"
      }
    return Diagnostic(
      .error, "kinds/bad-pattern", "this can't be a pattern", at: place, label: label,
      hints: [
        "write letters, `.`, `\\d`, `\\w`, classes such as `[A-Z0-9]`, groups, `|`, `*`, `+`, `?` and `{2,5}`, and a backslash "
          + "before a sign that is meant itself; the whole value has to fit, so `^` and `$` are needless"
      ])
  }

  static func badStorage(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-storage", "entries can't be stored there", at: place,
      label: "expected `folder`, or a file such as `side-events.yaml` or `side-events.csv`")
  }

  static func badAddress(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-address", "entries can't stand there, each at an address of its own", at: place,
      label: "expected folders with `{id}` among them, as in `/events/{id}/`")
  }

  static func badTitleField(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(.error, "kinds/title", "`\(name)` can't be the title: a title is text", at: place)
  }

  static func unknownField(_ name: String, of owner: String, known: [String], at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/unknown-field", "\(owner) has no field `\(name)`", at: place,
      hints: [suggestion(for: name, among: known) ?? "the fields are " + quoted(known)])
  }

  static func badNumberField(at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/other-type", "entries with `numbers` have a field `number` that holds one", at: place,
      hints: ["declare `number: number`, or leave it out: it is there by itself"])
  }

  static func notEarlierDate(_ name: String, of field: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/unknown-field", "`\(name)` is no date that stands before `\(field)`", at: place,
      hints: ["declare the earlier day first: `starts: date`, then `ends: {type: date, not_before: starts}`"])
  }

  static func unfitField(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/other-type", "`\(name)` has values of a type that doesn't serve for this", at: place,
      hints: ["`sort` takes words, numbers, dates and single references; `named_by` takes words"])
  }

  static func badSubstitute(_ name: String, of field: String, type: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/other-type", "`\(name)` can't stand in for `\(field)`", at: place,
      label: "expected another field of type `\(type)`")
  }

  static func sharedWord(_ word: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/taken", "texts mention entries of another kind by the word `\(word)`", at: place,
      hints: ["choose another word, or leave `mention` out"])
  }

  static func wordTwice(_ word: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/needless", "`\(word)` is among the values already", at: place, hints: ["remove one of the two"])
  }

  static func mapInTable(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/bad-storage", "`\(name)` is a map, and cells of a table can't hold one", at: place,
      hints: ["store the entries in a YAML file, as in `stored: side-events.yaml`, or in a folder"])
  }

  static func needlessKey(_ key: String, of owner: String, _ reason: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/needless", "`\(key)` of `\(owner)` says nothing: \(reason)", at: place, hints: ["remove it"])
  }

  static func needlessAttribute(_ key: String, type: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/needless", "`\(key)` says nothing of a field of type `\(type)`", at: place,
      hints: ["remove it, or choose another type"])
  }

  static func endlessGroup(_ name: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/endless", "the group `\(name)` lies in itself, or too deep in others", at: place,
      hints: ["groups may lie four deep in one another"])
  }

  static func unknownLabelLanguage(_ code: String, at place: Place) -> Diagnostic {
    Diagnostic(
      .error, "kinds/unknown-language", "`\(code)` is not a language code", at: place,
      hints: ["write `{en: deadline, fr: échéance}`, or only the words"])
  }
}
