import ArchGraph

// Activations as libraries define them.

extension ReLU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.relu, from: inputs, to: output)]
  }
}

extension ReLU6: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.relu6, from: inputs, to: output)]
  }
}

extension LeakyReLU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.leakyReLU, from: inputs, to: output)]
  }
}

extension PReLU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.prelu, from: inputs, to: output)]
  }
}

extension ELU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.elu, from: inputs, to: output)]
  }
}

extension SELU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.selu, from: inputs, to: output)]
  }
}

extension CELU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.celu, from: inputs, to: output)]
  }
}

extension GELU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(approximation == .tanh ? .tanhGELU : .gelu, from: inputs, to: output)]
  }
}

extension SiLU: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.silu, from: inputs, to: output)]
  }
}

extension Mish: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.mish, from: inputs, to: output)]
  }
}

extension Softplus: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softplus, from: inputs, to: output)]
  }
}

extension Sigmoid: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.sigmoid, from: inputs, to: output)]
  }
}

extension HardSigmoid: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardSigmoid, from: inputs, to: output)]
  }
}

extension HardSwish: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardSwish, from: inputs, to: output)]
  }
}

extension Tanh: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.tanh, from: inputs, to: output)]
  }
}

extension HardTanh: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardTanh, from: inputs, to: output)]
  }
}

extension LogSigmoid: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.logSigmoid, from: inputs, to: output)]
  }
}

extension Softsign: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softsign, from: inputs, to: output)]
  }
}

extension HardShrink: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.hardShrink, from: inputs, to: output)]
  }
}

extension SoftShrink: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softShrink, from: inputs, to: output)]
  }
}

extension Exp: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.exponential, from: inputs, to: output)]
  }
}

extension Abs: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.absolute, from: inputs, to: output)]
  }
}

extension Softmax: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.softmax, from: inputs, to: output, channels: output.extent(of: axis))]
  }
}

extension LogSoftmax: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.logSoftmax, from: inputs, to: output, channels: output.extent(of: axis))]
  }
}

extension Shape {
  /// The extent of an axis, which may be counted from the end, or of the first if `nil`.
  fileprivate func extent(of axis: Int?) -> Int {
    let index = axis ?? 0
    return dimensions[index < 0 ? index + rank : index]
  }
}
