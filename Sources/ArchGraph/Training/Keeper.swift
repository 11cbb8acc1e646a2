/// The runner of the training step: its code and its device decide what is kept for the backward pass.
package enum Keeper: Hashable, CaseIterable, Sendable {
  /// The adjoints of the operators as written here: only what they read.
  case adjoint
  /// PyTorch's layers on a CPU: attention as separate products, each dropout mask a tensor of 4-byte numbers.
  case pytorchCPU
  /// PyTorch's layers on a CUDA device: one-byte masks, fused attention.
  case pytorchCUDA
}
