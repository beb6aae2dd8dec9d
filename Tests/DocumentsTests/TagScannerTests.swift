import Documents
import Testing

@Suite("The tags of a page")
struct TagScannerTests {
  private func tags(_ page: String) -> [String] {
    let bytes = Array(page.utf8)
    var scanner = TagScanner(bytes)
    var found: [String] = []
    while let tag = scanner.next() {
      let parts = [tag.name, tag.id?.value, tag.address?.value].compactMap { $0 }
      found.append(
        parts.map { String(decoding: bytes[$0], as: UTF8.self) }.joined(separator: " ") + (tag.hasAlt ? "!" : ""))
    }
    return found
  }

  @Test(
    "are found as a browser finds them",
    arguments: [
      ("<a id=x href='y>z'><b>", ["a x y>z", "b"]), ("<A ID = \"x\"/><br/>", ["A x", "br"]),
      ("1 < 2 <3> </p> <!doctype html>", []),
      ("<!-- <a> --><i>", ["i"]), ("<script>'<a>'</SCRIPT ><i>", ["script", "i"]),
      ("<title><b></title><p>", ["title", "p"]),
      ("<img alt src=x><img data-alt=1 xsrc=2>", ["img x!", "img"]), ("<p\nid\n=\nx\n>", ["p x"]),
      ("<p id=a id=b>", ["p a"]),
    ])
  func found(page: String, expected: [String]) {
    #expect(tags(page) == expected)
  }

  @Test("end where the page ends, wherever that is")
  func cutOff() {
    let page = "<!-- c --><a href=\"x\" id='y' =z k = v><script>s</script><img src=q alt><p id"
    for count in 0...page.utf8.count { _ = tags(String(decoding: page.utf8.prefix(count), as: UTF8.self)) }
    let signs = Array("<>='\"/!- \nai")
    for seed in 0..<20_000 {
      var number = seed
      let text = String(
        (0..<8).map { _ in
          defer { number /= signs.count }
          return signs[number % signs.count]
        })
      _ = tags(text)
    }
  }
}
