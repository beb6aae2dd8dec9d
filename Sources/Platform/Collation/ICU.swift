/// The functions of the library ICU by which words are put in order, of whatever version the system has.
///
/// It is loaded when somebody asks for it first: it knows all languages in thirty megabytes.
@safe final class ICU: Sendable {
  typealias Open = @convention(c) (UnsafePointer<CChar>?, UnsafeMutablePointer<Int32>) -> OpaquePointer?
  typealias Close = @convention(c) (OpaquePointer?) -> Void
  typealias GetSortKey =
    @convention(c) (OpaquePointer, UnsafePointer<UInt16>, Int32, UnsafeMutablePointer<UInt8>?, Int32) -> Int32
  typealias GetExemplars =
    @convention(c) (OpaquePointer, OpaquePointer?, UInt32, Int32, UnsafeMutablePointer<Int32>) -> OpaquePointer?
  typealias CountItems = @convention(c) (OpaquePointer) -> Int32
  typealias GetItem =
    @convention(c) (
      OpaquePointer, Int32, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt16>?,
      Int32, UnsafeMutablePointer<Int32>
    ) -> Int32

  let openCollator: Open
  let closeCollator: Close
  let getSortKey: GetSortKey
  let openLocaleData: Open
  let closeLocaleData: Close
  let getExemplars: GetExemplars
  let countItems: CountItems
  let getItem: GetItem
  let closeSet: Close

  /// The library; nil if the system has none.
  static let shared: ICU? = versions.lazy.compactMap(ICU.init).first

  /// Those that there may be, the newest first.
  private static let versions = (60...99).reversed()

  /// Loads a version; nil if the system doesn't have it.
  ///
  /// Its functions have the version in their names, unless whoever built it wanted them without.
  private init?(version: Int) {
    guard let library = DynamicLibrary("libicui18n.so.\(version)") else { return nil }
    func function<F>(_ name: String, as type: F.Type) -> F? {
      library.function("\(name)_\(version)", name, as: type)
    }
    guard let openCollator = unsafe function("ucol_open", as: Open.self),
      let closeCollator = unsafe function("ucol_close", as: Close.self),
      let getSortKey = unsafe function("ucol_getSortKey", as: GetSortKey.self),
      let openLocaleData = unsafe function("ulocdata_open", as: Open.self),
      let closeLocaleData = unsafe function("ulocdata_close", as: Close.self),
      let getExemplars = unsafe function("ulocdata_getExemplarSet", as: GetExemplars.self),
      let countItems = unsafe function("uset_getItemCount", as: CountItems.self),
      let getItem = unsafe function("uset_getItem", as: GetItem.self),
      let closeSet = unsafe function("uset_close", as: Close.self)
    else { return nil }
    unsafe self.openCollator = unsafe openCollator
    unsafe self.closeCollator = unsafe closeCollator
    unsafe self.getSortKey = unsafe getSortKey
    unsafe self.openLocaleData = unsafe openLocaleData
    unsafe self.closeLocaleData = unsafe closeLocaleData
    unsafe self.getExemplars = unsafe getExemplars
    unsafe self.countItems = unsafe countItems
    unsafe self.getItem = unsafe getItem
    unsafe self.closeSet = unsafe closeSet
  }
}

/// The order of words in a language, as ICU has it; for one thread at a time.
@safe struct ICUCollator: ~Copyable {
  private let icu: ICU
  private let collator: OpaquePointer

  /// Opens the order of a language; nil if it is unknown, or the library is missing.
  init?(language: String) {
    var status: Int32 = 0
    guard let icu = ICU.shared, let collator = unsafe icu.openCollator(language, &status), status <= 0 else {
      return nil
    }
    self.icu = icu
    unsafe self.collator = unsafe collator
  }

  deinit { unsafe icu.closeCollator(collator) }

  /// Bytes that compare as the words do.
  func key(of text: String) -> [UInt8] {
    let units = Array(text.utf16)
    var key = [UInt8](repeating: 0, count: 4 * units.count + 16)
    var size = unsafe icu.getSortKey(collator, units, Int32(units.count), &key, Int32(key.count))
    if Int(size) > key.count {
      key = [UInt8](repeating: 0, count: Int(size))
      size = unsafe icu.getSortKey(collator, units, Int32(units.count), &key, size)
    }
    // It ends with a zero.
    return Array(key.prefix(Int(max(1, size)) - 1))
  }
}

extension ICU {
  /// The letters under which an index of a language lists its words.
  func indexLetters(of language: String) -> [String] {
    var status: Int32 = 0
    guard let data = unsafe openLocaleData(language, &status) else { return [] }
    defer { unsafe closeLocaleData(data) }
    guard let set = unsafe getExemplars(data, nil, 0, Self.indexExemplars, &status) else { return [] }
    defer { unsafe closeSet(set) }
    var letters: [String] = []
    for index in 0..<(unsafe countItems(set)) {
      var (first, last): (UInt32, UInt32) = (0, 0)
      var units = [UInt16](repeating: 0, count: 16)
      let length = unsafe getItem(set, index, &first, &last, &units, Int32(units.count), &status)
      if length > 1 {
        letters.append(String(decoding: units.prefix(Int(length)), as: UTF16.self))
      } else {
        letters += (first...max(first, last)).compactMap { Unicode.Scalar($0).map { String($0) } }
      }
    }
    return letters
  }

  /// `ULOCDATA_ES_INDEX` of `ulocdata.h`.
  private static let indexExemplars: Int32 = 2
}
