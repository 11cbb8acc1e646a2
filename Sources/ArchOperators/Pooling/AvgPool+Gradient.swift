import ArchGraph

extension AvgPool: MeanPooling {
  package func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]] {
    window.positions(under: position, of: input)
  }

  package func isOverlapping(over input: Shape, to output: Shape) -> Bool {
    window.isOverlapping(over: input)
  }

  /// The taps inside the input, or inside its padding if that counts.
  package func divisor(of positions: [[Int]], in input: Shape) -> Int {
    guard let axes = try? window.axes(over: input.spatial) else { return 0 }
    let counted = zip(axes, input.spatial).map { axis, extent in
      countPadding ? -axis.before..<extent + axis.after : 0..<extent
    }
    return positions.count { zip(counted, $0.dropFirst()).allSatisfy { $0.contains($1) } }
  }

  /// Nothing; PyTorch keeps the input, padded if its pooling lacks the padding, and the shares of
  /// the windows that count, once for a batch, if they differ.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [] }
    let input = inputs[0]
    let kernel = window.kernel.expanded(to: input.rank - 1)
    let isTooSmall = kernel.count == 3 && zip(kernel, input.spatial).contains { $0 > $1 }
    let padding = window.pytorchPadding(over: input.spatial, isPooling: true, isFirst: isTooSmall)
    let isMasked = padding.explicit != nil && !(countPadding && padding.beyond.allSatisfy { $0 == 0 })
    let shares = Kept(.saved("shares", Array(output.elements.dropFirst())), isPerBatch: true)
    return [padding.input(input)] + (isMasked ? [shares] : [])
  }
}
