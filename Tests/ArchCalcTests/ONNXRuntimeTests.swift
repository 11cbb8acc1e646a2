import ArchCalc
import TestSupport
import Testing

/// Every specimen of every operator in ONNX Runtime and in our kernels; `make check-onnx` names the Python that has it.
@Suite(.enabled(if: ONNXRuntimeRuns.python != nil, "\(ONNXRuntimeRuns.missing)"))
struct ONNXRuntimeTests {
  @Test func everySpecimenGivesTheSameNumbers() throws {
    var runs = try ONNXRuntimeRuns()
    defer { runs.remove() }
    for specimen in SpecimenNetwork.all { try runs.add(specimen.call, specimen.graph, batch: 2) }
    for (call, fault) in try runs.faults() { #expect(fault == nil, "\(call)") }
  }

  @Test func networksGiveTheSameNumbers() throws {
    var runs = try ONNXRuntimeRuns()
    defer { runs.remove() }
    for name in [
      "lenet5", "siamese", "squeezenet", "mobilenet_v3_small", "shufflenet_v2_x0_5", "lecture_cnn",
    ]
    where embeddedNetworks.contains(name) { try runs.add(name, embedded(name), batch: 2) }
    for (name, fault) in try runs.faults() { #expect(fault == nil, "\(name)") }
  }

  /// What is wrong in a model is found.
  @Test func whatIsWrongIsFound() throws {
    var runs = try ONNXRuntimeRuns()
    defer { runs.remove() }
    let graph = try embedded("lecture_cnn")
    try runs.add("right", graph, batch: 1)
    try runs.add("without an activation", graph, batch: 1) { model in
      guard let index = model.graph.nodes.firstIndex(where: { $0.op == "Relu" }) else { return }
      model.graph.nodes[index].op = "Identity"
    }
    try runs.add("a tensor too many", graph, batch: 1) { model in
      model.graph.initializers.append(ONNX.Tensor("more", .float32, [1], .floats([1])))
    }
    try runs.add("of another operator", graph, batch: 1) { $0.graph.nodes[1].op = "Convolution" }
    try runs.add("of another rank", graph, batch: 1) { model in
      model.graph.outputs[0].dimensions = [.symbol("batch")]
    }
    let faults = try runs.faults()
    #expect(faults.map { $0.fault == nil } == [true, false, false, false, false], "\(faults)")
  }
}
