import Platform
import Content
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("Pictures")
struct ImageTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/images")

  @Test("tell their size by their first bytes; each file is called by it")
  func sizes() async throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(names.count >= 9)
    for name in names {
      let image = try await image(Array(Data(contentsOf: Self.folder.appending(path: name))), called: name)
      let size = try #require(image?.size, "\(name)")
      #expect(name.hasPrefix("\(size.width)x\(size.height)."))
    }
  }

  @Test(
    "stay as they are if they move, or are drawings",
    arguments: [
      "8x9.png": false, "9x8.webp": false, "5x6.gif": false, "64x32.svg": false, "10x20.png": true, "23x29.webp": true,
      "33x44.jpg": true,
    ])
  func scalability(name: String, isScalable: Bool) async throws {
    let image = try await image(Array(Data(contentsOf: Self.folder.appending(path: name))), called: name)
    #expect(image?.isScalable == isScalable)
  }

  @Test(
    "may be drawings without a size",
    arguments: ["<svg/>", "<svg width=\"100%\" viewBox=\"0 0 1e9 2\">", "<svg viewBox=\"a\">"])
  func drawings(svg: String) async throws {
    let image = try #require(try await image(Array(svg.utf8), called: "a.svg"))
    #expect(image.size == nil)
  }

  @Test("that are cut off or no pictures are errors, and never a crash")
  func broken() async throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.folder.path) {
      let bytes = Array(try Data(contentsOf: Self.folder.appending(path: name)))
      for count in stride(from: 0, to: min(bytes.count, 64), by: 7) {
        _ = try await image(Array(bytes[..<count]), called: name)
      }
      var flipped = bytes
      for index in stride(from: 0, to: min(bytes.count, 64), by: 7) {
        flipped[index] ^= 0xFF
        _ = try await image(flipped, called: name)
      }
    }
    #expect(try await image(Array("GIF".utf8), called: "a.gif") == nil)
  }

  @Test(
    "of a form that browsers don't show are called by it",
    arguments: [
      ("\0\0\0\u{18}ftypheic\0\0\0\0mif1", "a HEIC picture"), ("\0\0\0\u{18}ftypavif\0\0\0\0mif1", "an AVIF picture"),
      ("II*\0\u{8}", "a TIFF picture"), ("%PDF-1.7", "a PDF"),
    ])
  func foreign(bytes: String, form: String) async throws {
    let report = try await report(Array(bytes.utf8), called: "boats.jpg")
    #expect(
      report.contains("this file is \(form) under the name `.jpg`") && report.contains("export it as JPEG"), "\(report)"
    )
  }

  @Test("that end in the middle are told", arguments: ["33x44.jpg", "10x20.png", "23x29.webp"])
  func cut(name: String) async throws {
    let whole = Array(try Data(contentsOf: Self.folder.appending(path: name)))
    #expect(try await !report(whole, called: name).contains("content/image-cut"))
    #expect(try await report(whole.dropLast(30), called: name).contains("[content/image-cut]"))
  }

  private func report(_ bytes: [UInt8], called name: String) async throws -> String {
    var files = ErrorTests.base.files
    files["content/objectives/\(name)"] = bytes
    return Report(await Library.load(from: .memory(files)).diagnostics).text(.human)
  }

  private func image(_ bytes: [UInt8], called name: String) async throws -> Image? {
    var files = ErrorTests.base.files
    files["content/objectives/\(name)"] = bytes
    return await Library.load(from: .memory(files)).library?.images.first
  }
}
