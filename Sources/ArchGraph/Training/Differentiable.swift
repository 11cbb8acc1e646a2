/// An operator with known gradients: its side of the backward pass.
///
/// Training asks how a loss changes with each number that a layer read. The backward pass goes through the layers from
/// last to first; each gets the gradient of the loss for its output, and returns those for its inputs and weights. Work
/// and what must be kept are rules; ``adjoint(_:)`` is the definition that they are checked against, and it is checked
/// against the layer's own definition by numbers that carry derivatives.
///
/// A gradient that is a sum starts at zero, and each term is one addition, or one multiply-add if the layer's work
/// has them; returning a number to its origin is a move, which is not arithmetic. Gradients of weights are
/// added to those of other examples by the same operations.
package protocol Differentiable: Operator {
  /// The work of the gradients of one example; called only with inputs that `output` took.
  func backward(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// The tensors that stay in memory from the forward pass until the gradients have been computed, except weights.
  ///
  /// - Parameter batch: the examples: some layers run differently if there are many.
  func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept]

  /// The elements of one example that are live inside the layer, besides its input, output and what it keeps: during
  /// its forward pass, and during its backward pass.
  func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (forward: Count, backward: Count)

  /// Whether the output is the first input seen differently, in the same memory: whatever is kept of
  /// either is kept once.
  func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool

  /// The values of the forward pass kept besides inputs and output, in the order of ``kept(from:to:by:batch:)``.
  func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<N>]

  /// The definition of the gradients, as plain as a textbook's formula.
  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N>
}

extension Differentiable {
  /// Nothing: the layer is a single step.
  package func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (
    forward: Count, backward: Count
  ) {
    (.none, .none)
  }

  /// Whether the layer's value is in the memory of its input.
  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { placement(of: inputs) == .view }

  /// Nothing.
  package func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<
    N
  >] {
    []
  }
}
