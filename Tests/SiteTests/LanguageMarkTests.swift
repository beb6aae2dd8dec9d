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
      ("<A>#</a>", "<A lang=\"en\" dir=\"ltr\">*</a>"),
      ("<abbr>#</abbr>", "<abbr><bdi lang=\"en\" dir=\"ltr\">*</bdi></abbr>"),
      ("<p title=\"#\">a</p>", "<p title=\"*\">a</p>"),
      ("<p title='>#'>#</p>", "<p title='>*'><bdi lang=\"en\" dir=\"ltr\">*</bdi></p>"),
      ("<title>#</title>#", "<title>*</title><bdi lang=\"en\" dir=\"ltr\">*</bdi>"),
      ("<option>#</option>", "<option>*</option>"), ("<script>a < b; '#'</script>", "<script>a < b; '*'</script>"),
      ("1 < 2 #", "1 < 2 <bdi lang=\"en\" dir=\"ltr\">*</bdi>"),
      ("<a lang=\"de\">#</a>", "<a lang=\"de\"><bdi lang=\"en\" dir=\"ltr\">*</bdi></a>"),
      ("<bdi DIR=auto>#</bdi>", "<bdi DIR=auto><bdi lang=\"en\" dir=\"ltr\">*</bdi></bdi>"),
      ("<span data-lang=\"x\">#</span>", "<span data-lang=\"x\" lang=\"en\" dir=\"ltr\">*</span>"),
      ("<a><!-- x -->#</a>", "<a><!-- x --><bdi lang=\"en\" dir=\"ltr\">*</bdi></a>"),
      (
        "<svg><text>#</text><a>#</a></svg><q>#</q>", "<svg><text>*</text><a>*</a></svg><q lang=\"en\" dir=\"ltr\">*</q>"
      ),
      (
        "<svg/><math><mtext>#</mtext></math>#",
        "<svg/><math><mtext>*</mtext></math><bdi lang=\"en\" dir=\"ltr\">*</bdi>"
      ),
      ("<!-- don't <b> \" # -->#<!-- # -->", "<!-- don't <b> \" * --><bdi lang=\"en\" dir=\"ltr\">*</bdi><!-- * -->"),
      ("<p title=a'b>#</p>", "<p title=a'b><bdi lang=\"en\" dir=\"ltr\">*</bdi></p>"),
      ("<textarea><b>#</b></textarea>", "<textarea><b>*</b></textarea>"),
    ])
  func elements(template: String, expected: String) {
    let page = template.replacing("#", with: english)
    #expect(resolved(page) == expected.replacing("*", with: "Save lives & more"))
    #expect(removed(page) == template.replacing("#", with: "Save lives & more"))
  }

  @Test("leave no sign on the page, whatever has been cut off")
  func cuts() {
    #expect(resolved(english.uppercased()).hasPrefix("<bdi lang=\"en\" dir=\"ltr\">SAVE"))
    for cut in english.unicodeScalars.indices {
      for piece in [english.unicodeScalars[..<cut], english.unicodeScalars[cut...]] {
        let text = resolved("<p>\(String(piece))</p>")
        #expect(text.hasPrefix("<p>") && text.hasSuffix("</p>") && !hasMarks(text) && !hasMarks(removed(String(piece))))
      }
    }
  }

  @Test("end with the words behind which the end was cut off, at the next words or the next tag at the latest")
  func ends() {
    let cut = String(english.unicodeScalars.dropLast())
    #expect(
      resolved("<p>\(cut), \(english)</p> x") == """
        <p><bdi lang="en" dir="ltr">Save lives & more, </bdi><bdi lang="en" dir="ltr">Save lives & more</bdi></p> x
        """)
    let inside = resolved(LanguageMarks.marked("\(english) (\(english))", in: .english))
    #expect(inside.filter { $0 == "<" }.count == 4 && !hasMarks(inside))
  }

  private func hasMarks(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.properties.isNoncharacterCodePoint }
  }

  private func resolved(_ page: String) -> String {
    String(decoding: LanguageMarks.resolved(Array(page.utf8)[...]), as: UTF8.self)
  }

  private func removed(_ page: String) -> String {
    String(decoding: LanguageMarks.removed(from: Array(page.utf8)[...]), as: UTF8.self)
  }
}
