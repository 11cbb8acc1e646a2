import ArchGraph
import ArchONNX

extension BucketedBias: ONNXWritable {
  /// The bucket of each distance is a table; the row of a pair is looked up in two steps.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let places = past + tokens
    let distances = DistanceBuckets(self, buckets: layer.shape[0])
    let buckets = layer.indexTable([places + tokens - 1]) { distances.bucket($0 + 1 - places) }
    let key = layer.range(0..<places).unsqueezed([0])
    let query = layer.range(past..<places).unsqueezed([1])
    let pairs = buckets.call("Gather", [key - query + layer.constant(places - 1)])
    return .function(layer.x.call("Gather", [pairs], ["axis": 1]).transposed([0, 3, 1, 2]))
  }
}
