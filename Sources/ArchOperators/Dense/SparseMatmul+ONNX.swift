import ArchGraph
import ArchONNX

extension SparseMatmul: ONNXWritable {
  /// The product with the full matrix, with the entries put in their places.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let columns = layer.shape[0]
    let places = layer.indexTable([nonzeros, 2]) { place in
      let entry = place / 2
      return place % 2 == 0 ? entry % rows : (entry % rows + entry / rows) % columns
    }
    let zeros = layer.constant([rows, columns]).call("ConstantOfShape")
    return .function(zeros.call("ScatterND", [places, layer.weight(0)]).times(layer.x))
  }
}
