import ArchAnalysis
import ArchGraph

/// A step of training that was run, by the definitions of the layers and of their gradients, and what it showed.
///
/// Every operation is counted, every tensor that gradients read is noted, and the gradients by weights are compared with the
/// derivative of the whole network, which numbers carry forward that know how fast they change.
package struct TrainingTrial: Sendable {
  /// What one layer did.
  package struct Layer: Sendable {
    /// The layer.
    package var node: Node.ID
    /// The operations of the forward pass, of the whole batch.
    package var forward = (predicted: WorkVector(), measured: WorkVector())
    /// Those of the backward pass.
    package var backward = (predicted: WorkVector(), measured: WorkVector())
    /// Why its work is not compared, where it is not.
    package var skipped: String?
    /// What its gradients read and nobody kept.
    package var missing: [String] = []
    /// What was kept for its gradients and not read.
    package var unread: [String] = []
  }

  /// The layers, inputs aside.
  package var layers: [Layer] = []
  /// The examples.
  package let batch: Int
  /// The bytes that are kept for the backward pass, and those of the tensors that were read in it.
  package var kept = (predicted: 0, measured: 0)
  /// How fast the sum of the outputs changes when all learnt weights do: as the gradients say, and as the numbers say that were carried
  /// forward.
  package var derivative = (gradients: 0.0, forward: 0.0)
  /// The most that both may differ: rounding.
  package var bound = 0.0
  /// The layers whose gradients by weights are not the derivative.
  package var wrongGradients: [Node.ID] = []

  /// Whether everything holds.
  package var holds: Bool {
    wrongGradients.isEmpty && derivativeHolds && kept.predicted == kept.measured
      && layers.allSatisfy(\.holds)
  }

  /// Whether the gradients are the derivative, to rounding.
  package var derivativeHolds: Bool { abs(derivative.gradients - derivative.forward) <= bound }

  /// Why a network is not tried.
  package enum Refusal: Error, Hashable, Sendable {
    /// A step has more operations than this.
    case moreThan(Int)
    /// The gradients of a layer are not stated.
    case unknown(Node.ID)
    /// Figures are beyond all counting.
    case tooLarge
    /// No weight is learnt.
    case nothingLearns
  }
}

extension TrainingTrial.Layer {
  /// Whether everything holds.
  package var holds: Bool {
    missing.isEmpty && unread.isEmpty
      && (skipped != nil
        || forward.predicted.hasArithmetic(of: forward.measured)
          && backward.predicted.hasArithmetic(of: backward.measured))
  }
}
