import ArchGraph

/// A layer that is being written: what it takes, and the nodes so far.
package final class ONNXLayer {
  /// The shapes of the inputs, without the batch.
  package let shapes: [Shape]
  /// The shape of the output, without the batch.
  package let output: Shape
  /// The tensors of its weights.
  let parameters: [Parameter]
  private(set) var nodes: [ONNX.Node] = []
  /// Tensors of constants, each with its name, in the order in which they were needed.
  private(set) var constants: [(name: String, tensor: ONNX.Tensor)] = []
  private var known: [Constant: String] = [:]
  private(set) var usesBatch = false
  private var measured: String?
  private let common: Common
  /// How many graphs it is inside of.
  private let depth: Int

  /// What tells constants apart.
  private enum Constant: Hashable {
    case integers([Int], [Int], ONNX.ElementType)
    case floats([Double], [Int])
  }

  /// What a layer has in common with the graphs in it.
  private final class Common {
    /// The number of the last value.
    var last = 0
    /// The largest table that was wanted and is none.
    var refused: Int?
  }

  /// A layer of some shapes.
  init(_ shapes: [Shape], to output: Shape, parameters: [Parameter]) {
    self.shapes = shapes
    self.output = output
    self.parameters = parameters
    common = Common()
    depth = 0
  }

  /// A graph inside a layer, whose values have names of their own.
  private init(inside outer: ONNXLayer) {
    shapes = outer.shapes
    output = outer.output
    parameters = outer.parameters
    common = outer.common
    depth = outer.depth + 1
  }

  // MARK: What it takes

  /// The shape of the first input, without the batch.
  package var shape: Shape { shapes[0] }
  /// The first input.
  package var x: ONNXTerm { input(0) }
  /// All inputs, tokens as they are.
  package var inputs: [ONNXTerm] { shapes.indices.map { input($0) } }
  /// An input, `[batch, …]`.
  package func input(_ index: Int) -> ONNXTerm { ONNXTerm(self, Self.input(index)) }
  /// A tensor of the layer's weights, in the order of its parameters.
  package func weight(_ index: Int) -> ONNXTerm { ONNXTerm(self, Self.weight(index)) }
  /// How many tensors of weights there are.
  package var weightCount: Int { parameters.count }

  /// The number of examples, as a vector of one.
  package var batch: ONNXTerm {
    guard !shapes.isEmpty else {
      usesBatch = true
      return ONNXTerm(self, Self.batch)
    }
    if let measured { return ONNXTerm(self, measured) }
    let term = x.call("Shape", [], ["start": 0, "end": 1])
    measured = term.name
    return term
  }

  /// Zeros of a shape, for each example.
  package func zeros(_ dimensions: [Int]) -> ONNXTerm {
    batch.joined(0, [constant(dimensions)]).call("ConstantOfShape")
  }

  // What stands for the batch, the inputs and the weights until their names are known.
  static let batch = "batch"
  static func input(_ index: Int) -> String { "input.\(index)" }
  static func weight(_ index: Int) -> String { "weight.\(index)" }

  // MARK: Constants

  /// A vector of whole numbers.
  package func constant(_ values: [Int]) -> ONNXTerm { constant(values, [values.count]) }

  /// One whole number.
  package func constant(_ value: Int) -> ONNXTerm { constant([value], []) }

  /// Whole numbers of a shape.
  package func constant(_ values: [Int], _ shape: [Int], _ type: ONNX.ElementType = .int64) -> ONNXTerm {
    constant(.integers(values, shape, type), ONNX.Tensor("", type, shape, .integers(values)))
  }

  /// One number.
  package func constant(_ value: Double) -> ONNXTerm { constant([value], []) }

  /// Numbers of a shape.
  package func constant(_ values: [Double], _ shape: [Int]) -> ONNXTerm {
    constant(.floats(values, shape), ONNX.Tensor("", .float32, shape, .floats(values)))
  }

  private func constant(_ key: Constant, _ tensor: ONNX.Tensor) -> ONNXTerm {
    if let name = known[key] { return ONNXTerm(self, name) }
    let name = fresh("constant")
    known[key] = name
    constants.append((name, tensor))
    return ONNXTerm(self, name)
  }

  /// The most numbers of a table.
  package static let mostInTable = 1 << 22

  /// The numbers of a table that is larger than any may be; nil where all that were wanted are there.
  var refusedTable: Int? { common.refused }

  /// Whole numbers that are computed, in the order of memory.
  package func indexTable(_ shape: [Int], _ value: (Int) -> Int) -> ONNXTerm {
    guard let count = count(shape) else { return constant(0) }
    return constant((0..<count).map(value), shape)
  }

  /// Numbers that are computed, in the order of memory.
  package func table(_ shape: [Int], _ value: (Int) -> Double) -> ONNXTerm {
    guard let count = count(shape) else { return constant(0.0) }
    return constant((0..<count).map(value), shape)
  }

  /// How many numbers a table has; where they are too many it is noted that the layer cannot be written.
  private func count(_ shape: [Int]) -> Int? {
    let count = Shape(shape).elementCount ?? .max
    guard count > Self.mostInTable else { return count }
    common.refused = max(count, common.refused ?? 0)
    return nil
  }

  /// The whole numbers from one up to another, as a vector.
  package func range(_ range: Range<Int>) -> ONNXTerm {
    call("Range", [constant(range.lowerBound), constant(range.upperBound), constant(1)])
  }

  // MARK: Nodes

  /// The output of an operator.
  ///
  /// - Parameter inputs: what it takes; nil for what is left out.
  package func call(
    _ op: String, _ inputs: [ONNXTerm?], _ attributes: KeyValuePairs<String, ONNX.Attribute.Value> = [:]
  ) -> ONNXTerm {
    calls(op, inputs, attributes.map { ($0.key, $0.value) }, outputs: 1)[0]
  }

  /// The outputs of an operator.
  ///
  /// - Parameter wanted: which of its outputs are; the others are left out.
  package func calls(
    _ op: String, _ inputs: [ONNXTerm?], _ attributes: [(String, ONNX.Attribute.Value)] = [],
    outputs count: Int, wanted: Set<Int>? = nil
  ) -> [ONNXTerm] {
    // In the innermost graph that something of it is from.
    let layers = inputs.compactMap { $0?.layer }
    if let inner = layers.max(by: { $0.depth < $1.depth }), inner.depth > depth {
      return inner.calls(op, inputs, attributes, outputs: count, wanted: wanted)
    }
    let names = (0..<count).map { wanted?.contains($0) == false ? "" : fresh(op) }
    nodes.append(
      ONNX.Node(
        op, inputs.map { $0?.name ?? "" }, names,
        attributes: attributes.map { ONNX.Attribute($0.0, $0.1) }))
    return names.map { ONNXTerm(self, $0) }
  }

  /// Steps along an axis: what is kept from one to the next, and what each gives.
  ///
  /// Entries of the inputs and what the steps give are without the axis.
  ///
  /// - Parameters:
  ///   - states: what is kept, before the first step.
  ///   - inputs: what is taken apart and given to the steps.
  ///   - axis: along which axis, which is also that of what is given.
  ///   - backwards: whether the last entry comes first.
  ///   - step: from what is kept and the entries of the inputs the next that is kept, and what is given.
  /// - Returns: what is kept after the last step, and what the steps gave, side by side.
  package func scan(
    _ states: [ONNXTerm], _ inputs: [ONNXTerm], along axis: Int = 1, backwards: Bool = false,
    _ step: (ONNXLayer, [ONNXTerm], [ONNXTerm]) -> (states: [ONNXTerm], outputs: [ONNXTerm])
  ) -> (states: [ONNXTerm], outputs: [ONNXTerm]) {
    let inner = ONNXLayer(inside: self)
    let names = (states + inputs).map { _ in fresh("step") }
    let terms = names.map { ONNXTerm(inner, $0) }
    let made = step(inner, Array(terms.prefix(states.count)), Array(terms.dropFirst(states.count)))
    var graph = ONNX.Graph(name: fresh("steps"))
    graph.inputs = names.map { ONNX.ValueInfo($0, .float32) }
    // What a step hands on as it came is a value of its own all the same.
    let results = (made.states + made.outputs).map { inner.call("Identity", [$0]) }
    graph.nodes = inner.constants.map { Self.node(of: $0.tensor, named: $0.name) } + inner.nodes
    graph.outputs = results.map { ONNX.ValueInfo($0.name, .float32) }
    let direction = backwards ? 1 : 0
    let found = calls(
      "Scan", states + inputs,
      [
        ("body", .graph(graph)), ("num_scan_inputs", .integer(inputs.count)),
        ("scan_input_axes", .integers(inputs.map { _ in axis })),
        ("scan_input_directions", .integers(inputs.map { _ in direction })),
        ("scan_output_axes", .integers(made.outputs.map { _ in axis })),
        ("scan_output_directions", .integers(made.outputs.map { _ in direction })),
      ], outputs: results.count)
    return (Array(found.prefix(states.count)), Array(found.dropFirst(states.count)))
  }

  /// The node of a constant.
  static func node(of tensor: ONNX.Tensor, named name: String) -> ONNX.Node {
    ONNX.Node("Constant", [], [name], attributes: [ONNX.Attribute("value", .tensor(tensor))])
  }

  private func fresh(_ word: String) -> String {
    common.last += 1
    return "\(word).\(common.last)"
  }
}

extension ONNX.Attribute.Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
  /// A whole number.
  package init(integerLiteral value: Int) { self = .integer(value) }
  /// A number in single precision.
  package init(floatLiteral value: Float) { self = .float(value) }
  /// A text.
  package init(stringLiteral value: String) { self = .string(value) }
  /// Whole numbers.
  package init(arrayLiteral elements: Int...) { self = .integers(elements) }
}
