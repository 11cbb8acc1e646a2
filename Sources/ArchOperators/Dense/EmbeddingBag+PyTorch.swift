import ArchGraph
import ArchPyTorch

extension EmbeddingBag: PyTorchWritable {
  /// PyTorch's layer takes the bags of one batch: those of all examples follow each other.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "nn.EmbeddingBag",
        [
          .position("num_embeddings", PyTorchLiteral(vocabulary)),
          .position("embedding_dim", PyTorchLiteral(features)),
          .named("mode", PyTorchLiteral(text: "\"\(mode.rawValue)\"")),
        ]),
      value: "\(.module)(\(.x).flatten(0, 1)).unflatten(0, (-1, \("bags", PyTorchLiteral(inputs[0][0]))))")
  }
}
