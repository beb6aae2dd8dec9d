import Content
import Testing

@testable import Site

@Suite("Words in another language than their page")
struct LanguageMarkTests {
  private let english = LanguageMarks.marked("Save lives & more", in: .english)

  @Test(
    "are marked by elements where these can stand, and stand alone elsewhere",
    arguments: [
      ("<p>#</p>", "<p><bdi lang=\"en\" dir=\"ltr\">*</bdi></p>"),
      ("<a href=\"x\">#</a>", "<a href=\"x\" lang=\"en\" dir=\"ltr\">*</a>"),
      ("<a href=\"x\">8 #</a>", "<a href=\"x\">8 <bdi lang=\"en\" dir=\"ltr\">*</bdi></a>"),
      ("<A>#</A>", "<A><bdi lang=\"en\" dir=\"ltr\">*</bdi></A>"),
      ("<abbr>#</abbr>", "<abbr><bdi lang=\"en\" dir=\"ltr\">*</bdi></abbr>"),
      ("<p title=\"#\">a</p>", "<p title=\"*\">a</p>"),
      ("<p title='>#'>#</p>", "<p title='>*'><bdi lang=\"en\" dir=\"ltr\">*</bdi></p>"),
      ("<title>#</title>#", "<title>*</title><bdi lang=\"en\" dir=\"ltr\">*</bdi>"),
      ("<option>#</option>", "<option>*</option>"), ("<script>a < b; '#'</script>", "<script>a < b; '*'</script>"),
      ("1 < 2 #", "1 < 2 <bdi lang=\"en\" dir=\"ltr\">*</bdi>"),
    ])
  func elements(template: String, expected: String) {
    let page = template.replacing("#", with: english)
    #expect(resolved(page) == expected.replacing("*", with: "Save lives & more"))
    #expect(removed(page) == template.replacing("#", with: "Save lives & more"))
  }

  @Test("leave no sign on the page, whatever filters have made of them")
  func filters() {
    #expect(resolved(english.uppercased()).hasPrefix("<bdi lang=\"en\" dir=\"ltr\">SAVE"))
    for cut in english.unicodeScalars.indices {
      for piece in [english.unicodeScalars[..<cut], english.unicodeScalars[cut...]] {
        let text = resolved("<p>\(String(piece))</p>")
        #expect(
          text.hasPrefix("<p>") && text.hasSuffix("</p>")
            && !text.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint })
      }
    }
    let inside = LanguageMarks.marked("\(english) (\(english))", in: .english)
    #expect(resolved(inside).filter { $0 == "<" }.count == 4)
    #expect(!resolved(inside).unicodeScalars.contains { $0.properties.isNoncharacterCodePoint })
  }

  private func resolved(_ page: String) -> String {
    String(decoding: LanguageMarks.resolved(Array(page.utf8)[...]), as: UTF8.self)
  }

  private func removed(_ page: String) -> String {
    String(decoding: LanguageMarks.removed(from: Array(page.utf8)[...]), as: UTF8.self)
  }
}
