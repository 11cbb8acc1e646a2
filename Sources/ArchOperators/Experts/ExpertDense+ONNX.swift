import ArchGraph
import ArchONNX

extension ExpertDense: ONNXWritable {
  /// Expert by expert, the rows of that expert: those of others stay as they are.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rows = layer.x.reshaped(whole: [-1, layer.shape[1]])
    let chosen = layer.input(1).reshaped(whole: [-1]).indices(of: experts).numbers
    let count = rows.call("Shape", [], ["start": 0, "end": 1])
    let zeros = count.joined(0, [layer.constant([units])])
      .call("ConstantOfShape")
    let weights = (0..<layer.weightCount).map { layer.weight($0) }
    let states = layer.scan([zeros, layer.constant([0.0], [1])], weights, along: 0) { step, states, own in
      let places = chosen.call("Equal", [states[1]]).call("NonZero").transposed([1, 0])
      let product = rows.call("GatherND", [places]).times(own[0].transposed([1, 0]))
      let values = bias ? product + own[1] : product
      return ([states[0].call("ScatterND", [places, values]), states[1] + 1], [])
    }.states
    return .function(states[0].reshaped(whole: [-1] + layer.output.dimensions))
  }
}
