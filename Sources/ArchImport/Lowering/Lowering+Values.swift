import ArchDiagnostics
import ArchGraph
import ArchONNX
import ArchOperators

/// Values of the model as layers, and numbers of the file.
extension Lowering {
  /// The layer of an input.
  func value(_ input: Int = 0) throws(ImportFault) -> Node.ID {
    guard let value = step.input(input) else { throw form("input \(input) is absent") }
    if let node = nodes[value] {
      // If the batch is ambiguous, the step may see it in another place than all others do.
      guard let place = place(input), place != places.places[value] else { return node }
      return try reshaped(node, to: place.example(of: model.values[value].shape, batch: places.batch))
    }
    let dimensions = model.values[value].shape
    return try parameter(value, dimensions)
  }

  /// Numbers of the file as a layer.
  ///
  /// - Parameters:
  ///   - isToken: whether they go with values of a sequence, as learnt tokens do, whatever their name.
  ///   - isFixed: whether they are not learnt, whatever their name.
  ///   - arranged: the same numbers in the wanted order, if `value` has another.
  func parameter(
    _ value: Int, _ dimensions: [Int], isToken: Bool = false, isFixed: Bool = false, as arranged: Int? = nil
  ) throws(ImportFault) -> Node.ID {
    let extents = dimensions.isEmpty ? [1] : dimensions
    // Values computed in a run are not numbers of the file, even if none of our layers gives them.
    guard model.values[value].isConstant else {
      throw form("it takes `\(model.values[value].name)`, which nothing before it produces")
    }
    if let tied = try tableWeights(value, extents) { return tied }
    let mask = model.numbers(value).flatMap { KnownMask($0, model.values[value].shape) }
    // A mask is not learnt; zeros may be learnt, only not yet.
    let isFixed = isFixed || mask == .causal || !isLearnt(value, isToken: isToken)
    // A learnt table that several nodes take is one table; vectors of untrained layers are merged by exporters.
    let isTable = !isFixed && (isOwn || model.values[value].shape.count > 1)
    let isTurned = arranged.map { model.isTurned($0) } ?? false
    let known = isTable ? ParameterKey(value: value, extents: extents, isTurned: isTurned) : nil
    if let known, let node = parameters[known] { return node }
    let source = arranged ?? value
    let node = try add(
      ParameterLayer(Shape(extents), fixed: isFixed), to: [],
      numbers: [WeightOrigin(source, model.values[source].shape)])
    if isFixed { masks[node] = mask }
    if let known { parameters[known] = node }
    if !isTurned, extents == model.values[value].shape || model.values[value].shape.isEmpty {
      nodes[value] = node
    }
    return node
  }

  /// The weights of an embedding as a value, if they are the same numbers: a tied output layer.
  func tableWeights(_ value: Int, _ extents: [Int]) throws(ImportFault) -> Node.ID? {
    guard let table = tables[model.root(of: value)], builder.graph.nodes[table].op is Embedding else {
      return nil
    }
    do throws(Misfit) {
      guard let own = builder.graph.nodes[table].weights,
        builder.graph.weights[own].parameters.first?.shape.dimensions == extents
      else { return nil }
      return try builder.weights(of: table, at: .model(file: file, node: step.name))
    } catch {
      throw .misfit(error, layer: "dense", node: step.name, op: key)
    }
  }

  /// Whether numbers of the file are learnt: more than one real number, of an initialiser named like a parameter.
  func isLearnt(_ value: Int, isToken: Bool = false) -> Bool {
    guard case .initializer(let tensor) = model.values[model.root(of: value)].origin else { return false }
    return tensor.type.canBeWeights && (tensor.elementCount ?? 0) > 1
      && (isToken || !LayerNames.isComputed(tensor.name))
  }

  /// Whether any step or the caller takes an output of the step.
  func isUsed(_ output: Int) -> Bool {
    guard let value = step.output(output) else { return false }
    return model.values[value].uses > 0 || model.outputs.contains { $0.value == value }
  }

  /// Whether an input follows from the file alone.
  func isConstant(_ input: Int) -> Bool { step.input(input).map { model.values[$0].isConstant } ?? false }

  /// The single number of an input, if it is known and constant.
  func scalar(_ input: Int) -> Double? {
    guard let value = step.input(input), model.values[value].isConstant, let numbers = model.numbers(value),
      numbers.count == 1
    else { return nil }
    return model.values[value].type == .float32 ? numbers[0].asWritten : numbers[0]
  }

  /// An input of a broadcasting operator, with as many axes as one example of the output.
  func operand(_ input: Int) throws(ImportFault) -> Node.ID {
    guard let value = step.input(input) else { throw form("input \(input) is absent") }
    return try fitted(value, to: operandShape(input))
  }

  /// A value with given extents; one repeated for every example is taken before the repetition.
  ///
  /// - Parameter isToken: whether it goes with values of a sequence, as learnt tokens do, whatever its name.
  func fitted(_ value: Int, to target: [Int], isToken: Bool = false) throws(ImportFault) -> Node.ID {
    let elements = target.reduce(1, *)
    if let node = nodes[value], dimensions(node).reduce(1, *) == elements {
      return try reshaped(node, to: target)
    }
    let root = model.root(of: value)
    guard model.values[value].isConstant, root != value else { return try layer(of: value, target, isToken) }
    let own = model.values[root].shape
    if own.reduce(1, *) == elements { return try layer(of: root, target, isToken, as: value) }
    // It is repeated along other axes, too.
    guard own.count <= target.count else { throw form("it uses a constant of \(own) as one of \(target)") }
    let padded = try layer(of: root, Array(repeating: 1, count: target.count - own.count) + own)
    return try add(Expand(target), to: [padded])
  }

  /// The layer of a value, or numbers of the file as one.
  private func layer(
    of value: Int, _ dimensions: [Int], _ isToken: Bool = false, as arranged: Int? = nil
  ) throws(ImportFault) -> Node.ID {
    let isTurned = arranged.map { model.isTurned($0) } ?? false
    if !isTurned, let node = nodes[value] { return try reshaped(node, to: dimensions) }
    return try parameter(value, dimensions, isToken: isToken, as: arranged)
  }

  /// The extents of such an input for one example, with ones put before them.
  func operandShape(_ input: Int) -> [Int] {
    var dimensions = shape(input)
    let rank = result().count
    guard rank >= dimensions.count else { return dimensions }
    dimensions = Array(repeating: 1, count: rank - dimensions.count) + dimensions
    guard let output = step.output(0), let place = places.places[output] else { return dimensions }
    if place.isOwn(in: result(), batch: places.batch) {
      dimensions.remove(at: place.axis)
    } else if dimensions[place.axis] == result()[place.axis] {
      dimensions[place.axis] /= max(1, places.batch)
    }
    return dimensions.isEmpty ? [1] : dimensions
  }
}
