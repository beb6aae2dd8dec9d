import Diagnostics
import Documents
import Testing

@Suite("What a text mentions")
struct MentionTests {
  private static let mentions = Mentions(
    numbered: [
      Mentions.Numbered(singular: ["objective", "цель"], plural: ["objectives", "цели"], numbers: 1...23),
      Mentions.Numbered(singular: ["round table"], plural: ["round tables"], numbers: 1...4),
    ],
    numberWords: ["one", "two", "three", "four"], listWords: ["and", "or", "to", "и"], furtherWords: ["with", "and"],
    endings: ["s"], abbreviatedWords: ["No", "Mr", "e.g", "para", "p"],
    abbreviations: ["IOM", "NHRI", "TiP", "COVID-19", "Migration MPTF", "UN"],
    names: ["Guinea", "Guinea-Bissau", "Papua New Guinea", "Niger"])

  @Test(
    "is found in its many written forms",
    arguments: [
      ("See objective 8.", "See [objective 8]."),
      ("GCM Objective 13, too", "GCM [Objective 13], too"),
      ("Objectives 4, 8 and 11 are", "Objectives [4], [8] and [11] are"),
      ("objectives 8, 10, and 7", "objectives [8], [10], and [7]"),
      ("objectives 5-7", "objectives [5]-[7]"), ("objectives 5–7", "objectives [5]–[7]"),
      ("objectives 5 to 7 and 9", "objectives [5] to [7] and [9]"),
      ("(objective 16, with 15 and 17)", "(objective [16], with [15] and [17])"),
      ("objective 18 with 5.", "objective [18] with [5]."), ("Round Table One and Two", "Round Table [One] and [Two]"),
      ("objective 16, with 15 States", "[objective 16], with 15 States"),
      ("objective 8 and 10, 11 and 12 of them", "[objective 8] and 10, 11 and 12 of them"),
      ("objective 16, with 45 and", "[objective 16], with 45 and"),
      ("Under objectives 8 and 10, 12 States", "Under objectives [8] and [10], 12 States"),
      ("Under objective 8, 10 States", "Under [objective 8], 10 States"),
      ("Round Table Two met", "[Round Table Two] met"), ("round table\n4", "[round table\n4]"),
      ("Round tables one and three", "Round tables [one] and [three]"),
      ("objective\u{A0}8", "[objective\u{A0}8]"), ("“objective 8”", "“[objective 8]”"),
      ("(objective 8)", "([objective 8])"),
      ("Цель 8", "Цель 8"), ("цель 8 и цели 4 и 5", "[цель 8] и цели [4] и [5]"),
      ("*objective* 8 and *objective 9*", "objective 8 and [objective 9]"),
    ])
  func forms(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test(
    "is not found where something else is meant",
    arguments: [
      "objective 24", "objective 0", "objective 8.3", "objective 8,000", "objective 8th", "objective 8%",
      "sub-objective 8",
      "objectively 8", "an objective", "round table five", "round table twofold", "objective  ", "Round table",
      "objective 1234",
    ])
  func others(text: String) {
    #expect(marked(text) == text.split(separator: " ").joined(separator: " ") || marked(text) == text)
  }

  @Test(
    "stays words behind a backslash, and in links, code, headings and quotations",
    arguments: [
      (#"the \objective 8 of ours"#, "the objective 8 of ours"), (#"the \IOM"#, "the IOM"),
      ("[objective 8](https://a.example)", "objective 8"), ("`objective 8`", "objective 8"),
      ("## Objective 8", "Objective 8"), ("> objective 8", "objective 8"),
      ("<q>objective 8</q> and objective 9", "objective 8 and [objective 9]"),
      ("> [!NOTE]\n> objective 8", "[objective 8]"), ("- objective 8", "[objective 8]"),
      ("| a |\n|---|\n| objective 8 |", "a[objective 8]"), ("~~objective 8~~", "[objective 8]"),
    ])
  func places(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test(
    "finds United Nations documents of every usual shape",
    arguments: [
      "A/RES/73/195", "A/76/642", "A/AC.293/2022/L.1", "E/CN.9/2019/2", "S/RES/2240", "A/73/12", "ST/ESA/SER.A/438",
      "CMW/C/GC/5", "A/76/642/Add.1", "E/2021/50", "CRC/C/GC/22-CMW/C/GC/3",
    ])
  func symbols(symbol: String) {
    #expect(marked("see \(symbol).") == "see [\(symbol)].")
    #expect(marked("(\(symbol), paragraph 3)") == "([\(symbol)], paragraph 3)")
  }

  @Test(
    "takes nothing else for a document",
    arguments: ["A/B", "and/or/2", "A/RES", "WHO/IOM/2", "http://A/RES/73/195", "A/ 73/195"])
  func noSymbols(text: String) { #expect(marked(text) == text) }

  @Test(
    "finds abbreviations that stand by themselves",
    arguments: [
      ("IOM, NHRIs and TiP", "[IOM], [NHRI]s and [TiP]"),
      ("COVID-19 and the Migration MPTF", "[COVID-19] and the [Migration MPTF]"),
      ("IOM's", "[IOM]'s"), ("UNICEF, iom, XIOM, IOMx", "UNICEF, iom, XIOM, IOMx"), ("UN-led", "[UN]-led"),
    ])
  func abbreviations(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test(
    "is told of with its sentence, and in a table with its row",
    arguments: [
      ("One. Mr. A of *objective 8*\nspoke. Three.", "Mr. A of objective 8 spoke."),
      ("See objective 8", "See objective 8"),
      ("objective 8", "objective 8"), ("- A\n- See objective 8\n- B", "See objective 8"),
      ("| a | b | c |\n|---|---|---|\n| B & C | objective 8 | d |", "B & C; objective 8; d"),
      ("| a | b |\n|---|---|\n| B. | One. Objective 8. Two. |", "Objective 8."),
      ("| a | b |\n|---|---|\n| B: | See objective 8 |\n| c | d |", "B: See objective 8"),
      ("| a | b |\n|---|---|\n| objective 8 | [@gcm] |", "objective 8"),
      ("See objective 8 in Greece[^a], with help.\n\n[^a]: A note.", "See objective 8 in Greece, with help."),
      ("Text[^a][^a]\n\n[^a]: See objective 8", "See objective 8"),
    ])
  func sentences(text: String, expected: String) throws {
    let document = parse(text, Self.mentions)
    #expect(document.sentence(at: try #require(document.mentions.first).offset) == expected)
  }

  @Test("finds nothing where nothing is looked for")
  func none() { #expect(parse("objective 8, A/76/642, IOM", .none).mentions.isEmpty) }

  /// The words of a text with brackets around what it mentions.
  private func marked(_ text: String) -> String {
    let document = parse(text, Self.mentions)
    var html: [UInt8] = []
    document.html.write(to: &html) { hole, out in
      if case .mention(let index) = hole { out += Array("[\(document.mentions[index].text)]".utf8) }
    }
    let words = String(decoding: html, as: UTF8.self).replacing(/<[^>]*>/, with: "")
    return words.replacing(/\n(?!4)/, with: "")
  }

  private func parse(_ text: String, _ mentions: Mentions) -> MarkdownDocument {
    let file = SourceFile(name: "a.md", text: text)
    return MarkdownDocument.parse(file, body: 0..<file.bytes.count, mentions: mentions).0
  }
}
