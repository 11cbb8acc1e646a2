import ArchGraph
import ArchKernels

/// The rectified linear unit that stops at 6, `min(max(x, 0), 6)`.
public struct ReLU6: Elementwise {
  /// The activation.
  public init() {}

  /// The name and the arguments.
  public static let signature = Signature.activation(
    "relu6", "Rectified linear unit up to 6, `min(max(x, 0), 6)`")

  /// Reads the arguments, of which there are none.
  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [] }

  /// Two comparisons.
  public static let costPerElement: [(kind: Work.Kind, count: Int)] = [(.comparisons, 2)]

  /// `min(max(x, 0), 6)`.
  public func value<N: Number>(of x: N) -> N { N.minimum(N.maximum(x, N(0)), N(6)) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.clip(count, x, 0, 6, y) }
  }

  /// Nothing below zero or above 6.
  public func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    .bounds(low: 0, high: 6)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.relu6") }

  /// A vector and a map.
  public static let specimens = [Specimen(ReLU6(), on: [5]), Specimen(ReLU6(), on: [2, 3, 4])]
}
