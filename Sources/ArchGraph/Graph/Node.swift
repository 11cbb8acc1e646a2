import ArchDiagnostics

/// One layer of a network, well typed: its operator took its inputs and produced `shape`.
///
/// A class, since every pass walks all layers and would copy a struct of this size field by field.
public final class Node: Sendable {
  /// The index of a node in its graph.
  public typealias ID = Int

  /// The form it shares with layers like it.
  public let form: LayerForm
  /// The nodes whose values it takes, all before it.
  public let inputs: [ID]
  /// The weights it uses, an index into the graph's weights, or `nil` if it has none.
  public let weights: Int?
  /// The scope it is in, an index into the graph's scopes.
  public let scope: Int
  /// Its name in that scope: a label, or the operator's name.
  public let name: String
  /// How many others of that name precede it in the scope.
  public let ordinal: Int
  /// Whether its weights are frozen at that place.
  public let isFrozen: Bool
  /// Whether it exists in training only.
  public let isTrainingOnly: Bool
  /// Where it was written.
  public let place: Place

  /// The operator.
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
