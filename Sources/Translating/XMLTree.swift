import Diagnostics

/// An element of an XML document, with the place at which it begins.
struct XMLElement {
  /// The name without a prefix; empty if it belongs to another namespace than that which was asked for.
  let name: String
  let attributes: [String: String]
  /// The offset of its first byte in the file.
  let offset: Int
  fileprivate(set) var content: [Content] = []

  /// What stands in an element.
  enum Content {
    case text(String)
    case element(XMLElement)
  }

  /// The elements in it that have a name.
  func children(_ name: String) -> [XMLElement] {
    content.compactMap { if case .element(let element) = $0, element.name == name { element } else { nil } }
  }

  /// The first of them.
  func child(_ name: String) -> XMLElement? { children(name).first }

  /// All text in it.
  var text: String {
    content.map { content in
      switch content {
      case .text(let text): text
      case .element(let element): element.text
      }
    }.joined()
  }
}

/// What keeps a document from being read: what is wrong, in the words of the library, and the offset of the place.
struct XMLFault: Error {
  let message: String
  let offset: Int
}

/// Reads a document and gives its root, with the names of one namespace.
///
/// Nothing else is read because of it, no file and no address, and a document that declares its type, which could declare
/// entities, is refused where it does so.
func readXML(
  _ lines: NumberedLines, namespace: String, with library: XMLLibrary
) throws(XMLFault) -> XMLElement {
  let bytes = lines.file.bytes
  guard bytes.count <= maximumXMLSize else { throw XMLFault(message: "the file is too long", offset: 0) }
  let result = unsafe bytes.withUnsafeBytes { bytes -> Result<XMLElement, XMLFault> in
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    // What the file says of its encoding is true of the bytes that there were.
    let encoding = lines.wasRecoded ? "UTF-8" : nil
    guard let reader = unsafe library.open(start, CInt(bytes.count), nil, encoding, noNetwork | bigLines) else {
      return .failure(XMLFault(message: "it is empty", offset: 0))
    }
    defer { unsafe library.close(reader) }
    let document = unsafe XMLReader(library, reader, namespace, lines)
    do throws(XMLFault) { return .success(try document.root()) } catch { return .failure(error) }
  }
  return try result.get()
}

/// More than the words of a large site; the library has limits of its own for depth and for single texts.
private let maximumXMLSize = 64_000_000

/// Two of the library's `xmlParserOption`: nothing is fetched, and lines are counted beyond 65,535.
private let (noNetwork, bigLines): (CInt, CInt) = (1 << 11, 1 << 22)

/// Goes through a document once; it must not outlive what it was made from.
@safe private final class XMLReader {
  private let library: XMLLibrary
  private let reader: OpaquePointer
  private let namespace: String
  private let lines: NumberedLines
  /// Where the elements begin, and how many of them have been read.
  private let starts: XMLStarts
  private var count = 0
  private var complaint: XMLFault?

  // `xmlReaderTypes` of the library.
  private static let (element, text, section, documentType, white, end): (CInt, CInt, CInt, CInt, CInt, CInt) = (
    1, 3, 4, 10, 14, 15
  )

  init(_ library: XMLLibrary, _ reader: OpaquePointer, _ namespace: String, _ lines: NumberedLines) {
    self.library = library
    unsafe self.reader = unsafe reader
    self.namespace = namespace
    self.lines = lines
    starts = XMLStarts(in: lines.file.bytes)
  }

  /// The whole document.
  func root() throws(XMLFault) -> XMLElement {
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe library.setComplaints(reader, complainToReader, me)
    var open: [XMLElement] = []
    var status = unsafe library.read(reader)
    while status == 1 {
      switch unsafe library.nodeType(reader) {
      case Self.documentType:
        throw XMLFault(message: "it declares a document type, which XLIFF needs none of", offset: starts.documentType)
      case Self.element:
        open.append(start())
        if unsafe library.isEmpty(reader) == 1, let root = close(&open) { return root }
      case Self.end: if let root = close(&open) { return root }
      case Self.text, Self.section, Self.white:
        if !open.isEmpty { open[open.count - 1].content.append(.text(unsafe string(library.value(reader)))) }
      default: break
      }
      status = unsafe library.read(reader)
    }
    if count == 0, lines.file.bytes.allSatisfy({ " \t\r\n".utf8.contains($0) }) {
      throw XMLFault(message: "there is nothing in it", offset: 0)
    }
    // Of a document that was cut the library only knows that nothing more should come.
    let isCut = !open.isEmpty && complaint?.message.hasPrefix("Extra content") ?? true
    throw isCut
      ? XMLFault(message: "it ends before it is complete", offset: open.last?.offset ?? 0)
      : complaint ?? XMLFault(message: "there is nothing in it", offset: 0)
  }

  /// The library complains of something; what it says first is the cause of all else.
  func note(_ message: String, line: Int) {
    if complaint == nil { complaint = XMLFault(message: message, offset: lines.offset(ofLine: line)) }
  }

  func lineOfComplaint(_ place: OpaquePointer?) -> Int {
    unsafe place.map { Int(unsafe library.lineOfComplaint($0)) } ?? 1
  }

  /// Puts the element that ends into the one around it; gives it back if there is none.
  private func close(_ open: inout [XMLElement]) -> XMLElement? {
    let element = open.removeLast()
    if open.isEmpty { return element }
    open[open.count - 1].content.append(.element(element))
    return nil
  }

  private func start() -> XMLElement {
    let isOurs = unsafe string(library.namespace(reader)) == namespace
    let name = isOurs ? unsafe string(library.localName(reader)) : ""
    var attributes: [String: String] = [:]
    while unsafe library.nextAttribute(reader) == 1 {
      // `dataRef` is an attribute of XLIFF, and `x:dataRef` isn't.
      if unsafe library.namespace(reader) == nil {
        attributes[unsafe string(library.localName(reader))] = unsafe string(library.value(reader))
      }
    }
    _ = unsafe library.backToElement(reader)
    count += 1
    return XMLElement(name: name, attributes: attributes, offset: starts[count - 1])
  }

  private func string(_ text: UnsafePointer<CChar>?) -> String { unsafe text.map { unsafe String(cString: $0) } ?? "" }
}

private func complainToReader(
  reader: UnsafeMutableRawPointer?, message: UnsafePointer<CChar>?, severity: CInt, place: OpaquePointer?
) {
  guard let reader = unsafe reader, let message = unsafe message else { return }
  let document = unsafe Unmanaged<XMLReader>.fromOpaque(reader).takeUnretainedValue()
  let words = unsafe String(cString: message).prefix { $0 != "\n" }
  document.note(String(words), line: unsafe document.lineOfComplaint(place))
}
