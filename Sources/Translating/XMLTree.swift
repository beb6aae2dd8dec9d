import CLibXML2
import Diagnostics

/// An element of an XML document, with the line on which it begins.
struct XMLElement {
  /// The name without a prefix; empty if it belongs to another namespace than that which was asked for.
  let name: String
  let attributes: [String: String]
  let line: Int
  let content: [Content]

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

/// What keeps a document from being read: what is wrong, in the words of the library, and the line.
struct XMLFault: Error {
  let message: String
  let line: Int
}

/// Reads a document and gives its root, with the names of one namespace.
///
/// Nothing else is read because of it: no file, no address, no declaration of its type; a document that declares
/// entities is refused.
func readXML(_ file: SourceFile, namespace: String) throws(XMLFault) -> XMLElement {
  guard file.bytes.count <= maximumXMLSize else { throw XMLFault(message: "the file is too long", line: 1) }
  guard file.bytes.firstRange(ofText: "<!DOCTYPE") == nil else {
    throw XMLFault(message: "it declares a document type, which XLIFF needs none of", line: 1)
  }
  guard let context = unsafe xmlNewParserCtxt() else { throw XMLFault(message: "there is no memory", line: 1) }
  defer { unsafe xmlFreeParserCtxt(context) }
  let options = [XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING, XML_PARSE_NOCDATA, XML_PARSE_BIG_LINES]
  let document = unsafe file.bytes.withUnsafeBytes { bytes in
    unsafe xmlCtxtReadMemory(
      context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count), nil, nil,
      CInt(options.reduce(0) { $0 | $1.rawValue }))
  }
  guard let document = unsafe document else { throw unsafe fault(of: context) }
  defer { unsafe xmlFreeDoc(document) }
  guard unsafe document.pointee.intSubset == nil, let root = unsafe xmlDocGetRootElement(document) else {
    throw XMLFault(message: "it declares a document type, which XLIFF needs none of", line: 1)
  }
  return unsafe element(root, namespace)
}

/// More than the words of a large site; the library has limits of its own for depth and for single texts.
private let maximumXMLSize = 64_000_000

private func fault(of context: xmlParserCtxtPtr) -> XMLFault {
  guard let error = unsafe xmlCtxtGetLastError(context) else { return XMLFault(message: "it can't be read", line: 1) }
  let message = unsafe error.pointee.message.map { unsafe String(cString: $0) } ?? ""
  return XMLFault(
    message: String(message.prefix { $0 != "\n" }), line: max(1, Int(unsafe error.pointee.line)))
}

/// An element and all in it; the library lets them lie 256 deep at most.
private func element(_ node: xmlNodePtr, _ namespace: String) -> XMLElement {
  var attributes: [String: String] = [:]
  var attribute = unsafe node.pointee.properties
  while let current = unsafe attribute {
    // `dataRef` is an attribute of XLIFF, and `x:dataRef` isn't.
    if unsafe current.pointee.ns == nil {
      attributes[unsafe string(current.pointee.name)] = unsafe text(from: current.pointee.children)
    }
    unsafe attribute = current.pointee.next
  }
  var content: [XMLElement.Content] = []
  var child = unsafe node.pointee.children
  while let current = unsafe child {
    switch unsafe current.pointee.type {
    case XML_ELEMENT_NODE: content.append(.element(unsafe element(current, namespace)))
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: content.append(.text(unsafe string(current.pointee.content)))
    default: break
    }
    unsafe child = current.pointee.next
  }
  let isOurs = unsafe node.pointee.ns.map { unsafe string($0.pointee.href) } == namespace
  return XMLElement(
    name: isOurs ? unsafe string(node.pointee.name) : "", attributes: attributes, line: Int(unsafe xmlGetLineNo(node)),
    content: content)
}

/// The text of some nodes one behind the other, as which the library keeps the value of an attribute.
private func text(from first: xmlNodePtr?) -> String {
  var (result, node) = unsafe ("", first)
  while let current = unsafe node {
    unsafe result += string(current.pointee.content)
    unsafe node = current.pointee.next
  }
  return result
}

private func string(_ text: UnsafePointer<xmlChar>?) -> String {
  unsafe text.map { unsafe String(cString: $0) } ?? ""
}

extension [UInt8] {
  fileprivate func firstRange(ofText text: String) -> Range<Int>? { firstRange(of: Array(text.utf8)) }
}
