/// A statement, with the bytes of its first tag.
struct Statement {
  indirect enum Kind {
    case text(Range<Int>)
    case output(Expression)
    case set(Target, Expression)
    case capture(Target, filters: [Operation], body: [Statement])
    case choice([Branch], otherwise: [Statement])
    case loop(Loop)
    case exit(Exit)
    case evaluate(Expression)
    case with([(target: Target, value: Expression)], body: [Statement])
    case block(Block)
    case extends(Expression)
    case include(Include)
    case importModule(Expression, name: Identifier, withContext: Bool)
    case importNames(Expression, names: [(name: Identifier, alias: Identifier)], withContext: Bool)
    case macro(Identifier, Routine)
    case call(Expression, Routine)
    case filter([Operation], body: [Statement])
    case autoescape(Bool, body: [Statement])
  }

  /// `if` or `elif`.
  struct Branch {
    let condition: Expression
    let body: [Statement]
  }

  struct Loop {
    let target: Target
    let items: Expression
    let condition: Expression?
    /// Whether `loop(children)` runs it again, one level deeper.
    let isRecursive: Bool
    var body: [Statement] = []
    var otherwise: [Statement] = []

    func with(_ body: [Statement], otherwise: [Statement]) -> Loop {
      var loop = self
      loop.body = body
      loop.otherwise = otherwise
      return loop
    }
  }

  /// What leaves a loop, or the present turn of it.
  enum Exit: String { case breaking = "break", continuing = "continue" }

  struct Block {
    let name: Identifier
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]
  }

  struct Include {
    let template: Expression
    let ignoresMissing: Bool
    let withContext: Bool
  }

  /// The parameters and the body of a macro, or of what a call block hands to one.
  struct Routine {
    let parameters: [(name: Identifier, standard: Expression?)]
    var body: [Statement] = []

    func with(_ body: [Statement]) -> Routine { Routine(parameters: parameters, body: body) }
  }

  /// What a value is given to.
  indirect enum Target {
    case name(Identifier)
    case list([Target])
    /// `namespace.member`.
    case member(Identifier, Identifier)
  }

  /// What a statement consists of, for whoever looks through a template without compiling it.
  ///
  /// What there is to know of each kind of statement is said once, in `Kind.parts`; whoever looks through statements asks
  /// for the parts and so misses none.
  ///
  /// A class, so that a statement is copied as cheaply as without them.
  final class Parts {
    /// An expression in a tag.
    struct Part {
      let expression: Expression
      /// Whether it is computed whenever the statement runs.
      var isCertain = true
      /// Whether it only chooses what runs.
      var isCondition = false
    }

    /// The statements between two tags.
    struct Body {
      /// When they run.
      enum Run {
        /// Once whenever the statement runs, in a scope of their own.
        case always
        /// At most once; what they define goes on to mean that behind them.
        case chosen
        /// Once for each value of a loop, or if there is none.
        case inLoop
        /// Where the block of the name is printed.
        case inBlock(Identifier)
        /// Where a macro, or what is handed to one, is called.
        case called
      }

      let run: Run
      let statements: [Statement]
    }

    /// A name that is given a value.
    struct Definition {
      enum Meaning {
        /// Something that is only known while rendering.
        case value
        case macro(Routine)
        /// The template that an expression names.
        case module(Expression)
        /// A name of the template that an expression names.
        case imported(Identifier, from: Expression)
      }

      let name: Identifier
      var meaning = Meaning.value
      /// Whether it has the value in the bodies of the statement only, and not behind it.
      var isInner = false
    }

    /// The expressions of its tags.
    let expressions: [Part]
    /// The bodies between its tags.
    let bodies: [Body]
    /// The names that its tags give a value.
    let definitions: [Definition]
    /// Those of the expressions that name other templates.
    let templates: [Expression]
    /// The filters that its body goes through.
    let filters: [Operation]

    init(
      _ expressions: [Part], _ bodies: [Body] = [], _ definitions: [Definition] = [], templates: [Expression] = [],
      filters: [Operation] = []
    ) {
      self.expressions = expressions
      self.bodies = bodies
      self.definitions = definitions
      self.templates = templates
      self.filters = filters
    }
  }

  let kind: Kind
  let range: Range<Int>
  let parts: Parts

  init(kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
    parts = kind.parts
  }
}

extension Statement.Target {
  /// The names that are given a value.
  var names: [String] { identifiers.map(\.text) }

  /// The same names where they stand.
  var identifiers: [Identifier] {
    switch self {
    case .name(let name): [name]
    case .list(let targets): targets.flatMap(\.identifiers)
    case .member: []
    }
  }
}
