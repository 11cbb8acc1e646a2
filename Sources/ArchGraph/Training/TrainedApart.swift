/// An operator that behaves differently in training and in use: a batch norm, a dropout.
///
/// The tensors of ``defineTraining(_:_:masks:output:)``, and those of ``Differentiable/adjoint(_:)`` except weights and
/// anything saved once for all examples, have the batch as their first axis.
package protocol TrainedApart: Differentiable {
  /// The shapes of the masks drawn at random for each example in each step.
  func masks(of inputs: [Shape]) -> [Shape]

  /// The work of the forward pass in training for each example.
  func trainingWork(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the forward pass in training that is done once for a batch, however many examples it has.
  func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work

  /// The work of the gradients that is done once for a batch.
  func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork

  /// The definition of the forward pass in training.
  ///
  /// - Parameters:
  ///   - masks: the masks drawn, `[batch, …]` each.
  ///   - output: `[batch, …]`.
  func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N>

  /// The values of the forward pass in training kept besides inputs and output; masks are kept as they were drawn.
  func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>]
}

extension TrainedApart {
  /// No: in training its values differ from those of its input.
  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { false }
}
