import ArchCalc
import Testing

/// What is in models that are written; `ONNXRuntimeTests` runs them.
@Suite struct ONNXExportTests {
  /// A written model as it is read.
  private func read(_ model: ONNX.Model) throws -> ONNX.Model {
    try ONNX.Model(ModelFile(try ModelWriter(model).bytes))
  }

  private func expand(_ text: String) throws -> Graph {
    let source = SourceText(name: "test.arch", text: text)
    let program = Program(source, catalogue: .standard, imports: NoImports())
    return try program.expand(program.networks.last?.name ?? "", settings: Settings()).graph
  }

  /// Every network of the zoo: its tensors are those of its weights, each once, and its nodes come after what they take.
  @Test func everyNetworkIsRead() throws {
    for name in embeddedNetworks {
      let graph = try embedded(name)
      let model = try read(ONNXExport(graph).external("weights").model)
      let parameters = graph.weights.flatMap(\.parameters)
      #expect(
        model.graph.initializers.map(\.dimensions) == parameters.map { $0.shape.dimensions }, "\(name)")
      #expect(model.graph.inputs.map(\.name) == graph.inputs.map { graph.nodes[$0].name }, "\(name)")
      #expect(
        model.graph.outputs.map { $0.dimensions?.dropFirst() }
          == graph.outputs.map { graph.nodes[$0.node].shape.dimensions.map { .value($0) }[...] }, "\(name)")
      checkOrder(model, name)
      for function in model.functions { checkOrder(function, name) }
    }
  }

  @Test func everySpecimenIsRead() throws {
    for specimen in SpecimenNetwork.all {
      let model = try read(ONNXExport(specimen.graph).model)
      checkOrder(model, specimen.call)
      for function in model.functions { checkOrder(function, specimen.call) }
    }
  }

  private func checkOrder(_ model: ONNX.Model, _ name: String) {
    checkOrder(
      model.graph.nodes, from: model.graph.inputs.map(\.name) + model.graph.initializers.map(\.name),
      to: model.graph.outputs.map(\.name), name)
    #expect(Set(model.graph.nodes.map(\.name)).count == model.graph.nodes.count, "\(name)")
    for node in model.graph.nodes where node.domain == ONNXNodes.domain {
      #expect(model.functions.count { $0.name == node.op } == 1, "\(name)")
    }
  }

  private func checkOrder(_ function: ONNX.Function, _ name: String) {
    checkOrder(function.nodes, from: function.inputs, to: function.outputs, "\(name), \(function.name)")
  }

  /// Each value is given once, before it is taken.
  private func checkOrder(
    _ nodes: [ONNX.Node], from known: [String], to outputs: [String], _ name: String, outer: Set<String> = []
  ) {
    var values = Set(known)
    #expect(values.count == known.count, "\(name)")
    for node in nodes {
      for input in node.inputs where !input.isEmpty && !outer.contains(input) {
        #expect(values.contains(input), "\(name): \(node.op) takes \(input)")
      }
      for attribute in node.attributes {
        guard case .graph(let graph) = attribute.value else { continue }
        checkOrder(
          graph.nodes, from: graph.inputs.map(\.name), to: graph.outputs.map(\.name), name,
          outer: outer.union(values))
      }
      for output in node.outputs where !output.isEmpty {
        #expect(values.insert(output).inserted, "\(name): \(output) is given twice")
      }
    }
    for output in outputs { #expect(values.contains(output), "\(name): \(output)") }
  }

  /// A call of a function says which operator it is and all its arguments, as the language spells them.
  @Test func callsSayTheirArguments() throws {
    var count = 0
    for specimen in SpecimenNetwork.all {
      let model = try read(ONNXExport(specimen.graph).model)
      guard let call = model.graph.nodes.last, call.domain == ONNXNodes.domain else { continue }
      let node = try #require(specimen.graph.nodes.last)
      count += 1
      var said = Dictionary(uniqueKeysWithValues: call.attributes.map { ($0.name, $0.value) })
      guard case .string(node.op.name)? = said.removeValue(forKey: ONNXNodes.operatorAttribute) else {
        Issue.record("\(specimen.call) does not say what it is")
        continue
      }
      for (argument, value) in zip(type(of: node.op).signature.arguments, node.op.arguments) {
        #expect(spelt(said.removeValue(forKey: argument.name)) == value?.description, "\(specimen.call)")
      }
      #expect(said.isEmpty, "\(specimen.call)")
      #expect(call.inputs.count == node.inputs.count + node.form.parameters.count, "\(specimen.call)")
    }
    #expect(count > 300)
  }

  private func spelt(_ value: ONNX.Attribute.Value?) -> String? {
    func number(_ single: Float) -> String {
      ArgumentValue(Double(single.description) ?? .nan).description
    }
    return switch value {
    case .integer(let number): "\(number)"
    case .float(let single): number(single)
    case .integers(let numbers): "\(numbers)"
    case .floats(let singles): "[\(singles.map(number).joined(separator: ", "))]"
    case .string(let text): text
    default: nil
    }
  }

  /// Weights that several layers use are one tensor, and functions of equal layers one function.
  @Test func whatIsSharedIsOnce() throws {
    let graph = try embedded("siamese")
    let model = try ONNXExport(graph).model
    let tensors = try ONNXExport(graph).tensors
    #expect(graph.weights.contains { $0.uses == 2 })
    for (tensor, place) in zip(model.graph.initializers, tensors) {
      let uses = model.graph.nodes.count { $0.inputs.contains(tensor.name) }
      #expect(uses == graph.weights[place.weights].uses, "\(tensor.name)")
    }
    let bert = try ONNXExport(embedded("bert_base")).model
    #expect(bert.functions.count { $0.name.hasPrefix("attention") } == 1)
    #expect(bert.graph.nodes.count { $0.op == "attention" } == 12)
  }

  /// The same network gives the same bytes.
  @Test func bytesAreTheSameEachTime() throws {
    for name in ["googlenet", "mamba_130m", "swin_t"] where embeddedNetworks.contains(name) {
      let texts = try (0..<2).map { _ in try ModelWriter(ONNXExport(embedded(name)).model).bytes }
      #expect(texts[0] == texts[1], "\(name)")
    }
  }

  /// Names of layers that are those of inputs, outputs and weights are told apart.
  @Test func namesAreUnique() throws {
    let graph = try expand(
      """
      network names {
          input image: [1, 4, 4]
          batch: conv(2, kernel: 1)
          constant: pad(1) -> relu
          flags: parameter([3])
          output once: batch -> sigmoid
          output twice: once
          output thrice: image
          output flags_out: flags
      }
      """)
    let model = try read(ONNXExport(graph).model)
    #expect(model.graph.outputs.map { $0.name } == ["once", "twice", "thrice", "flags_out"])
    checkOrder(model, "names")
  }

  /// Numbers of tokens are whole, whatever is made of them is not.
  @Test func typesOfEnds() throws {
    let graph = try expand(
      """
      network types {
          input words: sequence(5)
          input image: [1, 4, 4]
          output same: words
          output vectors: words -> embedding(10, 4)
          output map: image -> conv(2, kernel: 1)
      }
      """)
    let model = try read(ONNXExport(graph).model)
    #expect(model.graph.inputs.map(\.type) == [.int64, .float32])
    #expect(model.graph.outputs.map(\.type) == [.int64, .float32, .float32])
    #expect(model.graph.inputs.map { $0.dimensions?.count } == [2, 4])
  }

  /// A table that no file should have is refused, by the layer's name, and takes no memory before.
  @Test func hugeTablesAreRefused() throws {
    let network = "network huge {\n input x: [1, 3]\n rows: resize(size: 1_000_000_000)\n}\n"
    let graph = try expand(network)
    let refusal = ONNXRefusal(1, .table(1_000_000_000))
    #expect(throws: refusal) { try ONNXExport(graph) }
    let said = DiagnosticRenderer().render([refusal.diagnostic(for: graph)])
    #expect(said.contains("`rows` cannot be written in ONNX") && said.contains("1,000,000,000 numbers"))
    let wide = try expand("network wide {\n input x: [1, 1_000_000_000_000]\n resize(size: 7)\n}\n")
    #expect(throws: ONNXRefusal(1, .table(1_000_000_000_000))) { try ONNXExport(wide) }
    // Each may be there, and not all.
    let sizes = (1...6).map { "r\($0): x -> resize(size: \(3_000_000 + $0))" }
    let many = try expand("network many {\n input x: [1, 3]\n \(sizes.joined(separator: "\n "))\n}\n")
    #expect(throws: ONNXRefusal(6, .constants)) { try ONNXExport(many) }
    let window = try expand("network window {\n input x: [1, 200_000]\n unfold(100_000)\n}\n")
    #expect(throws: ONNXRefusal(1, .table(10_000_000_000))) { try ONNXExport(window) }
  }

  /// Numbers in a file of their own follow each other, long tensors at the beginnings of pages.
  @Test func externalNumbersFollowEachOther() throws {
    let export = try ONNXExport(embedded("lecture_cnn"))
    let (model, offsets) = try export.external("weights")
    var end = 0
    for (tensor, offset) in zip(model.graph.initializers, offsets) {
      let length = 4 * (tensor.elementCount ?? 0)
      guard case .external("weights", offset, length) = tensor.data else {
        Issue.record("\(tensor.name) is \(tensor.data)")
        continue
      }
      #expect(offset >= end && offset % (length < 4096 ? 4 : 4096) == 0 && offset - end < 4096)
      end = offset + length
    }
    #expect(offsets.count == export.tensors.count)
  }
}
