import ArchGraph

extension BucketedBias: Moving {
  /// The whole output, unless each bucket has only one pair.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? {
    let used = DistanceBuckets(self, buckets: inputs[0][0]).used
    return used == (CheckedInteger(output[1]) * CheckedInteger(output[2])).value
      ? nil : Count(output.elements)
  }

  /// Nothing; PyTorch keeps the bucket of each pair.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [] }
    let pairs = [Factor("tokens", output[1]), Factor("places", output[2])]
    return [Kept(.saved("buckets", pairs), .index, isPerBatch: true, for: .input(0))]
  }
}
