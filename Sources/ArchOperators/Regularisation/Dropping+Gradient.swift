import ArchGraph

/// An operator that leaves elements out at random in training, and scales the rest to compensate.
///
/// At rate 0 there is nothing to do in training either.
protocol Dropping: TrainedApart {
  /// The share that is left out.
  var rate: Double { get }

  /// The extents of the mask of one example: as many numbers, each 0 or `1/(1 - rate)`, as are drawn.
  func mask(of input: Shape) -> [Factor]

  /// The bytes of a mask's elements, as keepers have them.
  func maskElement(by keeper: Keeper) -> Kept.Element
}

extension Dropping {
  private var isDropping: Bool { rate > 0 }

  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { !isDropping }

  package func masks(of inputs: [Shape]) -> [Shape] {
    isDropping ? [Shape(mask(of: inputs[0]).map(\.value))] : []
  }

  /// A multiplication of each element.
  package func trainingWork(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    if isDropping { work[.multiplications] = Count(output.elements) }
    return work
  }

  package func trainingWorkPerBatch(from inputs: [Shape], to output: Shape) -> Work { Work() }

  /// The same.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [trainingWork(from: inputs, to: output)])
  }

  package func backwardPerBatch(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work()])
  }

  /// The mask.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    isDropping ? [Kept(.saved("mask", mask(of: inputs[0])), maskElement(by: keeper))] : []
  }

  /// `y = x*mask`, with each element of the mask spread over those that it is drawn for.
  package func defineTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Shape
  ) -> Tensor<N> { masked(inputs[0], by: masks) }

  package func savedInTraining<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], masks: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] { masks }

  /// `dx = dy*mask`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    Gradients(inputs: [pass.wanted.inputs[0] ? masked(pass.gradient, by: pass.saved) : nil])
  }

  private func masked<N: Number>(_ tensor: Tensor<N>, by masks: [Tensor<N>]) -> Tensor<N> {
    guard let mask = masks.first, !mask.values.isEmpty else { return tensor }
    let elements = tensor.values.count / mask.values.count
    return Tensor(
      tensor.shape, tensor.values.enumerated().map { $0.element * mask.values[$0.offset / elements] })
  }
}
