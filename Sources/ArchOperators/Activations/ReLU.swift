import ArchGraph
import ArchKernels

/// The rectified linear unit, `max(x, 0)`.
public struct ReLU: Elementwise {
  /// The activation.
  public init() {}

  /// The name and the arguments.
  public static let signature = Signature.activation("relu", "Rectified linear unit, `max(x, 0)`")

  /// Reads the arguments, of which there are none.
  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [] }

  /// One comparison.
  public static let costPerElement: [(kind: Work.Kind, count: Int)] = [(.comparisons, 1)]

  /// `max(x, 0)`.
  public func value<N: Number>(of x: N) -> N { N.maximum(x, N(0)) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.relu(count, x, y) }
  }

  /// Nothing below zero.
  public func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: 0, high: .infinity)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.relu") }

  /// A vector and a map.
  public static let specimens = [Specimen(ReLU(), on: [5]), Specimen(ReLU(), on: [2, 3, 4])]
}
