import ArchGraph

// Activations as libraries have them.

extension ReLU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.relu, from: inputs, to: output)]
  }
}

extension ReLU6: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.relu6, from: inputs, to: output)]
  }
}

extension LeakyReLU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.leakyReLU, from: inputs, to: output)]
  }
}

extension PReLU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.prelu, from: inputs, to: output)]
  }
}

extension ELU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.elu, from: inputs, to: output)]
  }
}

extension SELU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.selu, from: inputs, to: output)]
  }
}

extension CELU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.celu, from: inputs, to: output)]
  }
}

extension GELU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(approximation == .tanh ? .tanhGELU : .gelu, from: inputs, to: output)]
  }
}

extension SiLU: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.silu, from: inputs, to: output)]
  }
}

extension Mish: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.mish, from: inputs, to: output)]
  }
}

extension Softplus: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softplus, from: inputs, to: output)]
  }
}

extension Sigmoid: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.sigmoid, from: inputs, to: output)]
  }
}

extension HardSigmoid: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardSigmoid, from: inputs, to: output)]
  }
}

extension HardSwish: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardSwish, from: inputs, to: output)]
  }
}

extension Tanh: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.tanh, from: inputs, to: output)]
  }
}

extension HardTanh: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardTanh, from: inputs, to: output)]
  }
}

extension LogSigmoid: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.logSigmoid, from: inputs, to: output)]
  }
}

extension Softsign: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softsign, from: inputs, to: output)]
  }
}

extension HardShrink: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardShrink, from: inputs, to: output)]
  }
}

extension SoftShrink: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softShrink, from: inputs, to: output)]
  }
}

extension Exp: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.exponential, from: inputs, to: output)]
  }
}

extension Abs: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.absolute, from: inputs, to: output)]
  }
}

extension Softmax: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softmax, from: inputs, to: output, channels: output.extent(of: axis))]
  }
}

extension LogSoftmax: LibraryLayer {
  public func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.logSoftmax, from: inputs, to: output, channels: output.extent(of: axis))]
  }
}

extension Shape {
  /// The extent of an axis, which may be counted from the end; of none the first.
  fileprivate func extent(of axis: Int?) -> Int {
    let index = axis ?? 0
    return dimensions[index < 0 ? index + rank : index]
  }
}
