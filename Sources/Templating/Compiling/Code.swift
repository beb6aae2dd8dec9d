import Diagnostics

/// The program of one template part: its main part, a block, or a macro.
///
/// It never changes once made, so any number of renderings may share it.
final class Code: Sendable {
  /// Which part of a template it is.
  enum Kind {
    case template, block, macro
    /// What a `call` block hands to a macro.
    case caller
    /// A recursive loop.
    case loop

    /// Whether names that it doesn't define are those of the code around it.
    var capturesNames: Bool { self == .macro || self == .caller || self == .loop }

    /// What it is, for messages.
    var description: String {
      switch self {
      case .template: "template"
      case .block: "block"
      case .macro: "macro"
      case .caller: "`call` block"
      case .loop: "recursive loop"
      }
    }
  }

  /// A parameter of a macro; its argument lies in the local of the same position.
  struct Parameter: Sendable {
    let name: String
    let isRequired: Bool
  }

  /// The locals that Jinja fills without being asked, where the body uses them.
  struct Extras: Sendable {
    var varargs: Int?
    var kwargs: Int?
    var caller: Int?
    /// The macro or loop itself, so that it can call itself wherever it is defined.
    var itself: Int?
  }

  /// A name that a macro takes along from around it.
  struct Capture: Sendable {
    let origin: Binding
    let local: Int
  }

  let kind: Kind
  let name: String
  let file: SourceFile
  /// Whether what it writes is HTML.
  let isMarkup: Bool
  let instructions: [Instruction]
  /// The bytes that each instruction stands for.
  let places: [Range<Int>]
  /// The names of the locals, for messages.
  let localNames: [String]
  let pool: Pool
  let parameters: [Parameter]
  let extras: Extras
  let captures: [Capture]
  /// Whether a block must be replaced by who extends its template.
  let isRequired: Bool

  init(_ builder: CodeBuilder) {
    kind = builder.kind
    name = builder.name
    file = builder.file
    isMarkup = builder.isEscaped
    instructions = builder.instructions
    places = builder.places
    localNames = builder.localNames
    pool = builder.pool
    parameters = builder.parameters
    extras = builder.extras
    captures = builder.captures
    isRequired = builder.isRequired
  }

  /// The code of a rendering that has not begun.
  static let nothing = Code(
    CodeBuilder(.template, name: "", file: SourceFile(name: "", bytes: []), isEscaped: true))
}

/// What a name means where it is used, as far as that is known when compiling.
enum Binding: Sendable {
  case local(Int)
  /// The `loop` of the loop at a level, counted from the outermost of the code.
  case loop(level: Int)
  /// `super`, the block that this one replaces.
  case parentBlock
}

/// What instructions refer to by number.
struct Pool: Sendable {
  /// A filter with the arguments that are known when compiling.
  struct FilterSite: Sendable {
    let filter: Filter
    let arguments: SiteArguments
    /// Whether what is printed there is escaped, so that the filter may take part in it.
    let isEscaping: Bool
    /// Whether it may give nothing, because something stands in for that.
    let isLenient: Bool
  }

  /// A test with the arguments that are known when compiling.
  struct TestSite: Sendable {
    let test: Test
    let arguments: SiteArguments
  }

  /// Arguments that lie on the stack, that are the same every time, or that a list or map holds when rendering.
  enum SiteArguments: Sendable {
    case onStack(Int)
    case constant([Value])
    case unpacked(CallShape)
  }

  /// What lies on the stack for a call, in this order.
  struct CallShape: Sendable {
    let positional: Int
    /// Whether there is a list of more arguments.
    var hasRest = false
    let names: [String]
    /// Whether there is a map of more arguments with names.
    var hasNamedRest = false
    let use: ResultUse

    /// How many values that are.
    var count: Int { positional + names.count + (hasRest ? 1 : 0) + (hasNamedRest ? 1 : 0) }
  }

  /// What becomes of the result of a call.
  enum ResultUse {
    /// It is left on the stack.
    case value
    /// It is written to the page.
    case written(isEscaped: Bool)

    /// Whether what a macro, block or loop writes to the page can stay there.
    func keepsOutput(isMarkup: Bool) -> Bool {
      if case .written(let isEscaped) = self { isMarkup || !isEscaped } else { false }
    }
  }

  /// Another template that is brought in.
  struct TemplateSite: Sendable {
    /// Its number, if its name is written out; otherwise the name lies on the stack.
    let template: Int?
    var ignoresMissing = false
    var withContext = false
    /// The locals that it sees.
    var visible: [(symbol: Symbol, binding: Binding)] = []
  }

  /// The place of a block.
  struct BlockSite: Sendable {
    let symbol: Symbol
    let name: String
    /// The locals that a scoped block sees.
    let visible: [(symbol: Symbol, binding: Binding)]
  }

  var text: [UInt8] = []
  var constants: [Value] = []
  var names: [Name] = []
  var filters: [FilterSite] = []
  var tests: [TestSite] = []
  var shapes: [CallShape] = []
  var templates: [TemplateSite] = []
  var blocks: [BlockSite] = []
  var routines: [Code] = []

  /// The number of a name, which is added if it is new.
  mutating func number(of name: String) -> Int {
    if let number = names.firstIndex(where: { $0.text == name }) { return number }
    names.append(Name(name))
    return names.count - 1
  }
}
