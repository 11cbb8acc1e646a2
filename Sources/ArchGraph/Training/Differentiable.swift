/// An operator whose gradients are known: its side of the backward pass.
///
/// Training asks how a loss changes with each number that a layer read. The backward pass goes through the layers from the last to the
/// first; each is given the gradient of the loss by its output, and gives the gradients by its inputs and by its weights. Work and
/// what must be kept are rules; ``adjoint(_:)`` is the definition that they are held against, and it is held against the
/// layer's own definition by numbers that carry derivatives.
///
/// A gradient that is a sum starts at zero, and each of its terms is one addition, or one multiply-add where the layer's own work
/// has them; what merely comes back from where it went is moved, which is not arithmetic. Gradients of weights are
/// added to those of other examples by the same operations.
package protocol Differentiable: Operator {
  /// The work of the gradients of one example; called only with inputs that `output` took.
  func backward(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// What stays in memory from the forward pass until the gradients have been computed, weights aside.
  ///
  /// - Parameter batch: the examples: some layers are run in another way where there are many.
  func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept]

  /// The elements of one example that are live inside the layer, beside what it is given, gives and keeps: while its forward pass
  /// runs, and while its backward pass does.
  func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (forward: Count, backward: Count)

  /// Whether the output is its first input seen in another way, in the same memory: what is kept of
  /// either is kept once.
  func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool

  /// The numbers of the forward pass that are kept beside inputs and output, in the order of ``kept(from:to:by:batch:)``.
  func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<N>]

  /// The definition of the gradients, as plain as the textbook's formula.
  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N>
}

extension Differentiable {
  /// Nothing: the layer is one step.
  package func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (
    forward: Count, backward: Count
  ) {
    (.none, .none)
  }

  /// Where the layer's value is where its input stands.
  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { placement(of: inputs) == .view }

  /// Nothing.
  package func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<
    N
  >] {
    []
  }
}
