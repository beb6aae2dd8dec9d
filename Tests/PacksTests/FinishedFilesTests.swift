import Foundation
import TestSupport
import Testing

@testable import Packs

@Suite("What programs leave")
struct FinishedFileTests {
  /// A PDF of one object, with the place of its table.
  private let pdf = Array("%PDF-1.7\n1 0 obj\n<<>>\nendobj\nxref\n0 1\ntrailer\n<<>>\nstartxref\n29\n%%EOF\n".utf8)

  @Test("a PDF is whole if it has its end, and its table is where that says")
  func wholePDF() {
    #expect(isWholePDF(pdf))
    #expect(isWholePDF(Array(String(decoding: pdf, as: UTF8.self).replacing("\n29\n", with: "\n9\n").utf8)))
    for count in 0..<(pdf.count - 1) { #expect(!isWholePDF(Array(pdf.prefix(count)))) }
    for offset in [0, 1, 30, 9_999] {
      #expect(!isWholePDF(Array(String(decoding: pdf, as: UTF8.self).replacing("\n29\n", with: "\n\(offset)\n").utf8)))
    }
    #expect(!isWholePDF([0x20] + pdf))
  }

  @Test("an archive is whole if all is there that its directory tells of")
  func wholeArchive() throws {
    let folder = try TemporaryFolder(files: ["mimetype": Array("a".utf8), "b": Array("text".utf8)])
    let zip = try TestSupport.run(
      URL(filePath: "/usr/bin/env"),
      ["python3", "-c", "import zipfile; z = zipfile.ZipFile('z', 'w'); z.write('mimetype'); z.write('b')"],
      in: folder.url)
    #expect(zip.status == 0)
    let bytes = Array(try #require(try folder.files(in: ".")["z"]))
    #expect(isWholeArchive(bytes, holding: "mimetype") && !isWholeArchive(bytes, holding: "mime"))
    for count in 0..<bytes.count { #expect(!isWholeArchive(Array(bytes.prefix(count)), holding: "mimetype")) }
    #expect(!isWholeArchive(Array(bytes.dropFirst()), holding: "mimetype"))
  }

  @Test("a picture is whole from its signature to its last chunk")
  func wholePicture() {
    let end: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
    let picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3] + end
    #expect(isWholePNG(picture) && !isWholePNG(picture.dropLast()) && !isWholePNG(Array(picture.dropFirst())))
  }
}
