/// An operator that does something else in training than in use: a batch norm, a dropout.
///
/// The tensors of ``defineTraining(_:_:masks:output:)``, and those of its ``Differentiable/adjoint(_:)`` but weights and what is saved
/// once for all, have the batch as their first axis.
package protocol TrainedApart: Differentiable {
  /// The shapes of what is drawn at random for each example in each step.
  func masks(of inputs: [Shape]) -> [Shape]

  /// The work of the forward pass in training: that of each example.
  func trainingWork(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the forward pass in training that a batch takes once, however many examples it has.
  func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the gradients that a batch takes once.
  func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// The definition of the forward pass in training.
  ///
  /// - Parameters:
  ///   - masks: what has been drawn, `[batch, …]` each.
  ///   - output: `[batch, …]`.
  func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N>

  /// The numbers of the forward pass in training that are kept beside inputs and output; masks are as they were drawn.
  func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>]
}

extension TrainedApart {
  /// No: in training its values are not those of its input.
  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { false }
}
