import Diagnostics
import TestSupport

extension Fixture {
  /// The one file of a fixture of Markdown.
  var file: SourceFile { SourceFile(name: parts[0].path, bytes: parts[0].bytes) }
}
