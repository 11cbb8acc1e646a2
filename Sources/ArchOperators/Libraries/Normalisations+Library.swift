import ArchGraph

// Normalisations as libraries define them.

extension BatchNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.batchNorm, from: inputs, to: output, channels: output[place(of: axis, in: output)])]
  }
}

extension LayerNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    let row = channels ? output.dimensions.prefix(1) : output.dimensions.suffix(axes)
    var call = libraryCall(.layerNorm, from: inputs, to: output, channels: Shape(Array(row)).elementCount)
    call.firstExtent = row.first ?? 1
    return [call]
  }
}

extension GroupNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.groupNorm, from: inputs, to: output)]
  }
}

extension InstanceNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [libraryCall(.instanceNorm, from: inputs, to: output)]
  }
}

extension RMSNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    [
      libraryCall(
        .rmsNorm, from: inputs, to: output, channels: Shape(output.dimensions.suffix(axes)).elementCount)
    ]
  }
}

extension LocalResponseNorm: LibraryLayer {
  package func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall] {
    var call = libraryCall(.localResponseNorm, from: inputs, to: output)
    call.taps = CheckedInteger(size)
    return [call]
  }
}
