import ArchGraph

extension Select: Moving {
  /// The whole output, if a channel is chosen twice.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? {
    Set(channels).count < channels.count ? Count(output.elements) : nil
  }

  /// Nothing; in PyTorch the list of channels, which is a tensor there.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [] : [Kept(.saved("channels", [Factor("chosen_channels", channels.count)]), .index, isPerBatch: true)]
  }
}
