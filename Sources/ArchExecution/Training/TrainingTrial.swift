import ArchAnalysis
import ArchGraph

/// A training step that was run, by the definitions of the layers and of their gradients, and what it showed.
///
/// Every operation is counted, every tensor that gradients read is noted, and the gradients by weights are compared
/// with the derivative of the whole network, which is carried forward by numbers that know their rate of change.
package struct TrainingTrial: Sendable {
  /// What one layer did.
  package struct Layer: Sendable {
    /// The layer.
    package var node: Node.ID
    /// The operations of the forward pass, of the whole batch.
    package var forward = (predicted: WorkVector(), measured: WorkVector())
    /// The operations of the backward pass.
    package var backward = (predicted: WorkVector(), measured: WorkVector())
    /// Why its work is not compared, if it is not.
    package var skipped: String?
    /// What its gradients read although it was not kept.
    package var missing: [String] = []
    /// What was kept for its gradients but not read.
    package var unread: [String] = []
  }

  /// The layers, inputs aside.
  package var layers: [Layer] = []
  /// The examples.
  package let batch: Int
  /// The bytes that are kept for the backward pass, and those of the tensors that were read in it.
  package var kept = (predicted: 0, measured: 0)
  /// The rate of change of the sum of the outputs when all learnt weights change: by the gradients, and by the numbers
  /// that carry derivatives forward.
  package var derivative = (gradients: 0.0, forward: 0.0)
  /// The most that the two may differ, due to rounding.
  package var bound = 0.0
  /// The layers whose gradients by weights are not the derivative.
  package var wrongGradients: [Node.ID] = []

  /// Whether everything holds.
  package var holds: Bool {
    wrongGradients.isEmpty && derivativeHolds && kept.predicted == kept.measured
      && layers.allSatisfy(\.holds)
  }

  /// Whether the gradients are the derivative, up to rounding.
  package var derivativeHolds: Bool { abs(derivative.gradients - derivative.forward) <= bound }

  /// Why a network is not tried.
  package enum Refusal: Error, Hashable, Sendable {
    /// A step has more operations than this.
    case moreThan(Int)
    /// The gradients of a layer are not stated.
    case unknown(Node.ID)
    /// Figures are too large to count.
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
