import Diagnostics
import Templating

extension Report {
  /// The report for people as HTML: the same words and excerpts, with classes for colours and a button for each place.
  var html: String {
    // What comes from files has no control characters in a report, so those in it are its own.
    var html = escapedHTML(text(.human, color: true))
    for (code, name) in Self.styles { html.replace("\u{1B}[\(code)m", with: "<span class=\"\(name)\">") }
    html.replace("\u{1B}[0m", with: "</span>")
    return "<pre>"
      + html.replacing(/(--&gt; <\/span>)([^\n]+)/) {
        "\($0.1)<button type=\"button\" class=\"place\">\($0.2)</button>"
      }
      + "</pre>"
  }

  /// The colours of a terminal, and what they are called here.
  private static let styles = [
    "1": "bold", "2": "dim", "1;31": "red", "1;32": "green", "1;33": "yellow", "1;34": "blue",
  ]
}
