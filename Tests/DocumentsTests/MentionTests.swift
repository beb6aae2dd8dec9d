import Diagnostics
import Documents
import TestSupport
import Testing

@Suite("What a text mentions")
struct MentionTests {
  private static let mentions = Mentions(
    numbered: [
      Mentions.Numbered(singular: ["objective", "цель"], plural: ["objectives", "цели"], numbers: 1...23),
      Mentions.Numbered(singular: ["round table"], plural: ["round tables"], numbers: 1...4),
    ],
    words: words, abbreviations: ["IOM", "NHRI", "TiP", "COVID-19", "Migration MPTF", "UN"],
    names: [
      Mentions.Name("Guinea", of: 0), Mentions.Name("Guinea-Bissau", of: 1), Mentions.Name("Papua New Guinea", of: 2),
      Mentions.Name("Niger", of: 3), Mentions.Name("Gulf of Guinea", of: nil), Mentions.Name("US", of: 4),
      Mentions.Name("US$", of: nil), Mentions.Name("Republic of Korea", of: 5),
      Mentions.Name("Democratic People's Republic of Korea", of: 6), Mentions.Name("Bosnia & Herzegovina", of: 7),
      Mentions.Name("the Gambia", of: 8),
    ])

  private static var words: MentionSyntax {
    var words = MentionSyntax()
    words.numbers = ["one", "two", "three", "four", "twenty", "twenty-one"]
    words.signs = ["number", "no.", "n°", "#", "nos."]
    words.list = ["and", "or", "and/or", "&", "и"]
    words.range = ["to"]
    words.further = ["with", "and", "and/or"]
    words.articles = ["the"]
    words.notBefore = ["SDG", "an", "Compact on Refugees"]
    words.notBehind = ["of the", "of the Compact on Refugees", "years", "by one", "and a half"]
    words.behind = ["of the Compact"]
    words.endings = ["s"]
    words.abbreviatedWords = ["No", "Mr", "e.g", "para", "p"]
    return words
  }

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
      ("(objective 8)", "([objective 8])"), ("round-table 2", "[round-table 2]"),
      ("objective number 8", "[objective number 8]"), ("objective no. 8", "[objective no. 8]"),
      ("objectives number 8 and 9", "objectives number [8] and [9]"),
      ("objective n° 13", "[objective n° 13]"), ("objective n°13", "[objective n°13]"),
      ("Objective #8", "[Objective #8]"),
      ("Objective No. 13", "[Objective No. 13]"), ("objective no.13", "[objective no.13]"),
      ("objectives nos. 8 and 13", "objectives nos. [8] and [13]"), ("objec\u{AD}tive 8", "[objec\u{AD}tive 8]"),
      ("round\u{2011}table 2", "[round\u{2011}table 2]"),
      ("objective twenty-one", "[objective twenty-one]"),
      ("objectives 8 – 11", "objectives [8] – [11]"), ("objectives 8 and/or 13", "objectives [8] and/or [13]"),
      ("objectives 8, 9 & 10", "objectives [8], [9] &amp; [10]"),
      ("objective 8 and/or 13", "objective [8] and/or [13]"),
      ("objectives 4 and 8–11, 13", "objectives [4] and [8]–[11], 13"),
      ("objective 8 of the Compact", "[objective 8] of the Compact"), ("the objective 8", "the [objective 8]"),
      ("the objective One", "the [objective One]"), ("Objectives 8 (a) and", "[Objectives 8] (a) and"),
      ("Цель 8", "[Цель 8]"), ("цель 8 и цели 4 и 5", "[цель 8] и цели [4] и [5]"),
      ("*objective* 8 and *objective 9*", "objective 8 and [objective 9]"),
    ])
  func forms(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test(
    "is not found where something else is meant",
    arguments: [
      "objective 24", "objective 0", "objective 8.3", "objective 8,000", "objective 8th", "objective 8%",
      "sub-objective 8",
      "objectively 8", "an objective", "round table five", "round table twofold", "objective  ", "Round table",
      "objective 1234", "the objectives one by one", "objectives four years after", "objectives two and a half",
      "the objective one has", "the objectives 3 States chose", "objective 3 of the Compact on Refugees",
      "objectives 3 and 4 of the plan", "SDG objective 8", "SDG (objective 8)", "the Compact on Refugees' objective 8",
      "the Compact on Refugees’s objective 8", "an objective 8 States share", "our objective number one is",
      "objective two-thirds", "objective 3 years later", "objective numbered 8", "objectives one",
    ])
  func others(text: String) {
    #expect(marked(text) == text.split(separator: " ").joined(separator: " ") || marked(text) == text)
  }

  @Test("names all members of a range")
  func ranges() {
    let subjects = parse("objectives 2, 8–11, 13 to 15 and 23, 9", Self.mentions).mentions.map(\.subject)
    let ranges = [2...2, 8...8, 9...11, 13...13, 14...15, 23...23]
    #expect(subjects == ranges.map { .entries(kind: 0, numbers: $0) })
    let backwards = parse("objectives 11–8", Self.mentions).mentions.map(\.subject)
    #expect(backwards == [.entries(kind: 0, numbers: 11...11), .entries(kind: 0, numbers: 8...8)])
  }

  @Test(
    "finds names that stand by themselves, and not in those of something else",
    arguments: [
      ("Guinea’s", [0]), ("Guinea-Bissau, Guinea", [1, 0]), ("The Gulf of Guinea, Guinea", [0]), ("Guinean", []),
      ("the Gulf\nof Guinea", []), ("US$5 and US$ 5, the US", [4]), ("USA", []), ("Bosnia & Herzegovina", [7]),
      ("The Democratic People’s Republic of Korea", [6]), ("Democratic People's Republic of Korea", [6]),
      ("the Republic of Korea", [5]), ("Guinea\u{2011}Bissau, Guinea\u{2010}Bissau", [1, 1]), ("Guinea Bissau", [1]),
      ("Guinea-\nBissau and Guinea\nBissau", [1, 1]), ("Guinea – Bissau", [0]), ("Gui\u{AD}nea", [0]),
      ("The Gambia and the Gambia, Gambia", [8, 8]),
    ])
  func names(text: String, expected: [Int]) {
    #expect(parse(text, Self.mentions).mentions.map(\.subject) == expected.map { .name($0) })
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
      "S/RES/2388 (2017)", "S/RES/2388(2017)", "S/RES/2388\u{A0}(2017)", "A/RES/2200A(XXI)", "A/RES/2200 A (XXI)",
      "A/RES/217 (III)", "A/RES/3201 (S-VI)", "A/RES/S-19/2", "A/RES/ES-11/1", "S/PV.9048", "S/25704", "S/PRST/2021/1",
      "ESCAP/GCM/2021/CRP.1", "E/ECE/1524", "ECE/TRANS/300", "A/HRC/50/31/Add.1", "CCPR/C/GC/27",
      "CMW/C/GC/4-CRC/C/GC/23", "E/ECA/CM/52/1", "LC/MDM.3/1", "LC/G.2586(SES.36/3)", "LC/TS.2021/56",
      "E/ESCWA/SDD/2020/1",
      "HRI/GEN/1/Rev.9", "HRI/GEN/1/Rev.9 (Vol. I)", "UNEP/EA.5/Res.14", "TD/B/C.I/29", "TD/519", "ST/SGB/2003/13",
      "FCCC/CP/2015/10/Add.1", "A/CONF.231/3", "A/73/12 (Part II)", "DP/FPA/2021/8", "A/C.3/76/L.20/Rev.1",
      "CTOC/COP/2020/10", "A/HRC/RES/35/17", "E/C.12/2017/1", "A/76/5 (Vol. I)", "A/INF/76/4",
    ])
  func symbols(symbol: String) {
    #expect(marked("see \(symbol).") == "see [\(symbol)].")
    #expect(marked("(\(symbol), paragraph 3)") == "([\(symbol)], paragraph 3)")
  }

  @Test(
    "takes nothing else for a document",
    arguments: [
      "A/B", "and/or", "and/or/2", "A/RES", "WHO/IOM/2", "http://A/RES/73/195", "A/ 73/195", "A/B/2", "km/h", "AC/DC",
      "N/A",
      "A/320", "A/76", "S/M/4", "A//73/195", "E/S/3", "a/res/73/195", "T/F", "CD/DVD", "A/RES/x", "A/C.3", "A/AC.293",
    ])
  func noSymbols(text: String) { #expect(marked(text) == text) }

  @Test(
    "takes no more for a document than belongs to it",
    arguments: [
      ("A/76/642 (2021)", "[A/76/642] (2021)"), ("A/RES/73/195 (see there)", "[A/RES/73/195] (see there)"),
      ("A/RES/73/195 A (XXI)", "[A/RES/73/195] A (XXI)"), ("A/76/642-related", "[A/76/642]-related"),
      ("(A/76/642)", "([A/76/642])"), ("A/76/642(s)", "[A/76/642](s)"), ("A/76/642/ and", "[A/76/642]/ and"),
      ("A/73/12–A/73/13", "[A/73/12]–[A/73/13]"), ("S/RES/2388 (XX)", "[S/RES/2388] (XX)"),
      ("A/RES/2200 A State", "[A/RES/2200] A State"),
    ])
  func endsOfSymbols(text: String, expected: String) { #expect(marked(text) == expected) }

  @Test("reads long texts in a time that grows with them")
  func long() {
    let parts = [
      "objectives 1, 1, ", "A/1(A/1", "A/RES/1 (", "objective ", "SDG objective 8 ", "(objective 8", "objectives 8 – ",
      "Gulf of ",
      "A/A/", "S/RES/1 \u{A0}", "目标1、", "第一", "圆桌会议", "و", "لل", "الأهداف 8 و", "the objectives one ", "   ", "A/(1)",
    ]
    let time = processorTime {
      for part in parts {
        for mentions in [Self.mentions, Self.otherMentions] {
          _ = parse(String(repeating: part, count: 5_000), mentions)
        }
      }
    }
    #expect(time < 20)
  }

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

  /// A language whose words aren't parted, one whose short words are attached, one whose capital letters are beyond ASCII.
  private static let otherMentions: Mentions = {
    var words = MentionSyntax()
    words.numbers = ["（一）", "二", "三", "الرابعة"]
    words.signs = ["第", "№", "رقم"]
    words.list = ["和", "、和", "و", "и"]
    words.range = ["至", "～", "إلى", "—"]
    words.further = ["和"]
    words.articles = ["该"]
    words.notBefore = ["可持续发展", "《战略》", "ЦУР", "خطة عام 2030", "d’une"]
    words.notBehind = ["个", "Повестки дня"]
    return Mentions(
      numbered: [
        Mentions.Numbered(
          singular: ["目标", "цель", "الهدف", "للهدف", "objectif"], plural: ["目标", "цели", "الأهداف"], numbers: 1...23),
        Mentions.Numbered(singular: ["圆桌会议", "المائدة المستديرة"], plural: [], numbers: 1...4),
      ],
      words: words, abbreviations: ["IOM"],
      names: [
        Mentions.Name("厄瓜多尔", of: 0), Mentions.Name("马里", of: 1), Mentions.Name("索马里", of: 2),
        Mentions.Name("الكويت", of: 3), Mentions.Name("مصر", of: 4), Mentions.Name("Équateur", of: 5),
        Mentions.Name("中国", of: 6), Mentions.Name("发展中国家", of: nil),
      ])
  }()

  @Test(
    "is found in other scripts, which part words otherwise or not at all",
    arguments: [
      ("为实现目标13，各国", "为实现[目标13]，各国"), ("目标8、9和11。", "目标[8]、[9]和[11]。"), ("（目标8、9、和11）", "（目标[8]、[9]、和[11]）"),
      ("目标8至11", "目标[8]至[11]"), ("目标 13", "[目标 13]"), ("目标８", "[目标８]"), ("目标第8", "[目标第8]"), ("目标二和三", "目标[二]和[三]"),
      ("第二圆桌会议上", "[第二圆桌会议]上"), ("第一圆桌会议", "[第一圆桌会议]"), ("第4圆桌会议", "[第4圆桌会议]"), ("圆桌会议2", "[圆桌会议2]"),
      ("可持续发展目标8", "可持续发展目标8"), ("《战略》目标8", "《战略》目标8"), ("目标8个国家", "目标8个国家"), ("目标一致", "目标一致"), ("目标24", "目标24"),
      ("目标（一）", "[目标（一）]"), ("IOM的目标3", "[IOM]的[目标3]"),
      ("الهدف 13 وللهدف", "[الهدف 13] وللهدف"), ("للهدف 13", "[للهدف 13]"), ("الهدف ١٣", "[الهدف ١٣]"),
      ("الهدف رقم 8", "[الهدف رقم 8]"),
      ("الأهداف 8 و9", "الأهداف [8] و[9]"), ("الأهداف 4، 8 و 11", "الأهداف [4]، [8] و [11]"),
      ("الأهداف 8 إلى 11", "الأهداف [8] إلى [11]"),
      ("المائدة المستديرة الرابعة", "[المائدة المستديرة الرابعة]"),
      ("خطة عام 2030 (الهدف 8)", "خطة عام 2030 (الهدف 8)"),
      ("الهدف 8؟", "[الهدف 8]؟"), ("الهدف 24", "الهدف 24"), ("الهدفان 8", "الهدفان 8"),
      ("Цели 8 и 9", "Цели [8] и [9]"), ("ЦЕЛИ 8—11", "ЦЕЛИ [8]—[11]"), ("цель № 8", "[цель № 8]"),
      ("цель №8", "[цель №8]"),
      ("цур цель 8", "цур цель 8"), ("цель 8 повестки дня", "цель 8 повестки дня"),
      ("l’objectif 8", "l’[objectif 8]"), ("l'objectif\u{202F}8", "l'[objectif\u{202F}8]"),
      ("D’UNE objectif 8", "D’UNE objectif 8"),
    ])
  func scripts(text: String, expected: String) { #expect(marked(text, Self.otherMentions) == expected) }

  @Test(
    "finds names in other scripts, with short words attached to them",
    arguments: [
      ("在厄瓜多尔的", [0]), ("索马里和马里", [2, 1]), ("发展中国家与中国", [6]),
      ("الكويت، للكويت وبالكويت والكويت وللكويت كالكويت", [3, 3, 3, 3, 3, 3]), ("بمصر ولمصر فمصر", [4, 4, 4]),
      ("الكويتية مصري", []), ("كويت", []), ("l’Équateur, d'Équateur", [5, 5]), ("Équateurs", []),
    ])
  func otherNames(text: String, expected: [Int]) {
    #expect(parse(text, Self.otherMentions).mentions.map(\.subject) == expected.map { .name($0) })
  }

  @Test(
    "is told of with its sentence in other scripts",
    arguments: [
      ("第一句。这是目标8！第三句。", "这是目标8！"), ("他问：“目标8呢？”，然后走了。", "他问：“目标8呢？”，然后走了。"), ("“好。”目标8很好。", "目标8很好。"),
      ("هل هذا؟ هذا الهدف 8. نعم.", "هذا الهدف 8."), ("Так? Это цель 8… Да.", "Это цель 8…"),
      ("А. Петров о цель 8. Да.", "А. Петров о цель 8."),
      ("Так… и цель 8. Да.", "Так… и цель 8."), ("(Oui.) L’objectif 8. Non.", "L’objectif 8."),
      ("« Oui. » L’objectif 8. É. Zola.", "L’objectif 8."),
    ])
  func otherSentences(text: String, expected: String) throws {
    let document = parse(text, Self.otherMentions)
    #expect(document.sentence(at: try #require(document.mentions.first).offset) == expected)
  }

  @Test("finds nothing where nothing is looked for")
  func none() { #expect(parse("objective 8, A/76/642, IOM", .none).mentions.isEmpty) }

  /// The words of a text with brackets around what it mentions.
  private func marked(_ text: String, _ mentions: Mentions = Self.mentions) -> String {
    let document = parse(text, mentions)
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
