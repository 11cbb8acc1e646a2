import ArchDiagnostics
import ArchGraph

/// Weights of a layer used as a value for another layer: tied output layers.
extension Expander {
  /// The weights of a shared instance as a value.
  func weights(of instance: Instance, at span: Span) throws(Stop) -> Node.ID {
    let name = text(instance.name)
    guard !instance.isFaulty else { throw Stop() }
    guard instance.isCalled else { throw fail(.weightsBeforeCall(name), at: span) }
    guard let owner = builder.owner(ofInstance: instance.number) else {
      throw fail(.noSingleWeight(name, tensors: 0), at: span)
    }
    return try weights(of: owner, called: name, at: span)
  }

  /// The weights of the layer with this label.
  func weights(of point: Point, called name: String, at span: Span) throws(Stop) -> Node.ID? {
    guard let node = point.node else { throw Stop() }
    return try weights(of: point.nodes?.lowerBound ?? node, called: name, at: span)
  }

  private func weights(of owner: Node.ID, called name: String, at span: Span) throws(Stop) -> Node.ID {
    do throws(Misfit) {
      if let node = try builder.weights(of: owner, at: program.place(span, in: frame.module)) { return node }
    } catch {
      throw fail(.misfit(error, of: name), at: span)
    }
    let own = builder.graph.nodes[owner].weights
    throw fail(
      .noSingleWeight(name, tensors: own.map { builder.graph.weights[$0].parameters.count } ?? 0), at: span)
  }

  /// The meaning of an argument that names a label: its value, or the weights of its layer if only these fit.
  func weights(
    meantBy point: Point, at index: Int, of op: any Operator, _ nodes: [Node.ID], in call: Call
  ) throws(Stop) -> Node.ID {
    guard let node = point.node else { throw Stop() }
    let graph = builder.graph
    let layer = point.nodes?.lowerBound ?? node
    guard !(graph.nodes[layer].op is ParameterLayer), let own = graph.nodes[layer].weights,
      graph.weights[own].parameters.count == 1
    else { return node }
    var shapes = nodes.map { graph.nodes[$0].shape }
    let fits = (try? op.output(of: shapes)) != nil
    shapes[index] = graph.weights[own].parameters[0].shape
    guard (try? op.output(of: shapes)) != nil else { return node }
    let argument = call.arguments.first { $0.word.map { text($0.name) } == op.inputNames[index] }
    let span = argument?.value.span ?? call.span
    let name = source(of: span)
    guard !fits else {
      throw fail(
        .valueOrWeight(name, value: graph.nodes[node].shape, weight: shapes[index]), at: span)
    }
    return try weights(of: layer, called: name, at: span)
  }
}

/// Weights that another layer computes from those a layer has: `conv(64, kernel: 3, weights: weight_norm)`.
extension Expander {
  /// Adds a layer whose weights are what a layer or block makes of the weights that it would have by itself.
  ///
  /// It is a block of three: the weights as a value, what is computed from them, and the layer.
  func apply(
    _ kind: LayerKind, to nodes: [Node.ID],
    weightsComputedBy computed: (index: Int, callable: Callable, span: Span), of call: Call, label: String?
  ) throws(Stop) -> Point {
    let (name, shapes) = (kind.op.name, nodes.map { builder.graph.nodes[$0].shape })
    do throws(Misfit) {
      _ = try kind.op.output(of: shapes)
    } catch {
      throw fail(.misfit(error, of: name), at: call.span)
    }
    guard experts == nil else {
      throw fail(
        .misfit(
          .conflict(
            "the weights of experts cannot go through another layer",
            help: "each expert has weights of its own: leave out `weights`"), of: name), at: computed.span)
    }
    guard computed.index == nodes.count, let own = kind.op.weightThatCanBeGiven(shapes) else {
      let layer = Value.callable(computed.callable).text(program.names)
      throw fail(.layerAsValue(layer, of: name, takesValues: true), at: computed.span)
    }
    builder.enter(label ?? name, block: name)
    defer { builder.leave() }
    let outer = frame.current
    defer { frame.current = outer }
    let value = LayerKind(ParameterLayer(Shape(own.shape.dimensions)))
    frame.current = try add(value, [], label: own.name, at: call.span)
    // Only the place of this call matters: the layer or block is known.
    let made = try self.call(
      computed.callable, Call(word: call.word, arguments: [], span: call.span), label: nil, isChained: true)
    guard let weights = made.node else { throw noSingleValue(among: [made], of: name, at: computed.span) }
    do throws(Misfit) {
      return try add(kind, to: nodes + [weights], label: nil, at: call.span)
    } catch {
      if error.isLimit { throw abort(.misfit(error, of: name), at: call.span) }
      throw fail(.misfit(error, of: name), at: computed.span)
    }
  }
}

extension Operator {
  /// The first of its parameters, if a value can be given for it as one more input.
  fileprivate func weightThatCanBeGiven(_ inputs: [Shape]) -> Parameter? {
    let own = parameters(of: inputs)
    guard let weight = own.first else { return nil }
    let given = inputs + [Shape(weight.shape.dimensions)]
    guard (try? output(of: given)) != nil, parameters(of: given) == Array(own.dropFirst()) else { return nil }
    return weight
  }

  fileprivate var inputNames: [String] { Self.signature.inputs.names }
}

extension Value {
  /// Whether it is a layer or block to call, not the weights of a shared one.
  var isLayer: Bool {
    switch self {
    case .callable(.instance): false
    case .callable: true
    default: false
    }
  }
}
