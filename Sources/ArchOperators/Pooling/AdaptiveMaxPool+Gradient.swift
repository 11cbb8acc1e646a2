import ArchGraph

extension AdaptiveMaxPool: MaxPooling {
  package func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]] {
    (try? AdaptiveWindows(size, over: input.spatial))?.positions(under: position) ?? []
  }

  package func isOverlapping(over input: Shape, to output: Shape) -> Bool {
    (try? AdaptiveWindows(size, over: input.spatial))?.isOverlapping ?? false
  }

  package func inputInPyTorch(_ input: Shape) -> Kept { Kept(.input(0)) }
}
