import ArchGraph

/// A search for an index, which changes in steps only: no gradient flows.
public protocol IndexReduction: Reduction, Differentiable {}

extension IndexReduction {
  /// Nothing.
  public func backward(from inputs: [Shape], to output: Shape) -> BackwardWork { BackwardWork(inputs: [nil]) }

  /// Nothing.
  public func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// None.
  public func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> { Gradients(inputs: [nil]) }
}
