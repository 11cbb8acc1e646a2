import ArchGraph

// The common part of operators that read values at computed places.

extension Operator {
  /// The inputs, each a tensor of channels over two spatial axes.
  func maps(_ inputs: [Shape]) throws(Misfit) -> [Shape] {
    for input in inputs {
      guard try single([input]).rank == 3 else {
        throw .rank(expected: "channels and two spatial axes, such as 64 x 56 x 56", found: input)
      }
    }
    return inputs
  }
}
