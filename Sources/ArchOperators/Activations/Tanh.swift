import ArchGraph
import ArchKernels

/// The hyperbolic tangent.
public struct Tanh: Elementwise {
  /// The activation.
  public init() {}

  /// The name and the arguments.
  public static let signature = Signature.activation("tanh", "Hyperbolic tangent, `tanh(x)`")

  /// Reads the arguments, of which there are none.
  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [] }

  /// One transcendental call.
  public static let costPerElement: [(kind: Work.Kind, count: Int)] = [(.transcendentals, 1)]

  /// `tanh(x)`.
  public func value<N: Number>(of x: N) -> N { x.hyperbolicTangent() }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    try executeElements(&run, countedPerElement) { count, x, y in Loops.tanh(count, x, y) }
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.tanh") }

  /// A vector and a map.
  public static let specimens = [Specimen(Tanh(), on: [5]), Specimen(Tanh(), on: [2, 3, 4])]
}
