import ArchGraph
import ArchPyTorch

extension Gather: PyTorchWritable {
  /// Each example has separate indices, which `index_select` does not support.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let axis = axis < 0 ? axis + inputs[0].rank : axis
    return PyTorchCode(
      .call("gather", [.x, .y, .named("dim", PyTorchLiteral(axis + 1))]), definitions: [.gather])
  }
}

extension PyTorchDefinition {
  static let gather = PyTorchDefinition(
    "gather",
    """
    def gather(x, indices, dim):
        \"\"\"The entries of an axis at indices, which each example has of its own.\"\"\"
        index = indices.clamp(0, x.shape[dim] - 1).long().flatten(1)
        shape = [1] * x.dim()
        shape[0], shape[dim] = index.shape
        y = torch.take_along_dim(x, index.reshape(shape), dim=dim)
        return y.unflatten(dim, indices.shape[1:])
    """)
}
