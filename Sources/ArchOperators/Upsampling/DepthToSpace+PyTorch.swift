import ArchGraph
import ArchPyTorch

extension DepthToSpace: PyTorchWritable {
  /// PyTorch's layer is for two axes.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let block: PyTorchArgument = .position("block", PyTorchLiteral(block))
    return inputs[0].rank == 3
      ? PyTorchCode(.call("F.pixel_shuffle", [.x, block]))
      : PyTorchCode(.call("depth_to_space", [.x, block]), definitions: [.depthToSpace])
  }
}

extension PyTorchDefinition {
  static let depthToSpace = PyTorchDefinition(
    "depth_to_space",
    """
    def depth_to_space(x, block):
        \"\"\"Channels become blocks of positions, over any number of axes.\"\"\"
        rank = x.dim() - 2
        x = x.unflatten(1, (-1,) + (block,) * rank)
        x = x.permute(0, 1, *[axis for i in range(rank) for axis in (2 + rank + i, 2 + i)])
        for axis in range(2, 2 + rank):
            x = x.flatten(axis, axis + 1)
        return x
    """)
}
