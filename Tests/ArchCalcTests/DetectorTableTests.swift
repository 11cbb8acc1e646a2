import ArchCalc
import Testing

/// What darknet prints for its networks.
@Suite(.withReference) struct DetectorTableTests {
  /// Every convolution of YOLOv3 at 416 x 416, in the order of yolov3.cfg: two operations for each multiply-add.
  @Test func logOfYOLOv3() throws {
    let network = try Figures("yolo_v3")
    let work = network.graph.nodes.indices.filter { network.graph.nodes[$0].op is Conv }
      .map { network.analysis.layers[$0].multiplyAdds }
    let rows = try Reference.rows("layers-yolov3-416-darknet-log.csv")
    let comparison = Comparison()
    #expect(rows.count == work.count + 1)
    for (row, work) in zip(rows, work) {
      comparison.expect("layer \(row["layer_index"] ?? "")", 2 * work, printsBillions: row["bflops_printed"])
    }
    comparison.expect("total", 2 * network.multiplyAdds, printsBillions: rows.last?["bflops_printed"])
    comparison.finish(76)
  }
}

extension Comparison {
  fileprivate func expect(_ key: String, _ ours: Int, printsBillions published: String?) {
    expect(key, ours, prints: (published ?? "") + "B")
  }
}
