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
    entries = entries.map { $0.addressed(at: pattern) }
    translations = translations.mapValues { $0.mapValues { $0.addressed(at: pattern) } }
  }
}

extension Entry {
  /// The source with the address that follows from its symbol, in its own language where the pattern has a place for one.
  fileprivate func addressed(at pattern: String) -> Entry {
    guard self[Source.url] == nil, let symbol = self[Source.symbol], DocumentSymbol.isSymbol(symbol) else {
      return self
    }
    var record = record
    record.values[Source.url.slot] = .text(documentAddress(of: symbol, at: pattern, in: common.origin.language))
    return Entry(kind: kind, common: common, record: record)
  }
}

/// The address of a United Nations document in a language, by a pattern with `{symbol}` and perhaps `{language}` in it.
public func documentAddress(of symbol: String, at pattern: String, in language: Language) -> String {
  pattern.replacing("{symbol}", with: DocumentSymbol.compact(symbol)).replacing("{language}", with: language.code)
}
