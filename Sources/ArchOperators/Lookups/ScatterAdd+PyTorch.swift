import ArchGraph
import ArchPyTorch

extension ScatterAdd: PyTorchWritable {
  /// Each example has separate indices, which `index_add` does not support.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let axis = axis < 0 ? axis + inputs[0].rank : axis
    return PyTorchCode(
      .call(
        "scatter_add",
        [.x, .y, .value("\(.input(2))"), .named("dim", PyTorchLiteral(axis + 1))]),
      definitions: [.scatterAdd])
  }
}

extension PyTorchDefinition {
  static let scatterAdd = PyTorchDefinition(
    "scatter_add",
    """
    def scatter_add(x, indices, updates, dim):
        \"\"\"Updates added at indices of an axis, which each example has of its own.\"\"\"
        index = indices.clamp(0, x.shape[dim] - 1).long()
        shape = [1] * x.dim()
        shape[0], shape[dim] = index.shape
        return x.scatter_add(dim, index.reshape(shape).expand_as(updates), updates)
    """)
}
