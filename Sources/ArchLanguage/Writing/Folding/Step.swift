import ArchGraph

/// One step in a row of steps, which computes one value from another.
///
/// The steps are made from a graph, each for its own layers; folding finds those that are alike.
final class Step {
  enum Kind {
    /// One layer on the value before it.
    case layer(Node.ID)
    /// A layer on the results of branches that all begin at the value before it.
    case merge(Node.ID, [StepList])
    /// Statements with labels, where paths cross.
    case piece([LabelledStatement])
    /// Rounds whose results are joined with those of all rounds before, and the last join.
    case growth([StepList])
    /// The same steps several times.
    case rounds([StepList])
    /// Steps that have been turned into a block.
    case call(block: Int, StepList)
    /// Steps that only some calls of a block have, alike in those: `nil` if they are left out.
    case optional(Int, StepList?)
  }

  var kind: Kind
  /// The value before it, or `nil` if there is none.
  let entry: Node.ID?
  /// Its layers.
  let nodes: ClosedRange<Node.ID>
  /// Steps of the same form have the same number, whatever the numbers in their arguments.
  var form = 0
  /// Steps that are the same in every argument have the same number.
  var exact = 0
  /// Merges and pieces with the same number differ only in their inner lists; `nil` for other steps.
  var frame: Int?
  /// Its length as text, without its inner lists.
  var frameSize = 0
  /// Its approximate length as text, in layers.
  var size = 1
  /// The index among the calls of its block.
  var instance = 0

  init(_ kind: Kind, entry: Node.ID?, nodes: ClosedRange<Node.ID>) {
    self.kind = kind
    self.entry = entry
    self.nodes = nodes
  }

  /// The layer, if it is a single layer or a merge.
  var layer: Node.ID? {
    switch kind {
    case .layer(let id), .merge(let id, _): id
    default: nil
    }
  }

  /// The lists of steps inside it.
  var lists: [StepList] {
    switch kind {
    case .layer: []
    case .merge(_, let branches): branches
    case .piece(let statements): statements.map(\.body)
    case .growth(let rounds), .rounds(let rounds): rounds
    case .call(_, let body): [body]
    case .optional(_, let body): body.map { [$0] } ?? []
    }
  }

  /// Whether it represents steps that are left out here.
  var isLeftOut: Bool {
    if case .optional(_, nil) = kind { true } else { false }
  }

  /// The inner lists that are written at this step: rounds once; the body of a block is written elsewhere.
  var writtenLists: ArraySlice<StepList> {
    switch kind {
    case .growth, .rounds: lists.prefix(1)
    case .call: []
    default: lists[...]
    }
  }
}

/// A statement whose value may have a label, because more than the next statement uses it.
struct LabelledStatement {
  /// The layer that begins it if it takes no value or several, or `nil` if it begins with a value.
  var head: Node.ID?
  /// The values that its first layer takes.
  var inputs: [Source]
  /// The steps after that.
  var body: StepList
  /// Its value.
  var value: Node.ID

  /// The source of a value.
  enum Source: Hashable {
    /// The value before the whole piece.
    case entry
    /// An earlier statement of the piece.
    case statement(Int)
    /// A value that only the network itself knows.
    case outer(Node.ID)
  }
}
