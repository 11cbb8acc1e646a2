import ArchGraph

/// A layer that is being written: its inputs, and the nodes so far.
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
  /// How many graphs it is nested in.
  private let depth: Int

  /// The identity of a constant.
  private enum Constant: Hashable {
    case integers([Int], [Int], ONNX.ElementType)
    case floats([Double], [Int])
  }

  /// State that a layer shares with the graphs in it.
  private final class Common {
    /// The number of the last value.
    var last = 0
    /// The largest table that was requested but refused.
    var refused: Int?
  }

  /// A layer with given shapes.
  init(_ shapes: [Shape], to output: Shape, parameters: [Parameter]) {
    self.shapes = shapes
    self.output = output
    self.parameters = parameters
    common = Common()
    depth = 0
  }

  /// A graph inside a layer, whose values have separate names.
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

  // Placeholders for the batch, the inputs and the weights until their names are known.
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

  /// The size of a table larger than any may be, or `nil` if all requested tables were made.
  var refusedTable: Int? { common.refused }

  /// Integers that are computed, in the order of memory.
  package func indexTable(_ shape: [Int], _ value: (Int) -> Int) -> ONNXTerm {
    guard let count = count(shape) else { return constant(0) }
    return constant((0..<count).map(value), shape)
  }

  /// Numbers that are computed, in the order of memory.
  package func table(_ shape: [Int], _ value: (Int) -> Double) -> ONNXTerm {
    guard let count = count(shape) else { return constant(0.0) }
    return constant((0..<count).map(value), shape)
  }

  /// How many numbers a table has; if there are too many, it is noted that the layer cannot be written.
  private func count(_ shape: [Int]) -> Int? {
    let count = Shape(shape).elementCount ?? .max
    guard count > Self.mostInTable else { return count }
    common.refused = max(count, common.refused ?? 0)
    return nil
  }

  /// The integers of a range, as a vector.
  package func range(_ range: Range<Int>) -> ONNXTerm {
    call("Range", [constant(range.lowerBound), constant(range.upperBound), constant(1)])
  }

  // MARK: Nodes

  /// The output of an operator.
  ///
  /// - Parameter inputs: its inputs, or `nil` for those left out.
  package func call(
    _ op: String, _ inputs: [ONNXTerm?], _ attributes: KeyValuePairs<String, ONNX.Attribute.Value> = [:]
  ) -> ONNXTerm {
    calls(op, inputs, attributes.map { ($0.key, $0.value) }, outputs: 1)[0]
  }

  /// The outputs of an operator.
  ///
  /// - Parameter wanted: which of its outputs are wanted; the others are left out.
  package func calls(
    _ op: String, _ inputs: [ONNXTerm?], _ attributes: [(String, ONNX.Attribute.Value)] = [],
    outputs count: Int, wanted: Set<Int>? = nil
  ) -> [ONNXTerm] {
    // It goes into the innermost graph from which it takes anything.
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

  /// A loop over an axis: the states kept from one step to the next, and the outputs of each step.
  ///
  /// Entries of the inputs and outputs of the steps lack the axis.
  ///
  /// - Parameters:
  ///   - states: the states before the first step.
  ///   - inputs: the inputs, of which each step takes one entry.
  ///   - axis: the axis of the inputs, and of the outputs.
  ///   - backwards: whether the last entry comes first.
  ///   - step: computes the next states and the outputs from the states and the entries of the inputs.
  /// - Returns: the states after the last step, and the outputs of the steps, side by side.
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
    // A value that a step passes on unchanged must still become a separate value.
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
