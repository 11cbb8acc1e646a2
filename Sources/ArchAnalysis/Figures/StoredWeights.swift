import ArchGraph

/// The weights of layers that are stored as a type of their own.
package struct StoredWeights: Hashable, Sendable {
  /// Their type.
  package var type: ElementType
  /// The parameters, learnt and frozen.
  package var parameters = 0
  /// Those of them in tensors with one axis.
  package var vectors = 0
  /// Elements kept but not learnt.
  package var buffers = 0
  /// The elements of weights that the layers read.
  package var reads = 0

  /// The weights of one layer.
  init(_ type: ElementType, of layer: Analysis.LayerFigures) {
    self.type = type
    parameters = layer.parameters
    vectors = layer.vectors
    buffers = layer.buffers
    reads = layer.work[.weightReads]
  }

  fileprivate mutating func combine(_ other: StoredWeights, _ operation: (Int, Int) -> Int) {
    parameters = operation(parameters, other.parameters)
    vectors = operation(vectors, other.vectors)
    buffers = operation(buffers, other.buffers)
    reads = operation(reads, other.reads)
  }
}

extension [StoredWeights] {
  /// Adds or subtracts the weights of other layers, type by type.
  package mutating func merge(_ others: [StoredWeights], _ operation: (Int, Int) -> Int) {
    for other in others {
      if let place = firstIndex(where: { $0.type == other.type }) {
        self[place].combine(other, operation)
      } else {
        var none = other
        none.combine(other, &-)
        none.combine(other, operation)
        append(none)
      }
    }
  }
}

extension Tally {
  /// The bytes of the parameters, and of the buffers if they are wanted.
  ///
  /// Of types with scales, vectors and buffers are as ``ElementTypes/vectors(of:)`` says.
  func weightBytes(_ types: ElementTypes, withBuffers: Bool) throws(Overflow) -> Int {
    var common = (parameters: parameters, vectors: vectors, buffers: withBuffers ? buffers : 0)
    for part in stored {
      common.parameters -= part.parameters
      common.vectors -= part.vectors
      common.buffers -= withBuffers ? part.buffers : 0
    }
    var bytes = try Self.bytes(common.parameters, common.vectors, common.buffers, as: types.weights, types)
    for part in stored {
      bytes =
        bytes
        + (try Self.bytes(
          part.parameters, part.vectors, withBuffers ? part.buffers : 0, as: part.type, types))
    }
    guard let sum = bytes.value else { throw Overflow() }
    return sum
  }

  private static func bytes(
    _ parameters: Int, _ vectors: Int, _ buffers: Int, as type: ElementType, _ types: ElementTypes
  ) throws(Overflow) -> CheckedInteger {
    guard type.hasScales else {
      return CheckedInteger(try (CheckedInteger(parameters) + CheckedInteger(buffers)).bytes(type))
    }
    let other = types.vectors(of: type)
    return CheckedInteger(try CheckedInteger(parameters - vectors).bytes(type))
      + CheckedInteger(try (CheckedInteger(vectors) + CheckedInteger(buffers)).bytes(other))
  }

  /// The bytes of the parameters, for figures in larger units.
  func parameterMemory(_ types: ElementTypes) -> Double {
    if stored.isEmpty, !types.weights.hasScales { return Double(parameters) * types.weights.bytes }
    return (try? weightBytes(types, withBuffers: false)).map(Double.init) ?? .infinity
  }
}

extension ElementTypes {
  /// What the weights and values that move are stored as, in words.
  package var movedText: String {
    weights == activations
      ? weights.rawValue : "weights \(weights.rawValue), activations \(activations.rawValue)"
  }

  /// What weights are stored as, in words.
  package var weightsText: String {
    weights.hasScales
      ? "\(weights.rawValue) with \(vectors(of: weights).rawValue) vectors" : weights.rawValue
  }
}

extension Analysis {
  /// The bytes of all parameters, for texts.
  package func parameterMemory(_ types: ElementTypes) -> Double { totals.tally.parameterMemory(types) }

  /// What the weights are stored as, in words: the type of most, and those of layers that have another.
  package func weightsText(_ types: ElementTypes) -> String {
    types.weightsText + otherWeightsText(types)
  }

  /// The types of layers that have another than most, to be added to a text; empty if there are none.
  package func otherWeightsText(_ types: ElementTypes) -> String {
    let others = totals.stored.map(\.type).filter { $0 != types.weights }.map(\.rawValue)
    return others.isEmpty ? "" : ", some as \(others.joined(separator: " and "))"
  }
}
