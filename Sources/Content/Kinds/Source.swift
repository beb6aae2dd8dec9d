import Documents

/// What the program reasons about in a source.
public enum Source {
  /// Who published it.
  public static let publisher = Field<String?>("source", "publisher")
  /// The symbol of the document.
  public static let symbol = Field<String?>("source", "symbol")
  /// Where it can be read.
  public static let url = Field<String?>("source", "url")

  static let handles: [any AnyField] = [publisher, symbol, url]
}

extension Table {
  /// Gives the sources of the table that have a United Nations symbol and no address the one that follows from the symbol.
  mutating func addAddresses(ofDocumentsAt pattern: String) {
    for (index, source) in entries.enumerated() where source[Source.url] == nil {
      guard let symbol = source[Source.symbol], DocumentSymbol.isSymbol(symbol) else { continue }
      var record = source.record
      record.values[Source.url.slot] = .text(pattern.replacing("{symbol}", with: DocumentSymbol.compact(symbol)))
      entries[index] = Entry(kind: source.kind, common: source.common, record: record)
    }
  }
}
