import ArchGraph
import ArchONNX

extension RoIAlign: ONNXWritable {
  /// `RoiAlign` of all boxes of all examples.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let boxes = layer.shapes[1][0]
    let batch = layer.batch
    let examples = layer.call(
      "Range", [layer.constant(0), batch.squeezed([0]), layer.constant(1)]
    ).unsqueezed([1])
    let indices = examples.call("Expand", [layer.constant([1, boxes])]).reshaped(whole: [-1])
    let made = layer.x.call(
      "RoiAlign", [layer.input(1).reshaped(whole: [-1, 4]), indices],
      [
        "output_height": .integer(size(0)), "output_width": .integer(size(1)),
        "spatial_scale": .float(Float(scale)), "sampling_ratio": .integer(samplingRatio),
        "coordinate_transformation_mode": .string(aligned ? "half_pixel" : "output_half_pixel"),
      ])
    return .function(made.reshaped(whole: [-1] + layer.output.dimensions))
  }
}
