import ArchGraph

/// A move that puts each element of its inputs at one place at most: the gradient is moved back.
protocol Rearranging: Moving {}

extension Rearranging {
  /// None.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? { nil }
}

/// A move that PyTorch makes by viewing the same memory differently.
protocol ViewedByPyTorch: Moving {}

extension ViewedByPyTorch {
  /// In PyTorch it is a view.
  package func isView(by keeper: Keeper, of inputs: [Shape]) -> Bool { keeper != .adjoint }
}

/// A move that enlarges its input by putting each of its elements at several places.
protocol Repeating: Moving {}

extension Repeating {
  /// The whole output, unless it is no larger than the input.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? {
    func longAxes(_ shape: Shape) -> [Int] { shape.dimensions.filter { $0 != 1 } }
    return longAxes(inputs[input]) == longAxes(output) ? nil : Count(output.elements)
  }
}
