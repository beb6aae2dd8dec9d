import Foundation

/// The figures of a case side by side.
func table(_ title: String, _ results: [Result]) -> String {
  let head = [title, "median", "fastest", "ratio", "goal", "compile", "allocations"]
  let rows = results.map { result in
    [
      result.name, microseconds(median(result.rendering)), microseconds(result.rendering.min() ?? 0),
      format(result.ratio, 1), result.goal > 1 ? format(result.goal, 0) : "", microseconds(median(result.compiling)),
      result.allocations.map { String($0) } ?? "",
    ]
  }
  return lines([head] + rows)
}

/// The first column begins at the left, the others end at the right.
private func lines(_ rows: [[String]]) -> String {
  let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
  return rows.map { row in
    row.enumerated().map { column, text in
      let space = String(repeating: " ", count: widths[column] - text.count)
      return column == 0 ? text + space : space + text
    }.joined(separator: "  ")
  }.joined(separator: "\n")
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
}

private func microseconds(_ seconds: Double) -> String { format(seconds * 1e6, 1) + " µs" }

private func format(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
