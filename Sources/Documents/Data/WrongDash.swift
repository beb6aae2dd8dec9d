/// How an item of a list is begun, if a text begins with what looks like the dash of one: a long dash, a bullet, or a dash with no
/// blank behind it.
public func dashHint(for text: String) -> String? {
  guard let sign = text.first, let next = text.dropFirst().first else { return nil }
  let isLong = "–—‐‑‒−•·".contains(sign)
  let isTight = sign == "-" && next != " " && next != "\t" && next != "-" && !next.isNumber
  return isLong || isTight ? "an item of a list begins with a short dash and a space: `- `" : nil
}
