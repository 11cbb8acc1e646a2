import ArchGraph

// Merges and samplings as libraries define them.

extension Add: LibraryLayer {
  /// One addition of two values for each value after the first.
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    inputs.dropFirst().map { _ in libraryCall(.addition, from: inputs, to: output) }
  }
}

extension Multiply: LibraryLayer {
  /// One product of two values for each value after the first.
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    inputs.dropFirst().map { _ in libraryCall(.product, from: inputs, to: output) }
  }
}

extension Subtract: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.subtraction, from: inputs, to: output)]
  }
}

extension Divide: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.quotient, from: inputs, to: output)]
  }
}

extension Upsample: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    let kind = mode == .nearest ? LibraryCall.Kind.nearest : .interpolation(rank: output.rank)
    return [libraryCall(kind, from: inputs, to: output)]
  }
}

extension Resize: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    let kind: LibraryCall.Kind =
      switch mode {
      case .nearest: .nearest
      case .linear: .interpolation(rank: output.rank)
      case .cubic: .bicubic
      case .area: .adaptiveAveragePool
      }
    var call = libraryCall(kind, from: inputs, to: output)
    if let size {
      call.size = size.count == nil ? CheckedInteger(size(0)) : Shape(Array(output.spatial)).size
    }
    return [call]
  }
}

extension GridSample: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.gridSample, from: inputs, to: output)]
  }
}

extension LibraryCall.Kind {
  /// Linear interpolation of maps with this many axes, including channels.
  fileprivate static func interpolation(rank: Int) -> Self {
    rank < 3 ? .linearInterpolation : rank == 3 ? .bilinear : .trilinear
  }
}

extension Position: LibraryLayer {
  /// The addition of a learnt value.
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.position, from: inputs, to: output)]
  }
}
