import ArchGraph

extension Tensor {
  /// The entries of one channel under an adaptive window, for definitions.
  ///
  /// They are the elements whose part of each axis, divided evenly, overlaps the part of the output position.
  func entries(overlapping position: [Int], of output: Shape) -> [N] {
    let overlapping = shape.dimensions.indices.dropFirst().map { axis in
      (0..<shape[axis]).filter {
        $0 * output[axis] < (position[axis] + 1) * shape[axis]
          && ($0 + 1) * output[axis] > position[axis] * shape[axis]
      }
    }
    return Positions(overlapping.map(\.count)).map { index in
      self[[position[0]] + zip(overlapping, index).map { $0[$1] }]
    }
  }
}

extension Signature {
  /// The argument shared by poolings to a fixed size.
  static let adaptiveArguments: [Argument] = [
    .positional("size", .axes(), "the extents of the output")
  ]

  /// The note on their windows.
  static let adaptiveNote =
    "Output `i` of `size` sees the inputs from `floor(i*n/size)` up to `ceil((i + 1)*n/size)`, as in PyTorch."
}
