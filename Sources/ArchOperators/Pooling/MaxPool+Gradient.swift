import ArchGraph

extension MaxPool: MaxPooling {
  package func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]] {
    window.positions(under: position, of: input)
  }

  package func isOverlapping(over input: Shape, to output: Shape) -> Bool {
    window.isOverlapping(over: input)
  }

  /// The padded input, if PyTorch's pooling lacks the padding.
  package func inputInPyTorch(_ input: Shape) -> Kept {
    window.pytorchPadding(over: input.spatial, isPooling: true).input(input)
  }
}
