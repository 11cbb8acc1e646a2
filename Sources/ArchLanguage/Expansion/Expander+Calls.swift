import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Calls of layers, blocks and shared instances.
extension Expander {
  /// Runs a call on the current value; `label` names what it adds.
  func call(_ call: Call, label: String?, isChained: Bool) throws(Stop) -> Point {
    try self.call(try callable(call.word, of: call), call, label: label, isChained: isChained)
  }

  func call(
    _ callable: Callable, _ call: Call, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    try step(at: call.span)
    let bound = callable.bound
    let outer = boundLayer
    boundLayer = bound
    defer { boundLayer = outer }
    switch callable.base {
    case .op(let type):
      return try apply(type, call, bound, label: label, isChained: isChained)
    case .block(let block, let module):
      let variables = try bind(call, bound, to: block.parameters, of: text(block.word.name))
      return try expand(
        block, module: module, variables: variables, bound, at: call.span, label: label)
    case .instance(let instance):
      return try use(instance, call, label: label, isChained: isChained)
    case .bound: throw Stop()
    }
  }

  /// - Parameter call: the call that contains the word, for help.
  func callable(_ word: Word, of call: Call? = nil) throws(Stop) -> Callable {
    switch frame.find(word.name) {
    case .callable(let callable)?: return callable
    case .poison?: throw Stop()
    case let value?:
      // A parameter may share its name with a layer: `scale`, `padding`. In a call, the layer is meant.
      if let type = program.catalogue[text(word.name)] { return .op(type) }
      throw fail(.notCallable(text(word.name), kind: value.kind(program.names)), at: word.span)
    case nil: break
    }
    if let known = known(word.name) { return known }
    let name = text(word.name)
    switch program.modules[frame.module].visible[word.name] {
    case (_, .network)?: throw fail(.networkAsLayer(name), at: word.span)
    case (let module, .constant)?:
      let value = try constant(word.name, declaredIn: module, at: word.span)
      if case .callable(let callable) = value { return callable }
      throw fail(.notCallable(name, kind: value.kind(program.names)), at: word.span)
    case (_, .block)?, nil: break
    }
    if let block = program.prelude(word.name) { return .block(block.block, module: block.module) }
    throw fail(
      .unknownLayer(name, candidates: callableNames, meant: call.flatMap { meant($0) }), at: word.span)
  }

  /// The name of an input that is current because it was declared last, and another input; `nil` for any other value.
  func lastInput(_ node: Node.ID) -> (name: String, other: String)? {
    let graph = builder.graph
    guard graph.nodes[node].isInput, let other = graph.inputs.first(where: { $0 != node }) else { return nil }
    return (graph.nodes[node].name, graph.nodes[other].name)
  }

  /// The call as it would be written here, if it uses the name or arguments of another framework.
  func meant(_ call: Call) -> MeantCall? {
    let name = text(call.word.name)
    guard !call.arguments.isEmpty,
      let ours = ForeignWords.layerOrSame(name, among: program.catalogue.names),
      let signature = program.catalogue[ours]?.signature ?? ForeignWords.signature(ofBlock: ours)
    else { return nil }
    return ForeignCall(
      word: name,
      arguments: call.arguments.map { ($0.word.map { text($0.name) }, source(of: $0.value.span)) }
    ).meant(signature, among: program.catalogue.names)
  }

  /// The layer of the catalogue or the block of the current file with this name; looked up once per name.
  func known(_ name: Name) -> Callable? {
    let index = Int(name.index)
    let module = frame.module
    while callables.count <= module { callables.append([]) }
    if index >= callables[module].count {
      callables[module] += Array(repeating: .unseen, count: index + 1 - callables[module].count)
    }
    switch callables[module][index] {
    case .seen(let callable): return callable
    case .unseen: break
    }
    var found: Callable?
    if case (let owner, .block(let block))? = program.modules[module].visible[name] {
      found = .block(block, module: owner)
    } else if let type = program.catalogue[text(name)] {
      // A network or constant that a file declares by this name replaces a layer added later.
      found = program.modules[module].visible[name] == nil ? .op(type) : nil
    }
    callables[module][index] = .seen(found)
    return found
  }

  /// All names that could have been meant where a layer is called.
  private var callableNames: [String] {
    var found = program.catalogue.names + Prelude.blockNames
    for entry in program.modules[frame.module].visible.values {
      if case .block(let block) = entry.declaration { found.append(text(block.word.name)) }
    }
    for entry in frame.variables {
      switch entry.value {
      case .callable, .tensor: found.append(text(entry.name))
      default: break
      }
    }
    return found
  }

  // MARK: Blocks

  /// The values of a block's parameters for one call.
  func bind(
    _ call: Call, _ before: Bound? = nil, to parameters: [ParameterSyntax], of name: String,
    allowMissing: Bool = false
  ) throws(Stop) -> [Binding] {
    var given = before?.arguments ?? []
    given.reserveCapacity(parameters.count)
    try fill(&given, from: call, of: parameters, named: name)
    var bound: [Binding] = []
    bound.reserveCapacity(parameters.count)
    for parameter in parameters {
      if let argument = given.first(where: { $0.word?.name == parameter.word.name }) {
        bound.append(Binding(parameter.word.name, argument.value))
      } else if !allowMissing, parameter.defaultValue == nil {
        throw fail(.missingArgument(text(parameter.word.name), of: name, help: nil), at: call.span)
      }
    }
    return bound
  }

  private func expand(
    _ block: BlockSyntax, module: Int, variables: [Binding], _ bound: Bound? = nil, at span: Span,
    label: String?
  ) throws(Stop) -> Point {
    // Arguments that are themselves bound calls may be nested: the depth is limited.
    for index in calls.indices where bound == nil && calls[index].block === block {
      let names = calls.map { text($0.block.word.name) } + [text(block.word.name)]
      throw abort(.blockCycle(names), at: span)
    }
    guard calls.count < Self.deepest else { throw abort(.tooDeep(limit: Self.deepest), at: span) }
    let outer = frame
    let inner = Frame(module: module)
    inner.current = outer.current
    inner.input = outer.current
    calls.append(
      CallRecord(
        block: block, module: module, callModule: outer.module, callSpan: span, variables: variables,
        bound: bound))
    frame = inner
    let layer = boundLayer
    boundLayer = nil
    defer {
      frame = outer
      boundLayer = layer
      calls.removeLast()
    }
    inner.reserve(block.parameters.count + 2)
    // The bound values are in the order of the parameters, without those left out.
    var next = 0
    for index in block.parameters.indices {
      let word = block.parameters[index].word
      if next < variables.count, variables[next].name == word.name {
        inner.push(Frame.Entry(word.name, variables[next].value, word.span))
        next += 1
      } else if let defaultValue = block.parameters[index].defaultValue {
        inner.push(Frame.Entry(word.name, try evaluate(defaultValue), word.span))
      }
    }
    let name = text(block.word.name)
    builder.enter(label ?? name, block: name)
    defer { builder.leave() }
    run(block.body)
    var point = inner.current ?? Point(node: nil)
    if inner.current == nil { report(.noCurrentValue(text(block.word.name)), at: span, module: outer.module) }
    point.members = inner.labels
    return point
  }

  // MARK: Shared instances

  func share(_ word: Word, _ call: Call) throws(Stop) {
    guard instanceCount < 10_000 else { throw abort(.tooManyInstances, at: call.span) }
    instanceCount += 1
    let content: Instance.Content
    let callable = try callable(call.word, of: call)
    switch callable.base {
    case .op(let type):
      let given = (callable.bound?.arguments ?? []) + (try self.given(call, to: type.signature))
      let bound = try arguments(given, of: call, type: type, tensorsAllowed: false)
      guard bound.named.isEmpty, bound.computed.isEmpty else {
        throw fail(
          .weightsOfShared(
            text(word.name), of: type.signature.name, areComputed: !bound.computed.isEmpty), at: call.span)
      }
      if let part = type.signature.part, bound.values[part] == nil {
        let argument = type.signature.arguments[part]
        throw fail(
          .missingArgument(argument.name, of: type.signature.name, help: argument.help), at: call.span)
      }
      content = .op(LayerKind(try make(type, bound.values, given, at: call)))
    case .block(let block, let module):
      content = .block(
        block, module: module,
        variables: try bind(call, callable.bound, to: block.parameters, of: text(block.word.name)))
    case .instance(let instance):
      throw fail(.notCallable(text(instance.name), kind: "a shared instance already"), at: call.span)
    case .bound: throw Stop()
    }
    let instance = Instance(name: word.name, content: content, number: builder.makeInstance())
    instances.append((instance, program.place(word.span, in: frame.module)))
    try declare(word, .callable(.instance(instance)))
  }

  private func use(
    _ instance: Instance, _ call: Call, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    let name = text(instance.name)
    if isChained, !call.arguments.isEmpty { throw fail(.valueDropped(name), at: call.span) }
    var inputs: [Point] = []
    for argument in call.arguments {
      switch try evaluate(argument.value) {
      case .tensor(let point) where argument.word == nil: inputs.append(point)
      case .points(let list) where argument.word == nil: inputs.append(Point(list))
      default: throw fail(.argumentsOfInstance(name), at: argument.span)
      }
    }
    if inputs.count == 1 { frame.current = inputs[0] }
    var takesNothing = false
    if case .op(let kind) = instance.content {
      takesNothing = Swift.type(of: kind.op).signature.inputs == .none
    }
    guard let current = frame.current ?? (takesNothing ? Point(node: nil) : nil) else {
      throw fail(.noCurrentValue(name), at: call.span)
    }
    // A first call that had errors has not made all weights; further calls would only repeat the errors.
    guard !instance.isFaulty else { throw Stop() }
    builder.beginCall(of: instance.number, isFirst: !instance.isCalled)
    instance.isCalled = true
    let faults = diagnostics.count
    defer {
      builder.endCall()
      instance.isFaulty = diagnostics.count > faults
    }
    switch instance.content {
    case .op(let kind):
      let given = inputs.isEmpty && !takesNothing ? [current] : inputs
      return try add(
        kind, try spread(given, for: kind.op, at: call.span), label: label ?? name, at: call.span)
    case .block(let block, let module, let variables):
      return try expand(block, module: module, variables: variables, at: call.span, label: label ?? name)
    }
  }
}
