import ArchGraph

/// A layer or block with some of its arguments bound: `residual(width: 64)` used as a value.
///
/// It is called later, with the remaining arguments.
final class Bound {
  /// The layer or block; never itself one with bound arguments.
  let base: Callable
  /// The bound arguments, in the order of the text; for a block, with the names of its parameters.
  let arguments: [Given]
  /// Where the last of them were bound.
  let span: Span
  let module: Int
  /// How deeply such values are nested.
  let nesting: Int

  init(_ base: Callable, _ arguments: [Given], nesting: Int, at span: Span, in module: Int) {
    self.base = base
    self.arguments = arguments
    self.span = span
    self.module = module
    self.nesting = nesting
  }

  /// Nested deeper than anyone means, but far below what can still be freed.
  static let deepest = 64
  /// More list elements among the arguments than anyone binds.
  static let mostLooked = 100_000
}

/// An argument with its value, and where it was written.
struct Given {
  /// The name that it was given by, or the name of the block's parameter.
  var word: Word?
  var value: Value
  /// Its range with the name, and without.
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
  /// How deeply layers with bound arguments are nested in this value.
  ///
  /// - Parameter looked: how many values have been visited; lists of lists may have too many to visit, and then count
  ///   as too deep.
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
  /// The layer or block without its bound arguments.
  var base: Callable { if case .bound(let bound) = self { bound.base } else { self } }

  /// The bound layer or block, if this is one.
  var bound: Bound? { if case .bound(let bound) = self { bound } else { nil } }

  /// The name under which it was declared.
  func name(_ names: Names) -> String {
    switch self {
    case .op(let type): type.signature.name
    case .block(let block, _): names[block.word.name]
    case .instance(let instance): names[instance.name]
    case .bound(let bound): bound.base.name(names)
    }
  }
}
