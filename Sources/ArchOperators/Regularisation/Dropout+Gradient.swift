import ArchGraph

/// Each element is left out independently.
extension Dropout: Dropping {
  func mask(of input: Shape) -> [Factor] { input.factors("in_") }

  /// A byte on a CUDA device, a number elsewhere.
  func maskElement(by keeper: Keeper) -> Kept.Element { keeper == .pytorchCUDA ? .byte : .number }
}
