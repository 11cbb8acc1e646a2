import ArchGraph

/// A network as a model: the nodes, functions and tensors of its file.
package struct ONNXExport {
  /// The model; its initialisers have no numbers yet.
  package private(set) var model: ONNX.Model
  /// For each initialiser of the model's graph, which tensor of the network's weights it is.
  package private(set) var tensors: [(weights: Int, parameter: Int)] = []

  /// The version of the standard operators: the first that includes all those used here, such as GELU (20) and group
  /// norm with a factor for each channel (21).
  package static let opset = 21
  /// The version of the format that came with it.
  package static let irVersion = 10
  /// The most numbers of all constants together.
  package static let mostConstants = 1 << 24
  /// The name of the symbol for the number of examples.
  package static let batch = "batch"

  private let graph: Graph
  private var names = ONNXNames()
  /// The names of the layers' values.
  private var values: [String]
  /// The names of initialisers, for each entry of the graph's weights.
  private var initializers: [[String]] = []
  /// The forms of layers that have been written, each once.
  private var written: [Int: Written] = [:]
  /// The names of functions, by their contents.
  private var functions: [[UInt8]: String] = [:]
  private var functionNames = ONNXNames()
  /// The numbers of all constants so far.
  private var constantNumbers = 0
  /// The constants of the graph.
  private var constants: [[UInt8]: String] = [:]
  private var batch: String?

  /// A form of layers: its nodes, or the function that it calls.
  private struct Written {
    var layer: ONNXLayer
    var value: String
    var function: String?
  }

  /// Writes a network.
  ///
  /// - Throws: the first layer whose operator has no nodes.
  package init(_ graph: Graph) throws(ONNXRefusal) {
    self.graph = graph
    model = ONNX.Model(
      irVersion: Self.irVersion, opsets: ["": Self.opset], producer: "archcalc",
      graph: ONNX.Graph(name: graph.name))
    values = Array(repeating: "", count: graph.nodes.count)
    let paths = graph.paths
    nameEnds(paths)
    nameWeights(paths)
    for (id, node) in graph.nodes.enumerated() where !node.isInput { try write(id, node, paths[id]) }
    for (output, name) in zip(graph.outputs, model.graph.outputs.map(\.name))
    where values[output.node] != name {
      model.graph.nodes.append(
        ONNX.Node("Identity", [values[output.node]], [name], name: names.unique("\(name)/Identity")))
    }
    if !model.functions.isEmpty { model.opsets[ONNXNodes.domain] = 1 }
  }

  // MARK: Names

  /// Names the inputs and outputs as the network does.
  private mutating func nameEnds(_ paths: [String]) {
    for input in graph.inputs {
      let node = graph.nodes[input]
      values[input] = names.unique(node.name)
      model.graph.inputs.append(Self.value(values[input], node.shape))
    }
    for output in graph.outputs {
      let name = names.unique(output.name ?? paths[output.node])
      if values[output.node].isEmpty { values[output.node] = name }
      model.graph.outputs.append(
        Self.value(name, graph.nodes[output.node].shape))
    }
  }

  private static func value(_ name: String, _ shape: Shape) -> ONNX.ValueInfo {
    ONNX.ValueInfo(
      name, shape.element == .token ? .int64 : .float32,
      [.symbol(batch)] + shape.dimensions.map { .value($0) })
  }

  private mutating func nameWeights(_ paths: [String]) {
    for (index, weights) in graph.weights.enumerated() {
      var own: [String] = []
      for (place, parameter) in weights.parameters.enumerated() {
        // Only its name tells that a given value is never learnt.
        let isFixed = parameter.role == .buffer && parameter.name == "value"
        let name = names.unique("\(paths[weights.owner]).\(isFixed ? "fixed" : parameter.name)")
        own.append(name)
        tensors.append((index, place))
        model.graph.initializers.append(ONNX.Tensor(name, .float32, parameter.shape.dimensions))
      }
      initializers.append(own)
    }
  }

  // MARK: Layers

  private mutating func write(_ id: Node.ID, _ node: Node, _ path: String) throws(ONNXRefusal) {
    let form = try form(of: node, id)
    if values[id].isEmpty { values[id] = names.unique(path) }
    let weights = node.weights.map { initializers[$0] } ?? []
    if let function = form.function {
      var call = ONNX.Node(
        function, node.inputs.map { values[$0] } + weights, [values[id]], name: path, domain: ONNXNodes.domain
      )
      call.attributes = Self.attributes(of: node.op)
      model.graph.nodes.append(call)
      return
    }
    var known: [String: String] = [form.value: values[id]]
    for (place, input) in node.inputs.enumerated() { known[ONNXLayer.input(place)] = values[input] }
    for (place, weight) in weights.enumerated() { known[ONNXLayer.weight(place)] = weight }
    if form.layer.usesBatch { known[ONNXLayer.batch] = batchName() }
    for (name, tensor) in form.layer.constants { known[name] = constant(tensor) }
    for var own in form.layer.nodes {
      let isLast = own.outputs.contains(form.value)
      own.name = isLast ? path : names.unique("\(path)/\(own.op)")
      own.inputs = own.inputs.map { $0.isEmpty ? "" : known[$0] ?? $0 }
      own.outputs = own.outputs.map { output in
        if output.isEmpty { return "" }
        if let name = known[output] { return name }
        let name = own.name == path ? names.unique("\(path)/\(own.op)") : own.name
        known[output] = name
        return name
      }
      model.graph.nodes.append(own)
    }
  }

  /// The nodes of a form of layers.
  private mutating func form(of node: Node, _ id: Node.ID) throws(ONNXRefusal) -> Written {
    if let known = written[node.form.index] { return known }
    guard let op = node.op as? any ONNXWritable else { throw ONNXRefusal(id, .noNodes) }
    let shapes = node.inputShapes + [node.shape] + node.form.parameters.map(\.shape)
    guard shapes.allSatisfy({ $0.elementCount != nil }) else { throw ONNXRefusal(id, .tooLarge) }
    let layer = ONNXLayer(node.inputShapes, to: node.shape, parameters: node.form.parameters)
    let form = op.onnx(layer)
    if let count = layer.refusedTable { throw ONNXRefusal(id, .table(count)) }
    constantNumbers += layer.constants.reduce(0) { $0 + ($1.tensor.elementCount ?? 0) }
    guard constantNumbers <= Self.mostConstants else { throw ONNXRefusal(id, .constants) }
    // A layer that passes on its input still gives a separate value.
    let isMade = layer.nodes.contains { $0.outputs.contains(form.value.name) }
    let value = isMade ? form.value : form.value.call("Identity")
    var entry = Written(layer: layer, value: value.name, function: nil)
    if form.isFunction { entry.function = function(op, layer, value.name) }
    written[node.form.index] = entry
    return entry
  }

  /// The name of the function with a layer's nodes; layers with the same nodes share one.
  private mutating func function(_ op: any ONNXWritable, _ layer: ONNXLayer, _ value: String) -> String {
    var function = ONNX.Function()
    function.domain = ONNXNodes.domain
    var own = ONNXNames()
    var known: [String: String] = [:]
    for place in layer.shapes.indices {
      let name = own.unique(place == 0 ? "x" : "x_\(place + 1)")
      known[ONNXLayer.input(place)] = name
      function.inputs.append(name)
    }
    for (place, parameter) in layer.parameters.enumerated() {
      let name = own.unique(parameter.name)
      known[ONNXLayer.weight(place)] = name
      function.inputs.append(name)
    }
    let output = own.unique("y")
    known[value] = output
    function.outputs = [output]
    function.attributes = [ONNXNodes.operatorAttribute] + type(of: op).signature.arguments.map(\.name)
    function.opsets = ["": Self.opset]
    let constants = layer.constants.map { ONNXLayer.node(of: $0.tensor, named: $0.name) }
    function.nodes = (constants + layer.nodes).map { $0.renamed { known[$0] ?? $0 } }
    function.name = op.name
    let key = ModelWriter.bytes(of: function)
    if let name = functions[key] { return name }
    let name = functionNames.unique(op.name)
    functions[key] = name
    function.name = name
    model.functions.append(function)
    return name
  }

  private mutating func batchName() -> String {
    if let batch { return batch }
    let name = names.unique(Self.batch)
    batch = name
    let input = graph.inputs.first.map { values[$0] } ?? ""
    model.graph.nodes.append(
      ONNX.Node(
        "Shape", [input], [name], name: name,
        attributes: [ONNX.Attribute("start", 0), ONNX.Attribute("end", 1)]))
    return name
  }

  /// The name of a constant of the graph; equal ones share it.
  private mutating func constant(_ tensor: ONNX.Tensor) -> String {
    let key = ModelWriter.bytes(of: tensor)
    if let name = constants[key] { return name }
    let name = names.unique("constant")
    constants[key] = name
    var node = ONNXLayer.node(of: tensor, named: name)
    node.name = name
    model.graph.nodes.append(node)
    return name
  }
}

extension ONNX.Node {
  /// The node with its values renamed, including those in inner graphs.
  func renamed(_ rename: (String) -> String) -> ONNX.Node {
    var node = self
    node.inputs = inputs.map { $0.isEmpty ? "" : rename($0) }
    node.outputs = outputs.map { $0.isEmpty ? "" : rename($0) }
    for (index, attribute) in attributes.enumerated() {
      guard case .graph(var graph) = attribute.value else { continue }
      graph.nodes = graph.nodes.map { $0.renamed(rename) }
      for place in graph.inputs.indices { graph.inputs[place].name = rename(graph.inputs[place].name) }
      for place in graph.outputs.indices { graph.outputs[place].name = rename(graph.outputs[place].name) }
      node.attributes[index].value = .graph(graph)
    }
    return node
  }
}

/// The names in use.
struct ONNXNames {
  private var used: Set<String> = []
  private var next: [String: Int] = [:]

  /// The name, with a number after it if it is in use; it is in use from then on.
  mutating func unique(_ name: String) -> String {
    if used.insert(name).inserted { return name }
    var number = next[name] ?? 2
    while !used.insert("\(name)_\(number)").inserted { number += 1 }
    next[name] = number + 1
    return "\(name)_\(number)"
  }
}
