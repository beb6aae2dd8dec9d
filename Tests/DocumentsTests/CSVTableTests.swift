import Diagnostics
import Documents
import Testing

@Suite struct CSVTableTests {
  private func read(_ text: String) -> (table: CSVTable?, ids: [String], file: SourceFile) {
    let file = SourceFile(name: "pledges.csv", text: text)
    let (table, diagnostics) = CSVTable.read(file)
    return (table, diagnostics.map(\.id), file)
  }

  @Test func `reads cells with the bytes that they were written in`() {
    let (table, ids, file) = read("\u{FEFF}id,title\r\na, \"Say \"\"yes\"\",\nor no\" \r\n\r\nb , ü x \r\nc,")
    #expect(ids.isEmpty)
    #expect(table?.header.map(\.text) == ["id", "title"])
    #expect(table?.rows.map { $0.map(\.text) } == [["a", "Say \"yes\",\nor no"], ["b", "ü x"], ["c", ""]])
    let sources = table?.rows.map { $0.map { file.text(in: $0.range) } }
    #expect(sources == [["a", "\"Say \"\"yes\"\",\nor no\""], ["b", "ü x"], ["c", ""]])
  }

  @Test(arguments: [
    ("a,b\n1\n2,3\n", ["csv/cells"]), ("a,b\n1,2,3\n2,3\n", ["csv/cells"]), ("a,b\n2,3\n1,\"x\n", ["csv/open-quote"]),
    ("a,b\n2,3\n1,x\"y\"\n", ["csv/stray-quote"]), ("a,b\n2,3\n\"x\" y,1\n", ["csv/text-after-quote"]),
  ])
  func `says what is wrong and goes on`(text: String, expected: [String]) {
    let (table, ids, _) = read(text)
    #expect(ids == expected)
    #expect(table?.rows.contains { $0.map(\.text) == ["2", "3"] } == true)
  }

  @Test func `an empty table is an error`() {
    #expect(read("\n\r\n").ids == ["csv/empty"])
    #expect(read("").ids == ["csv/empty"])
  }

  @Test(arguments: ["id;title\na;b\n", "\"id\";\"title\"\n\"a\";\"b\"\n", "id\ttitle\na\tb\n", "id;title,,\na;b,,\n"])
  func `a table of a spreadsheet with other separators gets one hint`(text: String) {
    #expect(read(text).ids == ["csv/separator"])
  }

  @Test func `semicolons within cells part no columns`() {
    #expect(read("\"id;\",title; more\na,b\n").ids.isEmpty)
  }

  @Test(arguments: [
    "a,\"Boats,1\nb,\"Others\",2\nc,d,3\n", "a,\"Boats,1\nb,Others,2\n", "a,\"Boats,1\nb,\"Say \"\"yes\"\"\",2\n",
  ])
  func `an unclosed quotation mark is told where it opens, and nothing of what it swallows`(lines: String) {
    let file = SourceFile(name: "pledges.csv", text: "id,title,count\nx,y,0\n" + lines)
    let (table, diagnostics) = CSVTable.read(file)
    #expect(diagnostics.map(\.id) == ["csv/open-quote"])
    #expect(Report(diagnostics).text(.human).contains("--> pledges.csv:3:3\n"))
    #expect(table?.rows.count == 1)
  }

  @Test func `points at the cell that is too many`() {
    let file = SourceFile(name: "pledges.csv", text: "id,title\na,Ships, boats\nb\n")
    #expect(
      Report(CSVTable.read(file).1).text(.human) == """
        error: this line has 3 cells, and the header has 2 [csv/cells]
          --> pledges.csv:2:10
           |
         2 | a,Ships, boats
           |          ^^^^^ one too many
          hint: put a text with a comma in quotation marks
          hint: write nothing between two commas for an empty cell

        error: this line has 1 cell, and the header has 2 [csv/cells]
          --> pledges.csv:3:1
           |
         3 | b
           | ^ expected id, title
          hint: put a text with a comma in quotation marks
          hint: write nothing between two commas for an empty cell

        2 errors

        """)
  }
}
