import ArchGraph

// Poolings and means as libraries define them.

extension Operator {
  /// A pooling with this many elements in each window.
  fileprivate func poolCall(
    _ kind: LibraryCall.Kind, _ window: Window, from inputs: [Shape], to output: Shape
  ) -> LibraryCall {
    var call = libraryCall(kind, from: inputs, to: output)
    let taps = window.taps(rank: inputs[0].rank - 1)
    call.taps = Count(taps).checked
    call.firstTap = taps.first?.value ?? 1
    return call
  }
}

extension MaxPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [poolCall(.maxPool, window, from: inputs, to: output)]
  }
}

extension AvgPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [poolCall(.averagePool, window, from: inputs, to: output)]
  }
}

extension LPPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [poolCall(.powerPool, window, from: inputs, to: output)]
  }
}

extension GlobalPooling {
  /// An adaptive pooling to one position for maps, or a reduction over named axes.
  fileprivate func poolCalls(
    _ kind: LibraryCall.Kind, reduction: LibraryCall.Kind?, from inputs: [Shape], to output: Shape
  ) -> [LibraryCall] {
    if axes == nil { return [libraryCall(kind, from: inputs, to: output)] }
    return reduction.map { [libraryCall($0, from: inputs, to: output)] } ?? []
  }
}

extension GlobalAvgPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    poolCalls(.adaptiveAveragePool, reduction: .mean, from: inputs, to: output)
  }
}

extension GlobalMaxPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    poolCalls(.adaptiveMaxPool, reduction: nil, from: inputs, to: output)
  }
}

extension AdaptiveAvgPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.adaptiveAveragePool, from: inputs, to: output)]
  }
}

extension AdaptiveMaxPool: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.adaptiveMaxPool, from: inputs, to: output)]
  }
}

extension Mean: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.mean, from: inputs, to: output)]
  }
}

extension Sum: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.sum, from: inputs, to: output)]
  }
}
