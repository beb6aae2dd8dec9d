/// One step of a program: values come from a stack and go back to it.
enum Instruction {
  case write(Write)
  case load(Load)
  case store(Store)
  case compute(Compute)
  case jump(Jump)
  case loop(LoopStep)
  case call(CallStep)
  /// Ends the code.
  case finish

  /// Where a step takes a value from: something simple is read where it is, without a way over the stack.
  enum Operand {
    /// The value on top of the stack.
    case stack
    /// A local.
    case local(Int)
    /// A member of a local.
    case localMember(local: Int, name: Int)
    /// A name that is found while rendering: a variable of the template, a global or a function.
    case name(Int)
    /// A member of the value on top of the stack.
    case member(Int)
    /// A property of the loop so many loops further out.
    case loopProperty(LoopProperty, outward: Int)
  }

  /// Steps that write to the page.
  enum Write {
    /// A run of the template's own text.
    case text(start: Int, end: Int)
    /// A value.
    case value(Operand, isEscaped: Bool)
    /// From here on what is written is kept apart.
    case beginCapture
    /// What was kept apart becomes a value.
    case endCapture(isMarkup: Bool)
    /// What was kept apart is forgotten.
    case dropCapture
  }

  /// Steps that put a value on the stack.
  enum Load {
    case constant(Int)
    /// A value that must be there.
    case operand(Operand)
    /// A local, or `undefined`.
    case localIfGiven(Int)
    /// A name that is found while rendering, or `undefined`.
    case nameIfKnown(Int)
    /// A member of the value on top of the stack, or `undefined`.
    case memberIfKnown(Int)
    /// `list[key]` of the two values on top of the stack.
    case item(isLenient: Bool)
    /// `list[start:stop:step]` of the four values on top of the stack.
    case slice
    /// A property of the loop so many loops further out, or `undefined` if it has none in this turn.
    case loopPropertyIfGiven(LoopProperty, outward: Int)
    /// The loop itself, as a value.
    case loop(outward: Int)
    /// The block that this one replaces, as something to call.
    case parentBlock
  }

  /// Steps that take a value off the stack and keep it under a name.
  enum Store {
    case local(Int)
    /// A variable of the template.
    case variable(Int)
    /// A member of the namespace above the value.
    case member(Int)
    /// Cuts a list into so many values, the first of which ends on top.
    case unpack(Int)
    /// Forgets the value.
    case drop
  }

  /// Steps that make one value of several.
  enum Compute {
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    case comparison(Comparison)
    /// A comparison in a chain: keeps the right value and goes on, or leaves `false` and jumps.
    case comparisonInChain(Comparison, otherwise: Int)
    case join(Int, isEscaping: Bool)
    case list(Int)
    case tuple(Int)
    case map(Int)
    /// Applies the filter of a site to the value below its arguments.
    case filter(Int)
    /// Applies the test of a site to the value below its arguments.
    case test(Int)
  }

  /// Steps that go on elsewhere.
  enum Jump {
    case always(Int)
    case ifFalse(Operand, Int)
    /// For `and`: jumps with the value if it is false, else forgets it.
    case ifFalseKeeping(Int)
    /// For `or`: jumps with the value if it is true, else forgets it.
    case ifTrueKeeping(Int)
    /// Jumps if a parameter was given an argument.
    case ifGiven(local: Int, Int)
  }

  /// Steps of loops.
  enum LoopStep {
    /// Starts a loop over the value on top of the stack, or jumps if there is nothing to go through.
    case begin(otherwise: Int)
    /// Lets the loop that has just begun be called, which lies in a local of its code.
    case makeCallable(local: Int)
    /// Runs the innermost loop but so many for the value on top of the stack, one level deeper.
    case recur(outward: Int)
    /// Starts a loop that only tries which values fit the condition.
    case beginKeeping
    /// Puts the next value into a local, or jumps after the last.
    case next(local: Int, exit: Int)
    /// Puts the next value on the stack, or jumps after the last.
    case nextOnStack(exit: Int)
    /// Keeps the present value for the loop proper, which goes through those that fit its condition.
    case keep
    /// Ends the loop.
    case end
    /// Ends the loop that tried the condition, and puts on the stack what fitted.
    case endKeeping
    /// One of so many values, by the loop's turn.
    case cycle(Int, outward: Int)
    /// Whether so many values differ from those of the last turn.
    case changed(Int, outward: Int)
  }

  /// Steps that run other code.
  enum CallStep {
    /// Calls the value below the arguments.
    case value(shape: Int)
    /// Calls a method of the value below the arguments.
    case method(name: Int, shape: Int)
    /// Makes a macro of a routine, taking along what its body uses from here.
    case makeMacro(Int)
    /// Runs a block as the most derived template has it.
    case block(Int)
    /// Runs the block that this one replaces, or that so many before it replace.
    case parentBlock(levels: Int)
    /// Runs a recursive loop for the value on top of the stack.
    case recursiveLoop(Int)
    /// Runs another template in place.
    case include(Int)
    /// Runs another template for its macros and variables, which become a value.
    case importModule(Int)
    /// Takes one name out of the module below, which stays.
    case importedName(Int)
    /// Leaves the page to the template that this one extends.
    case extend(Int)
  }
}

/// What `loop` knows.
enum LoopProperty: String, CaseIterable {
  case index
  case index0
  case revindex
  case revindex0
  case first
  case last
  case length
  case previtem
  case nextitem
  case depth
  case depth0
}
