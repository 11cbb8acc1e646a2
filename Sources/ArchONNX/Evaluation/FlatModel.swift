/// A model with functions inlined, branches chosen, loops unrolled and every shape known.
///
/// Shapes are those of the file, including the batch; which axis is the batch is not decided here.
package struct FlatModel: Sendable {
  /// Every tensor, each before the steps that take it.
  package internal(set) var values: [Value] = []
  /// The computations, in order.
  package internal(set) var steps: [Step] = []
  /// The inputs that a run must provide, as indices of values.
  package internal(set) var inputs: [Int] = []
  /// The outputs, as names with indices of values.
  package internal(set) var outputs: [(name: String, value: Int)] = []
  /// The `If`s whose condition only a run knows, by name, without those in branches that were not taken.
  package internal(set) var undecided: [String] = []
  /// The symbols taken as the batch, which is 1; `""` for extents without a name.
  package internal(set) var batchSymbols: Set<String> = []

  /// A tensor.
  package struct Value: Sendable {
    /// Its name in the file, after that of the call in an inlined function.
    package var name: String
    /// The type of its entries.
    package var type: ONNX.ElementType
    /// Its extents.
    package var shape: [Int]
    /// Where it comes from.
    package var origin: Origin
    /// Whether it follows from initialisers alone and is the same in every run.
    package var isConstant: Bool
    /// Its numbers, if they are known and few.
    package var known: Known?
    /// How many steps take it.
    package var uses = 0
    /// The tensors in it if it is a sequence, which has no extents.
    package var members: [Int]?
  }

  /// Where a tensor comes from.
  package enum Origin: Sendable {
    /// The caller.
    case input
    /// The file.
    case initializer(ONNX.Tensor)
    /// A step, and the index of its output.
    case step(Int, output: Int)
    /// Other values: it is a sequence of them.
    case members
  }

  /// Known numbers, in the order of the entries; at most ``mostKnown``.
  package enum Known: Hashable, Sendable {
    /// Integers and truth values.
    case integers([Int])
    /// Other numbers.
    case floats([Double])
  }

  /// A use of an operator on tensors whose shapes are known.
  ///
  /// An `If`, `Loop` or `Scan` of the default domain computes nothing itself: it comes after the steps that it ran,
  /// takes their values (the outputs of the branch; the last values carried, and those of each round that are stacked)
  /// and gives its outputs. What a `Scan` cuts out for a round is a `Gather` of each slice. Calls of functions leave no
  /// step: the values of the last steps inside are their outputs. Sequences leave none either, except where they cut or
  /// join tensors: those are a `Split`, a `Concat`, and an `Identity` of what is taken out.
  package struct Step: Sendable {
    /// The operator.
    package var op: String
    /// Its domain; `""` for the default one.
    package var domain: String
    /// The version of that domain.
    package var version: Int
    /// Its inputs, or `nil` for absent ones.
    package var inputs: [Int?]
    /// Its outputs, or `nil` for unwanted ones.
    package var outputs: [Int?]
    /// Its attributes, with references to those of a function's call resolved.
    package var attributes: [ONNX.Attribute]
    /// The node's name, or the name of its first output if it has none, after those of the calls that it was inlined
    /// from.
    package var name: String
    /// What the exporter noted about the node.
    package var metadata: [ONNX.Metadata]
    /// The round of the innermost loop that the node is in: 1, 2, …; 1 outside loops.
    package var iteration: Int
    /// How many branches and loops the node is in; 0 in the main graph and in functions that it calls.
    package var depth = 0
    /// Whether the node is in a branch of an unknown condition; of several, the innermost that is taken, or the
    /// outermost that is not.
    package var branch = Branch.none
  }

  /// Which branch of an unknown condition a step is from.
  package enum Branch: Hashable, Sendable {
    /// None: it is always run.
    case none
    /// The one that was chosen, or the first, of the `If` with this name; what follows takes its values.
    case taken(String)
    /// The other, of the `If` with this name; nothing outside it takes its values.
    case other(String)
  }

  /// The most entries of a tensor whose numbers are followed.
  package static let mostKnown = 4096
}
