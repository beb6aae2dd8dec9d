#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A colour as CSS names it by six digits: `#0b4f8a`.
public struct Colour: Sendable, Equatable {
  /// Red, green and blue, from 0 to 255.
  private let parts: [UInt8]

  /// Reads six digits behind a `#`; nil if it isn't that.
  public init?(_ text: String) {
    let digits = text.utf8.dropFirst()
    guard text.hasPrefix("#"), digits.count == 6, digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }),
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { return nil }
    self.init(number)
  }

  /// The six digits as one number.
  private init(_ number: UInt32) { parts = [16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) } }

  /// The theme's own.
  static let standard = Colour(0x0B4F8A)
  /// The darkest of the light grounds on which text stands: that of boxes in `site.css`.
  static let lightGround = Colour(0xF3F6F9)

  /// The colour in small letters: `#0b4f8a`.
  public var text: String {
    "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// How well one is read on the other, from 1 to 21 (WCAG 2.2, "contrast ratio").
  public func contrast(on ground: Colour) -> Double {
    let (one, other) = (luminance + 0.05, ground.luminance + 0.05)
    return max(one, other) / min(one, other)
  }

  private var luminance: Double { zip(linear, [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The amounts of light (IEC 61966-2-1), from 0 to 1.
  private var linear: [Double] {
    parts.map { part in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  private init(linear: [Double]) {
    parts = linear.map { amount in
      let amount = min(max(amount, 0), 1)
      return UInt8((255 * (amount <= 0.0031308 ? 12.92 * amount : 1.055 * pow(amount, 1 / 2.4) - 0.055)).rounded())
    }
  }
}

/// OKLab, in which steps that look alike are alike (CSS Color Module Level 4, section 9).
extension Colour {
  private typealias Lab = (lightness: Double, a: Double, b: Double)

  private var lab: Lab {
    let (red, green, blue) = (linear[0], linear[1], linear[2])
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
      0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
      1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
      0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    )
  }

  private static func linear(_ lab: Lab) -> [Double] {
    let long = pow(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3)
    let medium = pow(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3)
    let short = pow(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3)
    return [
      4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
      -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
      -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    ]
  }

  /// The lightness as it is seen, from 0 to 1.
  var lightness: Double { lab.lightness }

  /// The same hue in another lightness, at most as strong as a chroma; weaker where screens show nothing as strong.
  func with(lightness: Double, chroma: Double = .infinity) -> Colour {
    let (_, a, b) = lab
    let own = (a * a + b * b).squareRoot()
    var share = own > chroma ? chroma / own : 1
    while true {
      let amounts = Self.linear((lightness, a * share, b * share))
      if share < 0.01 || amounts.allSatisfy({ (-0.0001...1.0001).contains($0) }) { return Colour(linear: amounts) }
      share *= 0.98
    }
  }
}

/// The colours of all that is made of a site: the one that `site.yaml` names, and those that follow from it.
///
/// All have its hue. So one colour is chosen, and what is read in it stays readable on each ground of the theme.
public struct Palette: Sendable {
  /// The colour itself, for light grounds.
  public let light: Colour
  /// For text on dark grounds.
  public let dark: Colour
  /// A light ground, on which the colour is read.
  public let tint: Colour
  /// A dark ground, on which `dark` is read.
  public let darkTint: Colour

  /// The theme's own.
  public static let standard = Palette(of: .standard)
  /// What text needs (WCAG 2.2, success criterion 1.4.3).
  public static let leastContrast = 4.5

  /// Derives the others from a colour.
  public init(of colour: Colour) {
    light = colour
    dark = colour.with(lightness: 0.8, chroma: 0.091)
    tint = Self.first(from: 0.955, by: 0.005, colour, chroma: 0.012) { colour.contrast(on: $0) >= Self.leastContrast }
    darkTint = colour.with(lightness: 0.278, chroma: 0.033)
  }

  /// A darker colour that is read well, of the same hue; nil if the colour is.
  static func darker(than colour: Colour) -> Colour? {
    func isRead(_ colour: Colour) -> Bool { colour.contrast(on: .lightGround) >= leastContrast }
    return isRead(colour) ? nil : first(from: colour.lightness, by: -0.005, colour, chroma: .infinity, where: isRead)
  }

  /// The first one that fits of those that become lighter or darker by steps; the last is white or black.
  private static func first(
    from start: Double, by step: Double, _ colour: Colour, chroma: Double, where fits: (Colour) -> Bool
  ) -> Colour {
    var lightness = start
    while (0...1).contains(lightness) {
      let candidate = colour.with(lightness: lightness, chroma: chroma)
      if fits(candidate) { return candidate }
      lightness += step
    }
    return colour.with(lightness: step > 0 ? 1 : 0)
  }
}
