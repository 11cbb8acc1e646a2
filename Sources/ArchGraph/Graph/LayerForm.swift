import ArchDiagnostics

/// Everything that layers with the same operator and the same input shapes have in common.
///
/// Networks repeat their blocks, so whatever follows from operator and shapes alone is computed once for all of them.
public final class LayerForm: Sendable {
  /// Its place among the graph's forms.
  public let index: Int
  /// The operator.
  public let op: any Operator
  /// The shapes of the values it takes.
  public let inputShapes: [Shape]
  /// The shape of its value, without the batch.
  public let shape: Shape
  /// The parameter tensors that it has.
  public let parameters: [Parameter]
  /// Whether it is an input of the network; stored, since every pass asks and a cast takes time.
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
