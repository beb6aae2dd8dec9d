import Platform

/// The functions of libxml2 by which a document is read piece by piece, of whatever version the system has.
///
/// It is loaded when somebody asks for it first: with it come ICU and others, for which every start of the program would wait.
@safe final class XMLLibrary: Sendable {
  typealias Open =
    @convention(c) (UnsafePointer<CChar>?, CInt, UnsafePointer<CChar>?, UnsafePointer<CChar>?, CInt) -> OpaquePointer?
  typealias Close = @convention(c) (OpaquePointer?) -> Void
  typealias Ask = @convention(c) (OpaquePointer) -> CInt
  typealias AskForText = @convention(c) (OpaquePointer) -> UnsafePointer<CChar>?
  typealias Complain =
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, CInt, OpaquePointer?) -> Void
  typealias SetComplaints = @convention(c) (OpaquePointer, Complain?, UnsafeMutableRawPointer?) -> Void

  let open: Open
  let close: Close
  let read: Ask
  let nodeType: Ask
  let isEmpty: Ask
  let nextAttribute: Ask
  let backToElement: Ask
  let localName: AskForText
  let namespace: AskForText
  let value: AskForText
  let lineOfComplaint: Ask
  let setComplaints: SetComplaints

  /// The library; nil if the system has none.
  static let shared: XMLLibrary? = names.lazy.compactMap(XMLLibrary.init).first

  private static let names = ["libxml2.so.2", "libxml2.so.16", "libxml2.dylib"]

  private init?(name: String) {
    guard let library = DynamicLibrary(name) else { return nil }
    guard let open = unsafe library.function("xmlReaderForMemory", as: Open.self),
      let close = unsafe library.function("xmlFreeTextReader", as: Close.self),
      let read = unsafe library.function("xmlTextReaderRead", as: Ask.self),
      let nodeType = unsafe library.function("xmlTextReaderNodeType", as: Ask.self),
      let isEmpty = unsafe library.function("xmlTextReaderIsEmptyElement", as: Ask.self),
      let nextAttribute = unsafe library.function("xmlTextReaderMoveToNextAttribute", as: Ask.self),
      let backToElement = unsafe library.function("xmlTextReaderMoveToElement", as: Ask.self),
      let localName = unsafe library.function("xmlTextReaderConstLocalName", as: AskForText.self),
      let namespace = unsafe library.function("xmlTextReaderConstNamespaceUri", as: AskForText.self),
      let value = unsafe library.function("xmlTextReaderConstValue", as: AskForText.self),
      let lineOfComplaint = unsafe library.function("xmlTextReaderLocatorLineNumber", as: Ask.self),
      let setComplaints = unsafe library.function("xmlTextReaderSetErrorHandler", as: SetComplaints.self)
    else { return nil }
    unsafe self.open = unsafe open
    unsafe self.close = unsafe close
    unsafe self.read = unsafe read
    unsafe self.nodeType = unsafe nodeType
    unsafe self.isEmpty = unsafe isEmpty
    unsafe self.nextAttribute = unsafe nextAttribute
    unsafe self.backToElement = unsafe backToElement
    unsafe self.localName = unsafe localName
    unsafe self.namespace = unsafe namespace
    unsafe self.value = unsafe value
    unsafe self.lineOfComplaint = unsafe lineOfComplaint
    unsafe self.setComplaints = unsafe setComplaints
  }
}
