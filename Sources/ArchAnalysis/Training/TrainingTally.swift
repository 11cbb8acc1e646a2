import ArchGraph

/// The figures of training of some layers together; a difference of two may be negative.
package struct TrainingTally: Hashable, Sendable {
  /// The multiply-adds of gradients by weights.
  package var byWeights = 0
  /// The multiply-adds of gradients by inputs.
  package var byInputs = 0
  /// How many layers have work that is not known.
  package var unknownLayers = 0
  /// What is kept by each keeper.
  package var kept: [Keeper: Elements] = [:]

  /// Elements, grouped by type.
  package struct Elements: Hashable, Sendable {
    /// Elements of the type that layers compute in.
    package var numbers = 0
    /// The bytes of all others.
    package var otherBytes = 0

    mutating func add(_ tensor: KeptValues.Tensor) {
      if tensor.element == .number {
        numbers += tensor.elements
      } else {
        otherBytes += tensor.bytes(.float32) ?? 0
      }
    }

    /// The bytes, with elements of a type.
    package func bytes(_ type: ElementType) throws(Overflow) -> Int {
      let numbers = CheckedInteger(type.bytes(of: abs(numbers))) * CheckedInteger(numbers < 0 ? -1 : 1)
      guard let value = (numbers + CheckedInteger(otherBytes)).value else { throw Overflow() }
      return value
    }
  }

  mutating func add(_ other: TrainingTally, _ combine: (Int, Int) -> Int) {
    byWeights = combine(byWeights, other.byWeights)
    byInputs = combine(byInputs, other.byInputs)
    unknownLayers = combine(unknownLayers, other.unknownLayers)
    for (keeper, elements) in other.kept {
      let before = kept[keeper, default: .init()]
      kept[keeper] = Elements(
        numbers: combine(before.numbers, elements.numbers),
        otherBytes: combine(before.otherBytes, elements.otherBytes))
    }
  }
}
