import Content
import Diagnostics
import Documents
import Templating

/// Links to files that are published as they are.
extension PageContext {
  /// The address of a file, and what browsers should know of it: what they don't show themselves is saved under its name.
  ///
  /// A pack doesn't have the file, so that its address is told there.
  func appendFile(_ path: String, as format: Attachment.Format?, to out: inout [UInt8]) {
    Address.append(relativeURL(path), to: &out)
    if form.isApart {
      out.append(contentsOf: "\" data-address=\"note".utf8)
    } else if let format {
      if format != .pdf { out.append(contentsOf: "\" download=\"".utf8) }
      out.append(contentsOf: "\" type=\"\(format.mediaType)".utf8)
    }
  }

  /// " (PDF, 1.2 MB)": what a reader wants to know of a file before it comes; nothing of what is none.
  func fileFacts(_ target: LinkTarget) -> String {
    let file: (path: String, size: Int)
    switch target {
    case .attachment(let index, _):
      file = (library.attachments[index].path, library.attachments[index].file.bytes.count)
    case .image(let index): file = (library.images[index].path, library.images[index].file.bytes.count)
    case .entry, .asWritten, .nowhere: return ""
    }
    let kind = file.path.split(separator: ".").last?.uppercased() ?? ""
    return " " + escapedHTML(words("file-facts", ["kind": kind, "size": size(ofBytes: file.size)]))
  }

  /// "340 kB", "1.2 MB".
  func size(ofBytes bytes: Int) -> String {
    if bytes < 1_000_000 { return words("kilobytes", ["number": String((bytes + 999) / 1000)]) }
    let tenths = (bytes + 50_000) / 100_000
    return words("megabytes", ["number": "\(tenths / 10)\(word("decimal-mark"))\(tenths % 10)"])
  }
}

extension EntryView {
  /// The files to be handed out that the texts of the entry lead to.
  var attachments: [Value] {
    entry.common.attachments.map { index in
      let attachment = page.library.attachments[index]
      let path = RoutePlan.filePath(attachment.path)
      return [
        "url": .text(page.relativeURL(path)), "file": .text(String(path.split(separator: "/").last ?? "")),
        "format": .text(attachment.format.rawValue), "type": .text(attachment.format.mediaType),
        "size": .int(attachment.file.bytes.count),
      ]
    }
  }
}
