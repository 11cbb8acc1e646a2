/// Who runs the training step: what is kept for the backward pass is decided by how it is written, and where it runs.
package enum Keeper: Hashable, CaseIterable, Sendable {
  /// The adjoints of the operators as they are written here: what they read, and no more.
  case adjoint
  /// PyTorch's layers on a CPU, attention as separate products, each mask of dropout a tensor of 4-byte numbers.
  case pytorchCPU
  /// PyTorch's layers on a CUDA device: masks of one byte, attention fused.
  case pytorchCUDA
}
