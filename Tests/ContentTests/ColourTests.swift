import Diagnostics
import Platform
import Testing

@testable import Content

@Suite("Colours")
struct ColourTests {
  /// Colours of all hues and strengths that a site may have.
  private static let colours: [Colour] = {
    let parts = stride(from: 0, through: 255, by: 51).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let all = parts.flatMap { red in parts.flatMap { green in parts.compactMap { Colour("#\(red)\(green)\($0)") } } }
    return all.filter { Palette.darker(than: $0) == nil }
  }()

  @Test(
    "Contrast is that of WCAG",
    arguments: [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#0b4f8a", "#ffffff", 8.40)])
  func contrast(text: String, ground: String, ratio: Double) throws {
    let (colour, ground) = (try #require(Colour(text)), try #require(Colour(ground)))
    #expect(abs(colour.contrast(on: ground) - ratio) < 0.005)
  }

  @Test("Whatever colour a site has, all that follows from it is read on all grounds of the theme")
  func palettes() throws {
    #expect(Self.colours.count > 50)
    let (white, box) = (try #require(Colour("#ffffff")), Colour.lightGround)
    let (dark, darkBox) = (try #require(Colour("#11181f")), try #require(Colour("#19222b")))
    let (ink, darkInk) = (try #require(Colour("#16202b")), try #require(Colour("#e8edf2")))
    for colour in Self.colours {
      let palette = Palette(of: colour)
      for ground in [white, box, palette.tint] { #expect(palette.light.contrast(on: ground) >= 4.5, "\(colour.text)") }
      for ground in [dark, darkBox, palette.darkTint] {
        #expect(palette.dark.contrast(on: ground) >= 7, "\(colour.text)")
      }
      #expect(ink.contrast(on: palette.tint) >= 7 && darkInk.contrast(on: palette.darkTint) >= 7, "\(colour.text)")
    }
    // These are the grounds.
    let sheet = String(decoding: try Files.disk(".").read("templates/assets/site.css").bytes, as: UTF8.self)
    for ground in [white, box, dark, darkBox, ink, darkInk] { #expect(sheet.contains(": \(ground.text);")) }
  }

  @Test(
    "Who names a pale colour is told one that can be read", arguments: ["#009edb", "#ffd84d", "#ffffff", "#777777"])
  func darker(text: String) throws {
    let colour = try #require(Colour(text))
    let darker = try #require(Palette.darker(than: colour))
    #expect(Palette.darker(than: darker) == nil)
    #expect(darker.contrast(on: Colour.lightGround) < 4.7)
  }

  @Test(
    "Only six digits are a colour", arguments: ["", "#", "0b4f8a", "#0b4f8", "#0b4f8aa", "#+b4f8a", "#0b4f8g", "blue"])
  func forms(text: String) { #expect(Colour(text) == nil) }
}
