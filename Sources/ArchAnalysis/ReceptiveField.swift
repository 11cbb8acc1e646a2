import ArchGraph

/// What one position of a tensor sees of an input of the network: all positions that can change it.
public enum ReceptiveField: Hashable, Sendable {
  /// A field on each spatial axis of the tensor.
  case axes([AxisField])
  /// Not limited to a window: after a dense layer, a global pooling or attention.
  case whole
  /// Not followed: after a change of shape that mixes channels and positions, or a merge of maps whose axes are in
  /// different orders.
  case unknown
}

extension AxisField {
  /// The stride as one number.
  public var strideValue: Double? { stride.map { Double($0.numerator) / Double($0.denominator) } }
}
