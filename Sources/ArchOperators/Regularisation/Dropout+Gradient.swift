import ArchGraph

/// In training each element is left out with some probability, and the others make up for it. At rate 0 there is nothing
/// to do in training either.
extension Dropout: TrainedApart {
  private var isDropping: Bool { rate > 0 }

  public func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { !isDropping }

  /// One number for each element: 0, or `1/(1 - rate)`.
  public func masks(of inputs: [Shape]) -> [Shape] { isDropping ? [inputs[0]] : [] }

  /// A multiplication of each element.
  public func trainingWork(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    if isDropping { work[.multiplications] = Count(output.elements) }
    return work
  }

  public func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work { Work() }

  /// The same.
  public func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [trainingWork(from: inputs, to: output)])
  }

  public func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work()])
  }

  /// The mask: a byte for each element on a CUDA device, a number elsewhere.
  public func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard isDropping else { return [] }
    return [Kept(.saved("mask", output.elements), keeper == .pytorchCUDA ? .byte : .number)]
  }

  private func masked<N: Number>(_ tensor: Tensor<N>, by masks: [Tensor<N>]) -> Tensor<N> {
    guard let mask = masks.first else { return tensor }
    return Tensor(tensor.shape, zip(tensor.values, mask.values).map { $0 * $1 })
  }

  /// `y = x*mask`.
  public func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N> { masked(inputs[0], by: masks) }

  public func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] { masks }

  /// `dx = dy*mask`.
  public func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    Gradients(inputs: [pass.wanted.inputs[0] ? masked(pass.gradient, by: pass.saved) : nil])
  }
}
