import ArchGraph

extension Pad: Moving {
  /// The whole output, if elements of the input surround it.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? {
    mode == .zeros || inputs[0].dimensions == output.dimensions ? nil : Count(output.elements)
  }

  /// Nothing; PyTorch keeps the input of mirrored or replicated padding, though only its shape is needed.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper != .adjoint && (mode == .reflect || mode == .replicate) ? [Kept(.input(0))] : []
  }
}
