import ArchGraph
import ArchPyTorch

extension Embedding: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "nn.Embedding",
        [
          .position("num_embeddings", PyTorchLiteral(vocabulary)),
          .position("embedding_dim", PyTorchLiteral(features)),
        ]))
  }
}
