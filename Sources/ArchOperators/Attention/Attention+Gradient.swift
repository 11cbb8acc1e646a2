import ArchGraph

/// Attention that projects its input: its gradients are those of ``ProjectedAttention``.
protocol ProjectingAttention: Differentiable {
  /// The backward pass for inputs of some shapes.
  func projected(_ inputs: [Shape]) -> ProjectedAttention
}

extension ProjectingAttention {
  /// See ``ProjectedAttention/backward()``.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    projected(inputs).backward()
  }

  /// See ``ProjectedAttention/kept(by:)``.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    projected(inputs).kept(by: keeper)
  }

  /// See ``Scoring/inside(_:by:)``.
  package func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (
    forward: Count, backward: Count
  ) {
    Scoring.inside(projected(inputs).scores, by: keeper)
  }

  /// The tensors that ``kept(from:to:by:batch:)`` names for the adjoint.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    projected(inputs.map(\.shape)).saved(inputs, weights)
  }

  /// `dz = Wo^T dy`, `dx = Wq^T dq`, `dmemory = Wk^T dk + Wv^T dv`, with `dq`, `dk` and `dv` as in ``Attend``.
  ///
  /// `dWo = dy z^T`, `dWq = dq x^T` and so on. If the memory is the input itself, both are added up.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    projected(pass.inputs.map(\.shape)).adjoint(pass)
  }
}

extension Attention: ProjectingAttention {
  func projected(_ inputs: [Shape]) -> ProjectedAttention {
    ProjectedAttention(
      common: common, relativeBias: relativeBias, past: past, inputs: inputs,
      parameters: parameters(of: inputs))
  }
}
