import ArchGraph

/// A layer or block with some of its arguments bound: `residual(width: 64)` where a value stands.
///
/// It is called later, with the arguments that are missing.
final class Bound {
  /// The layer or block; never another of this kind.
  let base: Callable
  /// The bound arguments, in the order of the text; those of a block have the names of its parameters.
  let arguments: [Given]
  /// Where the last of them were bound.
  let span: Span
  let module: Int
  /// How deep such values stand in each other.
  let nesting: Int

  init(_ base: Callable, _ arguments: [Given], nesting: Int, at span: Span, in module: Int) {
    self.base = base
    self.arguments = arguments
    self.span = span
    self.module = module
    self.nesting = nesting
  }

  /// More in each other than anyone means: far from what can be freed.
  static let deepest = 64
  /// More elements of lists among the arguments than anyone binds.
  static let mostLooked = 100_000
}

/// An argument with its value, and where it was written.
struct Given {
  /// The name that it was given by, or that of a block's parameter.
  var word: Word?
  var value: Value
  /// Where it stands with its name, and without.
  var span: Span
  var valueSpan: Span
  var module: Int

  init(_ argument: ArgumentSyntax, _ word: Word?, _ value: Value, in module: Int) {
    self.word = word
    self.value = value
    span = argument.span
    valueSpan = argument.value.span
    self.module = module
  }
}

extension Value {
  /// How deep layers with bound arguments stand in each other in this value.
  ///
  /// - Parameter looked: how many values have been looked at; lists of lists may have more than anyone looks at, and are
  ///   taken to be too deep then.
  func bindings(_ looked: inout Int) -> Int {
    looked += 1
    switch self {
    case .callable(.bound(let bound)): return bound.nesting
    case .list(let values):
      var deepest = 0
      for value in values {
        guard looked <= Bound.mostLooked else { return Bound.deepest }
        deepest = max(deepest, value.bindings(&looked))
      }
      return deepest
    default: return 0
    }
  }
}

extension Callable {
  /// The layer or block itself, without what is bound.
  var base: Callable { if case .bound(let bound) = self { bound.base } else { self } }

  /// What is bound, where something is.
  var bound: Bound? { if case .bound(let bound) = self { bound } else { nil } }

  /// What it is called where it was declared.
  func name(_ names: Names) -> String {
    switch self {
    case .op(let type): type.signature.name
    case .block(let block, _): names[block.word.name]
    case .instance(let instance): names[instance.name]
    case .bound(let bound): bound.base.name(names)
    }
  }
}
