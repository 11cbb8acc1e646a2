import ArchONNX
import TestSupport
import Testing

/// Shapes are those that ONNX Runtime found by running the same files.
struct EvaluationTests {
  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func everyNodeHasTheShapeOfItsRun() throws {
    let rows = Dictionary(grouping: try Models.rows("nodes")) { $0["file"] ?? "" }
    var compared = 0
    for row in try Models.rows("models") {
      let file = try #require(row["file"])
      let model = try Models.model(file)
      let flat: FlatModel
      do {
        flat = try FlatModel(model, symbols: Models.symbols(of: model, run: row))
      } catch {
        Issue.record("\(file): \(error.node ?? "") \(error.wording)")
        continue
      }
      // The rows are numbered by the nodes of the main graph, functions inlined; branches and loops have none for what
      // they hold.
      let steps = flat.steps.filter { $0.depth == 0 }
      for node in rows[file] ?? [] {
        let (index, output) = (
          try #require(node["node"].flatMap(Int.init)), try #require(Int(node["output_index"] ?? ""))
        )
        let label: Comment = "\(file), node \(index), \(node["name"] ?? "")"
        try #require(index < steps.count, label)
        let step = steps[index]
        #expect(step.op == node["op"] && step.domain == node["domain"], label)
        let value = flat.values[try #require(step.outputs[output], label)]
        let shape = value.shape.map(String.init).joined(separator: "x")
        #expect(shape == node["shape_run"] && (value.shape.isEmpty == (node["scalar"] == "scalar")), label)
        #expect("\(value.type)" == node["dtype"], label)
        compared += 1
      }
      let outputs = flat.outputs.map {
        "\($0.name)=\(flat.values[$0.value].shape.map(String.init).joined(separator: "x"))"
      }
      #expect(outputs.joined(separator: ";") == row["outputs_run"])
      let weights = Set(model.graph.initializers.map(\.name))
      var counts = (float: 0, int: 0)
      for value in flat.values where weights.contains(value.name) {
        let count = value.shape.reduce(1, *)
        if value.type.isFloat { counts.float += count } else { counts.int += count }
      }
      #expect(String(counts.float) == row["float_initializer_elements"], "\(file)")
      #expect(String(counts.int) == row["int_initializer_elements"], "\(file)")
    }
    #expect(compared == 6764)
  }

  @Test(.enabled(if: Models.arePresent, "the reference files are not on this machine"))
  func changedFilesAreRefusedOrHaveShapes() throws {
    var random = SplitMix(seed: 5)
    var refused = 0
    for name in Models.names where try Models.bytes(name).count < 6000 {
      let bytes = try Models.bytes(name)
      for _ in 0..<150 {
        var changed = bytes
        for _ in 0...random.next() % 3 {
          changed[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
        }
        guard let model = try? ONNX.Model(ModelFile(changed)) else { continue }
        do throws(EvaluationFault) {
          let flat = try FlatModel(model, symbols: ["n": 2, "h": 3])
          #expect(flat.outputs.count == model.graph.outputs.count)
        } catch {
          refused += 1
          #expect(!error.wording.title.isEmpty)
        }
      }
    }
    #expect(refused > 300)
  }
}
