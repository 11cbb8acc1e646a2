import ArchGraph
import ArchPyTorch

extension SpaceToDepth: PyTorchWritable {
  /// PyTorch's layer is for two axes.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let block: PyTorchArgument = .position("block", PyTorchLiteral(block))
    return inputs[0].rank == 3
      ? PyTorchCode(.call("F.pixel_unshuffle", [.x, block]))
      : PyTorchCode(.call("space_to_depth", [.x, block]), definitions: [.spaceToDepth])
  }
}

extension PyTorchDefinition {
  static let spaceToDepth = PyTorchDefinition(
    "space_to_depth",
    """
    def space_to_depth(x, block):
        \"\"\"Blocks of positions become channels, over any number of axes.\"\"\"
        axes = range(2, x.dim())
        for axis in reversed(axes):
            x = x.unflatten(axis, (-1, block))
        fine = [2 * axis - 1 for axis in axes]
        x = x.permute(0, 1, *fine, *[axis - 1 for axis in fine])
        return x.flatten(1, 1 + len(fine))
    """)
}
