import ArchGraph
import ArchPyTorch

extension SparseMatmul: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "SparseMatmul",
        [
          .position("nonzeros", PyTorchLiteral(nonzeros)), .position("rows", PyTorchLiteral(rows)),
          .position("columns", PyTorchLiteral(inputs[0][0])),
        ]), definitions: [.sparseMatmul],
      uncounted: "the entries of a sparse matrix are no matrix product to it")
  }
}

extension PyTorchDefinition {
  static let sparseMatmul = PyTorchDefinition(
    "SparseMatmul",
    """
    class SparseMatmul(nn.Module):
        \"\"\"The product of a fixed sparse matrix with [batch, columns, features]; its entries stand in a band.\"\"\"

        def __init__(self, nonzeros, rows, columns):
            super().__init__()
            entry = torch.arange(nonzeros)
            self.rows = rows
            self.register_buffer("values", torch.ones(nonzeros))
            self.register_buffer("row", entry % rows, persistent=False)
            self.register_buffer("column", (entry % rows + entry // rows) % columns, persistent=False)

        def forward(self, x):
            y = x.new_zeros(x.shape[0], self.rows, x.shape[2])
            return y.index_add(1, self.row, self.values[:, None] * x[:, self.column])
    """)
}
