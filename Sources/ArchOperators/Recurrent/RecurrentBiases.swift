import ArchGraph

/// How many biases the gates of a recurrent layer have.
public enum RecurrentBiases: String, CaseIterable, Hashable, Sendable {
  /// One for each of the two matrices, as in PyTorch and cuDNN.
  case two
  /// One for the input matrix, as in the papers and in most layers of Keras.
  case one
  /// None.
  case none

  /// How many additions they need for each gate.
  var count: Int {
    switch self {
    case .two: 2
    case .one: 1
    case .none: 0
    }
  }
}
