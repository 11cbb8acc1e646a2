/// A model with functions inlined, branches chosen, loops unrolled and every shape known.
///
/// Shapes are those of the file, the batch among their axes: where the batch is, is not decided here.
package struct FlatModel: Sendable {
  /// Every tensor, each before the steps that take it.
  package internal(set) var values: [Value] = []
  /// What is computed, in order.
  package internal(set) var steps: [Step] = []
  /// The inputs that a run must give, as indices of values.
  package internal(set) var inputs: [Int] = []
  /// The outputs, as names with indices of values.
  package internal(set) var outputs: [(name: String, value: Int)] = []
  /// The `If`s whose condition only a run knows, by name, without those in branches that were not taken.
  package internal(set) var undecided: [String] = []
  /// The symbols that were taken as the batch, which is 1; `""` for extents without a name.
  package internal(set) var batchSymbols: Set<String> = []

  /// A tensor.
  package struct Value: Sendable {
    /// The name that it has in the file; in an inlined function that of the call is before it.
    package var name: String
    /// What its entries are.
    package var type: ONNX.ElementType
    /// Its extents.
    package var shape: [Int]
    /// Where it comes from.
    package var origin: Origin
    /// Whether it follows from initialisers alone: it is the same in every run.
    package var isConstant: Bool
    /// Its numbers, where they are known and few.
    package var known: Known?
    /// How many steps take it.
    package var uses = 0
    /// The tensors in it, where it is a sequence of some: it has no extents of its own then.
    package var members: [Int]?
  }

  /// Where a tensor comes from.
  package enum Origin: Sendable {
    /// The caller.
    case input
    /// The file.
    case initializer(ONNX.Tensor)
    /// A step, and which of its outputs.
    case step(Int, output: Int)
    /// Nothing of its own: a sequence, which holds others.
    case members
  }

  /// Numbers that are known, in the order of the entries; at most ``mostKnown``.
  package enum Known: Hashable, Sendable {
    /// Whole numbers and truth values.
    case integers([Int])
    /// Other numbers.
    case floats([Double])
  }

  /// A use of an operator on tensors whose shapes are known.
  ///
  /// An `If`, `Loop` or `Scan` of the default domain computes nothing itself: it is after the steps that it ran,
  /// takes the values that they gave it (the outputs of the branch; the last values carried, and those of each round
  /// that are stacked) and gives its outputs. What a `Scan` cuts out for a round is a `Gather` of each slice. Calls of
  /// functions leave no step: what the last steps inside gave are their outputs. Nor do sequences, but where they cut or
  /// join tensors: those are a `Split`, a `Concat`, and an `Identity` of what is taken out.
  package struct Step: Sendable {
    /// The operator.
    package var op: String
    /// Its domain; `""` for the default one.
    package var domain: String
    /// The version of that domain.
    package var version: Int
    /// What it takes; nil for what is absent.
    package var inputs: [Int?]
    /// What it gives; nil for what is not wanted.
    package var outputs: [Int?]
    /// Its attributes, references to those of a function's call resolved.
    package var attributes: [ONNX.Attribute]
    /// The node's name, after those of the calls that it was inlined from, and the name of its first output where it
    /// has none.
    package var name: String
    /// What the exporter noted about the node.
    package var metadata: [ONNX.Metadata]
    /// The round of the innermost loop that the node is in: 1, 2, …; 1 outside loops.
    package var iteration: Int
    /// How many branches and loops the node is in; 0 in the main graph and in functions that it calls.
    package var depth = 0
    /// Whether the node is in a branch of a condition that is not known; of several, the innermost that is taken,
    /// or the outermost that is not.
    package var branch = Branch.none
  }

  /// Which branch of a condition that is not known a step is from.
  package enum Branch: Hashable, Sendable {
    /// None: it is always run.
    case none
    /// The one that was chosen, or the first, of the `If` of this name; what follows takes its values.
    case taken(String)
    /// The other, of the `If` of this name; nothing outside it takes its values.
    case other(String)
  }

  /// The most entries of a tensor whose numbers are followed.
  package static let mostKnown = 4096
}
