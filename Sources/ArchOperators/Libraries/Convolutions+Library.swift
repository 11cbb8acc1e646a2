import ArchGraph

// Convolutions and dense layers as libraries define them.

extension Operator {
  /// A layer with filters and perhaps a bias for each channel of its output.
  func filterCall(
    _ kind: LibraryCall.Kind, from inputs: [Shape], to output: Shape, bias: Bool, groups: Int = 1,
    channels: Int? = nil
  ) -> LibraryCall {
    var call = libraryCall(kind, from: inputs, to: output, channels: channels)
    call.groups = groups
    if bias { call.biasAdditions = call.outputs }
    return call
  }
}

extension Conv: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [filterCall(.convolution, from: inputs, to: output, bias: bias, groups: groups)]
  }
}

extension DepthwiseConv: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [filterCall(.convolution, from: inputs, to: output, bias: bias, groups: inputs[0][0])]
  }
}

extension ConvTranspose: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    var call = filterCall(.transposedConvolution, from: inputs, to: output, bias: bias, groups: groups)
    let forwards = try? window.extents(Extent("channels", 1), over: inputs[0].spatial)
    call.positionsOfConvolution = CheckedInteger(
      forwards.flatMap { Shape($0.dropFirst().map(\.value)).elementCount })
    return [call]
  }
}

extension DeformableConv: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [filterCall(.deformableConvolution, from: inputs, to: output, bias: bias)]
  }
}

extension Dense: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [filterCall(.linear, from: inputs, to: output, bias: bias, channels: units)]
  }
}

extension ExpertDense: LibraryLayer {
  /// One dense layer for each expert that has rows.
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [filterCall(.linear, from: inputs, to: output, bias: bias, channels: units)]
  }
}

extension Matmul: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.matrixProduct, from: inputs, to: output, channels: output.dimensions.last)]
  }
}

extension Einsum: LibraryLayer {
  /// A product of matrices for each step that is summed, and a product of elements for each that is not.
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    let plan = plan(inputs)
    return plan.steps.map { step in
      let all = Count(plan.factors(step.all)).checked
      return LibraryCall(
        step.inner.isEmpty ? .product : .matrixProduct, inputs: Count(plan.factors(step.left)).checked,
        outputs: Count(plan.factors(step.result)).checked,
        multiplyAdds: step.inner.isEmpty ? CheckedInteger(0) : all)
    }
  }
}

extension Embedding: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.embedding, from: inputs, to: output, channels: features)]
  }
}

extension EmbeddingBag: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.embedding, from: inputs, to: output, channels: features)]
  }
}
