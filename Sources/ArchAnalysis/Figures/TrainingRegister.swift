import ArchGraph

/// The figures of training.
extension Figure {
  /// The multiply-adds of all gradients.
  public static let backwardMultiplyAdds = Figure(
    "backward_macs", key: "backward_multiply_adds", title: "backward multiply-adds", isWork: true,
    isTotal: false, sacrifice: 6,
    .training { tally, _ throws(Overflow) in
      guard let sum = (CheckedInteger(tally.byWeights) + CheckedInteger(tally.byInputs)).value else {
        throw Overflow()
      }
      return sum
    }
  ) { _ in
    "multiply-adds of the gradients by learnt weights and by the inputs that lead to them; padding is multiplied"
  }

  /// The multiply-adds of the gradients by weights.
  public static let weightGradientMultiplyAdds = Figure(
    "backward_weight_macs", key: "backward_weight_multiply_adds", title: "by weights", isWork: true,
    isTotal: false, sacrifice: 7, .training { tally, _ in tally.byWeights }
  ) { _ in "multiply-adds of the gradients by learnt weights" }

  /// The multiply-adds of the gradients by inputs.
  public static let inputGradientMultiplyAdds = Figure(
    "backward_input_macs", key: "backward_input_multiply_adds", title: "by inputs", isWork: true,
    isTotal: false, sacrifice: 7, .training { tally, _ in tally.byInputs }
  ) { _ in "multiply-adds of the gradients by inputs that something learnt leads to" }

  /// What the gradients read, as they are defined here.
  public static let kept = kept(by: .adjoint)

  /// What PyTorch keeps on a CPU.
  public static let keptByPyTorchOnCPU = kept(by: .pytorchCPU)

  /// What PyTorch keeps on a CUDA device.
  public static let keptByPyTorchOnCUDA = kept(by: .pytorchCUDA)

  /// The bytes that are in memory from the forward pass until the backward pass has read them.
  package static func kept(by keeper: Keeper) -> Figure {
    Figure(
      keeper.figureName, alias: keeper.figureAlias, key: keeper.figureKey, title: keeper.title,
      isTotal: false, sacrifice: 6,
      .training { tally, element throws(Overflow) in try tally.kept[keeper]?.bytes(element) ?? 0 }
    ) {
      "\(keeper.convention); numbers as \($0.activations.rawValue), without weights, including the input of the network"
    }
  }
}

extension Keeper {
  fileprivate var figureName: String {
    switch self {
    case .adjoint: "kept"
    case .pytorchCPU: "kept:pytorch-cpu"
    case .pytorchCUDA: "kept:pytorch-cuda"
    }
  }

  /// The name in claims, which cannot contain a colon.
  fileprivate var figureAlias: String? {
    switch self {
    case .adjoint: nil
    case .pytorchCPU: "kept_pytorch_cpu"
    case .pytorchCUDA: "kept_pytorch_cuda"
    }
  }

  fileprivate var figureKey: String {
    switch self {
    case .adjoint: "kept_bytes"
    case .pytorchCPU: "kept_bytes_pytorch_cpu"
    case .pytorchCUDA: "kept_bytes_pytorch_cuda"
    }
  }

  fileprivate var title: String {
    switch self {
    case .adjoint: "kept bytes"
    case .pytorchCPU: "kept by PyTorch (CPU)"
    case .pytorchCUDA: "kept by PyTorch (CUDA)"
    }
  }

  fileprivate var convention: String {
    switch self {
    case .adjoint: "bytes that gradients read after the forward pass, each tensor once"
    case .pytorchCPU: "bytes that PyTorch's autograd saves on a CPU, attention as separate products"
    case .pytorchCUDA: "bytes that PyTorch's autograd saves on a CUDA device, attention fused"
    }
  }
}
