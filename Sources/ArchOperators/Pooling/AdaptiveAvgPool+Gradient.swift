import ArchGraph

extension AdaptiveAvgPool: MeanPooling {
  package func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]] {
    (try? AdaptiveWindows(size, over: input.spatial))?.positions(under: position) ?? []
  }

  package func isOverlapping(over input: Shape, to output: Shape) -> Bool {
    (try? AdaptiveWindows(size, over: input.spatial))?.isOverlapping ?? false
  }

  package func divisor(of positions: [[Int]], in input: Shape) -> Int { positions.count }

  /// Nothing; PyTorch keeps the input, unless its only window is the whole input, which it treats as a mean.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint || output.spatial.allSatisfy { $0 == 1 } ? [] : [Kept(.input(0))]
  }
}
