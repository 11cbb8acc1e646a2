import ArchDiagnostics

/// What layers with the same operator and the same input shapes have in common.
///
/// Networks repeat their blocks: what follows from the operator and the shapes alone is found once for all of them.
public final class LayerForm: Sendable {
  /// Its place among the graph's forms.
  public let index: Int
  /// What it does.
  public let op: any Operator
  /// The shapes of the values it takes.
  public let inputShapes: [Shape]
  /// The shape of its value, without the batch.
  public let shape: Shape
  /// The tensors that it brings along.
  public let parameters: [Parameter]
  /// Whether it is an input of the network; kept, since every pass asks, and a cast takes its time.
  public let isInput: Bool

  init(index: Int, op: any Operator, inputShapes: [Shape], shape: Shape, parameters: [Parameter]) {
    self.index = index
    self.op = op
    self.inputShapes = inputShapes
    self.shape = shape
    self.parameters = parameters
    isInput = op is InputLayer
  }
}

/// One layer of a network, well typed: its operator took its inputs and produced `shape`.
///
/// A class, since every pass walks all layers and a struct of this size would be copied field by field.
public final class Node: Sendable {
  /// The index of a node in its graph.
  public typealias ID = Int

  /// What it has in common with layers like it.
  public let form: LayerForm
  /// The nodes whose values it takes, all before it.
  public let inputs: [ID]
  /// The weights it uses, an index into the graph's weights; nil where it has none.
  public let weights: Int?
  /// The scope it stands in, an index into the graph's scopes.
  public let scope: Int
  /// Its name in that scope: a label, or the operator's name.
  public let name: String
  /// How many of that name stand before it in the scope.
  public let ordinal: Int
  /// Whether its weights are learnt where it stands.
  public let isFrozen: Bool
  /// Whether it exists in training only.
  public let isTrainingOnly: Bool
  /// Where it was written.
  public let place: Place

  /// What it does.
  public var op: any Operator { form.op }
  /// Whether it is an input of the network.
  public var isInput: Bool { form.isInput }
  /// The shapes of the values it takes.
  public var inputShapes: [Shape] { form.inputShapes }
  /// The shape of its value, without the batch.
  public var shape: Shape { form.shape }

  init(
    form: LayerForm,
    inputs: [ID],
    weights: Int?,
    scope: Int,
    name: String,
    ordinal: Int,
    isFrozen: Bool,
    isTrainingOnly: Bool,
    place: Place
  ) {
    self.form = form
    self.inputs = inputs
    self.weights = weights
    self.scope = scope
    self.name = name
    self.ordinal = ordinal
    self.isFrozen = isFrozen
    self.isTrainingOnly = isTrainingOnly
    self.place = place
  }
}

/// The weights of a layer; layers that share weights have the same.
public struct Weights: Sendable {
  /// The layer that made them.
  public let owner: Node.ID
  /// The tensors.
  public let parameters: [Parameter]
  /// Whether any layer that uses them stands where nothing is learnt.
  public internal(set) var isFrozen: Bool
  /// How many layers use them.
  public internal(set) var uses: Int
}

/// A part of a network with a name: a call of a block, a labelled chain, a branch.
public struct Scope: Sendable {
  /// The scope around it; nil for the network.
  public let parent: Int?
  /// Its name in that scope.
  public let name: String
  /// How many of that name stand before it there.
  public let ordinal: Int
  /// The block whose call it is; nil for other parts.
  public let block: String?
  /// The first node that is no longer of it; nil until it is left.
  ///
  /// What follows in a labelled chain has the path of the scope alone.
  public internal(set) var end: Node.ID?
  /// How often each name occurs in it.
  var names = NameCounts()
}
