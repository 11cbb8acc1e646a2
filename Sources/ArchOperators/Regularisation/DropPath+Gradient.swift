import ArchGraph

/// All of an example is left out.
extension DropPath: Dropping {
  func mask(of input: Shape) -> [Factor] { [] }

  func maskElement(by keeper: Keeper) -> Kept.Element { .number }
}
