import ArchGraph

/// A function of one element with a known slope.
package protocol DifferentiableElementwise: Elementwise, Differentiable {
  /// The source of the slope.
  var slopeSource: Slope { get }

  /// The source of the slope in PyTorch; the same as ``slopeSource`` unless stated.
  var slopeSourceInPyTorch: Slope { get }

  /// The operations for the gradient of one element.
  var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { get }

  /// The gradient of one element: the gradient of its output times the slope.
  ///
  /// - Parameter number: the element of the input or of the output, as ``slopeSource`` says.
  func gradient<N: Number>(_ gradient: N, at number: N) -> N
}

extension DifferentiableElementwise {
  package var slopeSourceInPyTorch: Slope { slopeSource }

  /// The cost of the gradient of one element, for each element.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    guard slopeSource != .zero else { return BackwardWork(inputs: [nil]) }
    var work = Work()
    for (kind, count) in gradientCostPerElement { work[kind] = .each(count, of: output.elements) }
    return BackwardWork(inputs: [work])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    switch keeper == .adjoint ? slopeSource : slopeSourceInPyTorch {
    case .ofInput: [Kept(.input(0))]
    case .ofOutput: [Kept(.output)]
    case .constant, .zero: []
    }
  }

  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0], slopeSource != .zero else { return Gradients(inputs: [nil]) }
    let numbers = slopeSource == .ofOutput ? pass.output : pass.inputs[0]
    return Gradients(
      inputs: [
        Tensor(
          numbers.shape,
          zip(pass.gradient.values, numbers.values).map {
            gradient($0, at: slopeSource == .constant ? N(0) : $1)
          })
      ])
  }
}
