import ArchGraph
import ArchONNX

extension NonMaximumSuppression: ONNXWritable {
  /// The best box, again and again; boxes that overlap it are removed.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let boxes = layer.x
    func value(_ boxes: ONNXTerm, _ index: Int, _ axis: Int) -> ONNXTerm {
      boxes.sliced(axis, index..<index + 1).squeezed([axis])
    }
    let turns = layer.constant([1, most]).call("ConstantOfShape")
    let all = (0..<4).map { value(boxes, $0, 2) }
    let halves = [all[2] * 0.5, all[3] * 0.5]
    let area = all[2] * all[3]
    let (starts, ends) = ((0..<2).map { all[$0] - halves[$0] }, (0..<2).map { all[$0] + halves[$0] })
    let scores = value(boxes, 4, 2)
    return .function(
      layer.scan([scores], [turns]) { step, states, _ in
        let index = states[0].call("ArgMax", [], ["axis": 1, "keepdims": 1])
        let isThere = states[0].reduced("Max", [1], keep: true)
          .call("Greater", [step.constant(0.0)]).numbers
        let best = boxes.call("GatherND", [index], ["batch_dims": 1])
        let kept = best * isThere
        // Each is [batch, 1], next to all boxes.
        let own = (0..<4).map { kept.sliced(1, $0..<$0 + 1) }
        let common = (0..<2).map { axis in
          let half = own[axis + 2] * 0.5
          let end = (own[axis] + half).call("Min", [ends[axis]])
          return (end - (own[axis] - half).call("Max", [starts[axis]])).relu
        }
        let shared = common[0] * common[1]
        let union = own[2] * own[3] + area - shared
        let stays = shared.call("Less", [union * overlap])
        return ([stays.call("Where", [states[0], step.constant(0.0)])], [kept])
      }.outputs[0])
  }
}
