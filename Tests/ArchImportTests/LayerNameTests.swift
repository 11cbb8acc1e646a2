import ArchGraph
import ArchImport
import ArchONNX
import Testing

/// Layers of model files are called as the modules that exporters wrote them for.
@Suite struct LayerNameTests {
  /// The paths of the layers of a chain of nodes.
  private func paths(_ nodes: [ONNX.Node]) throws -> [String] {
    var graph = ONNX.Graph(name: "chain")
    graph.inputs = [.init("v0", .float32, [.symbol("batch"), .value(3)])]
    graph.nodes = nodes.enumerated().map { index, node in
      var node = node
      (node.inputs, node.outputs) = (["v\(index)"], ["v\(index + 1)"])
      return node
    }
    graph.outputs = [ONNX.ValueInfo("v\(nodes.count)")]
    let flat = try FlatModel(ONNX.Model(opsets: ["": 18], graph: graph), symbols: [:], layer: OwnLayers.shape)
    let imported = try ImportedModel(flat, declared: graph.inputs, name: "chain", file: "chain.onnx").graph
    return imported.nodes.indices.filter { !imported.nodes[$0].isInput }.map { imported.path(of: $0) }
  }

  private func node(_ op: String, _ name: String, _ notes: KeyValuePairs<String, String>) -> ONNX.Node {
    var node = ONNX.Node(op, [], [], name: name)
    node.metadata = notes.map { ONNX.Metadata(key: $0.key, value: $0.value) }
    return node
  }

  /// The note of the names counts, among other notes and before the node's own name.
  @Test func scopesThatAreNoted() throws {
    let key = "pkg.torch.onnx.name_scopes"
    #expect(
      try paths([
        node(
          "Tanh", "/wrong/Tanh", ["namespace": "['', 'first', 'x']", key: "['', 'body', 'body.act', 'tanh']"]),
        node("Relu", "n2", [key: "['', 'body', 'body.end', 'relu']", "pkg.onnx": "['', 'last', 'y']"]),
        node("Sigmoid", "n3", [key: "['', 'head', 'sigmoid']"]),
      ]) == ["body.act", "body.end", "head"])
  }

  /// Where nothing is noted the path in the name counts, each of whose elements may have the whole name of its module.
  @Test func pathsInNames() throws {
    #expect(
      try paths([
        node("Tanh", "/body/body.act/Tanh", [:]), node("Relu", "/body/end/Relu", [:]),
        node("Sigmoid", "/head/Sigmoid", ["namespace": "['', 'first', 'x']"]),
      ]) == ["body.act", "body.end", "head"])
  }
}
