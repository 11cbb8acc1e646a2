import ArchGraph
import ArchKernels

/// The logistic function, `1/(1 + exp(-x))`.
public struct Sigmoid: Elementwise {
  /// The activation.
  public init() {}

  /// The name and the arguments.
  public static let signature = Signature.activation("sigmoid", "Logistic function, `1/(1 + exp(-x))`")

  /// Reads the arguments, of which there are none.
  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [] }

  /// A subtraction for the sign, an exponential, an addition and a division.
  public static let costPerElement: [(kind: Work.Kind, count: Int)] = [
    (.subtractions, 1), (.exponentials, 1), (.additions, 1), (.divisions, 1),
  ]

  /// `1/(1 + exp(-x))`.
  public func value<N: Number>(of x: N) -> N { N(1) / (N(1) + (N(0) - x).exponential()) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.sigmoid(count, x, y) }
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.sigmoid") }

  /// A vector and a map.
  public static let specimens = [Specimen(Sigmoid(), on: [5]), Specimen(Sigmoid(), on: [2, 3, 4])]
}
