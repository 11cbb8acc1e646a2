import ArchDiagnostics
import ArchGraph

/// Calls of layers, blocks and shared instances.
extension Expander {
  /// Runs a call on the current value; `label` is the name of what it adds.
  func call(_ call: Call, label: String?, isChained: Bool) throws(Stop) -> Point {
    try step(at: call.span)
    switch try callable(call.word) {
    case .op(let type): return try apply(type, call, label: label, isChained: isChained)
    case .block(let block, let module):
      let variables = try bind(call, to: block.parameters, of: text(block.word.name))
      return try expand(block, module: module, variables: variables, at: call.span, label: label)
    case .instance(let instance):
      return try use(instance, call, label: label, isChained: isChained)
    }
  }

  func callable(_ word: Word) throws(Stop) -> Callable {
    switch frame.find(word.name) {
    case .callable(let callable)?: return callable
    case .poison?: throw Stop()
    case let value?:
      // A parameter may share its name with a layer: `scale`, `padding`. Called, the layer is meant.
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
    throw fail(.unknownLayer(name, candidates: callableNames), at: word.span)
  }

  /// The layer of the catalogue or the block of the current file with a name; looked up once for each name.
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
    if let type = program.catalogue[text(name)] {
      found = .op(type)
    } else if case (let owner, .block(let block))? = program.modules[module].visible[name] {
      found = .block(block, module: owner)
    }
    callables[module][index] = .seen(found)
    return found
  }

  /// Everything that could have been meant where a layer is called.
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

  // MARK: Layers

  private func apply(
    _ type: any Operator.Type, _ call: Call, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    let signature = type.signature
    let bound = try arguments(of: call, type: type, tensorsAllowed: signature.inputs != .one)
    if signature.inputs == .one {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      return try add(try make(type, bound.values, at: call), current, label: label, at: call.span)
    }
    var inputs = bound.tensors
    let wanted: Int? =
      switch signature.inputs {
      case .exactly(let names): names.count
      case .none, .one, .several: nil
      }
    if signature.inputs == .none {
      throw fail(.unknownLayer(signature.name, candidates: []), at: call.word.span)
    }
    if inputs.count < 2 {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      inputs.insert(current, at: 0)
    } else if isChained, !inputs.contains(where: { $0.node == frame.current?.node }) {
      throw fail(.valueDropped(signature.name), at: call.span)
    }
    if inputs.count < wanted ?? 2 {
      throw fail(.mergeNeedsSeveral(signature.name), at: call.span)
    }
    let op = try make(type, bound.values, at: call)
    return try add(op, inputs, label: label, at: call.span)
  }

  func add(_ op: any Operator, _ inputs: [Point], label: String?, at span: Span) throws(Stop) -> Point {
    let nodes = inputs.compactMap(\.node)
    guard nodes.count == inputs.count else { throw Stop() }
    return try add(op, to: nodes, label: label, at: span)
  }

  private func add(_ op: any Operator, _ input: Point, label: String?, at span: Span) throws(Stop) -> Point {
    guard let node = input.node else { throw Stop() }
    return try add(op, to: [node], label: label, at: span)
  }

  private func add(
    _ op: any Operator, to nodes: [Node.ID], label: String?, at span: Span
  ) throws(Stop) -> Point {
    do throws(Misfit) {
      return Point(
        node: try builder.apply(op, to: nodes, label: label, at: program.place(span, in: frame.module)))
    } catch {
      if case .tooManyLayers = error { throw abort(.misfit(error, of: op.name), at: span) }
      throw fail(.misfit(error, of: op.name), at: span)
    }
  }

  func make(_ type: any Operator.Type, _ values: [ArgumentValue?], at call: Call) throws(Stop) -> any Operator
  {
    do throws(ArgumentFault) {
      return try type.init(Arguments(type.signature, values))
    } catch {
      let argument = call.arguments.first { $0.word.map { text($0.name) } == error.argument }
      let positions = type.signature.arguments.filter(\.isPositional).map(\.name)
      let positional = positions.firstIndex(of: error.argument).flatMap { index in
        let given = call.arguments.filter { $0.word == nil }
        return index < given.count ? given[index] : nil
      }
      throw fail(
        .argument(error, of: type.signature.name), at: (argument ?? positional)?.value.span ?? call.span)
    }
  }

  /// The arguments of a call in the order of the signature, tensors apart.
  func arguments(
    of call: Call, type: any Operator.Type, tensorsAllowed: Bool
  ) throws(Stop) -> (values: [ArgumentValue?], tensors: [Point]) {
    let signature = type.signature
    var values = [ArgumentValue?](repeating: nil, count: signature.arguments.count)
    var tensors: [Point] = []
    var position = 0
    for argument in call.arguments {
      let value = try evaluate(argument.value)
      if argument.word == nil, tensorsAllowed {
        switch value {
        case .tensor(let point):
          tensors.append(point)
          continue
        case .points(let points) where signature.inputs == .several:
          for value in points { tensors.append(try point(value, at: argument.value.span)) }
          continue
        default: break
        }
      }
      switch value {
      case .poison: throw Stop()
      case .tensor where argument.word == nil && !tensorsAllowed:
        throw fail(.valueAsArgument(source(of: argument.value), of: signature.name), at: argument.span)
      case .callable where argument.word == nil && tensorsAllowed:
        throw fail(
          .wrongType(expected: "a value", found: value.kind(program.names)), at: argument.value.span)
      default: break
      }
      let index = try self.index(of: argument, in: signature, position: &position)
      guard values[index] == nil else {
        throw fail(.repeatedArgument(signature.arguments[index].name, of: signature.name), at: argument.span)
      }
      guard let given = value.argument(program.names) else {
        throw fail(
          .wrongType(expected: signature.arguments[index].kind.description, found: value.kind(program.names)),
          at: argument.value.span)
      }
      values[index] = given
    }
    for index in signature.required where values[index] == nil {
      let argument = signature.arguments[index]
      throw fail(.missingArgument(argument.name, of: signature.name, help: argument.help), at: call.span)
    }
    return (values, tensors)
  }

  private func source(of expression: Expression) -> String {
    program.modules[frame.module].source.text(in: expression.span.range)
  }

  private func index(
    of argument: ArgumentSyntax, in signature: Signature, position: inout Int
  ) throws(Stop) -> Int {
    if let word = argument.word {
      let name = text(word.name)
      if let index = signature.index(of: name) { return index }
      throw fail(
        .unknownArgument(name, of: signature.name, candidates: signature.arguments.map(\.name)), at: word.span
      )
    }
    defer { position += 1 }
    if position < signature.positional.count { return signature.positional[position] }
    guard position < signature.arguments.count else {
      throw fail(.tooManyArguments(of: signature.name, most: signature.arguments.count), at: argument.span)
    }
    let named = signature.arguments.filter { !$0.isPositional }.map(\.name)
    let knowsChannels = [.convolution, .dense, .normalisation].contains(signature.category)
    throw fail(
      .needsName(of: signature.name, candidates: named, knowsChannels: knowsChannels), at: argument.span)
  }

  // MARK: Blocks

  /// The values of a block's parameters for one call.
  func bind(
    _ call: Call, to parameters: [ParameterSyntax], of name: String, allowMissing: Bool = false
  ) throws(Stop) -> [Binding] {
    var given = [Value?](repeating: nil, count: parameters.count)
    for (position, argument) in call.arguments.enumerated() {
      let index: Int
      if let word = argument.word {
        guard let found = parameters.firstIndex(where: { $0.word.name == word.name }) else {
          throw fail(
            .unknownArgument(text(word.name), of: name, candidates: parameters.map { text($0.word.name) }),
            at: word.span)
        }
        index = found
      } else {
        guard position < parameters.count else {
          throw fail(.tooManyArguments(of: name, most: parameters.count), at: argument.span)
        }
        index = position
      }
      guard given[index] == nil else {
        throw fail(.repeatedArgument(text(parameters[index].word.name), of: name), at: argument.span)
      }
      given[index] = try evaluate(argument.value)
    }
    var bound: [Binding] = []
    bound.reserveCapacity(parameters.count)
    for index in parameters.indices {
      if let value = given[index] {
        bound.append(Binding(parameters[index].word.name, value))
      } else if !allowMissing, parameters[index].defaultValue == nil {
        throw fail(.missingArgument(text(parameters[index].word.name), of: name, help: nil), at: call.span)
      }
    }
    return bound
  }

  private func expand(
    _ block: BlockSyntax, module: Int, variables: [Binding], at span: Span, label: String?
  ) throws(Stop) -> Point {
    for index in calls.indices where calls[index].block === block {
      let names = calls.map { text($0.block.word.name) } + [text(block.word.name)]
      throw abort(.blockCycle(names), at: span)
    }
    guard calls.count < Self.deepest else { throw abort(.tooDeep(limit: Self.deepest), at: span) }
    let outer = frame
    let inner = Frame(module: module)
    inner.current = outer.current
    inner.input = outer.current
    calls.append(
      CallRecord(block: block, module: module, callModule: outer.module, callSpan: span, variables: variables)
    )
    frame = inner
    defer {
      frame = outer
      calls.removeLast()
    }
    inner.reserve(block.parameters.count + 2)
    // The bound values are in the order of the parameters, with those left out missing.
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
    builder.enter(label ?? text(block.word.name))
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
    switch try callable(call.word) {
    case .op(let type):
      let bound = try arguments(of: call, type: type, tensorsAllowed: false)
      content = .op(try make(type, bound.values, at: call))
    case .block(let block, let module):
      content = .block(
        block, module: module, variables: try bind(call, to: block.parameters, of: text(block.word.name)))
    case .instance(let instance):
      throw fail(.notCallable(text(instance.name), kind: "a shared instance already"), at: call.span)
    }
    let instance = Instance(name: word.name, content: content, number: builder.makeInstance())
    try declare(word, .callable(.instance(instance)))
  }

  private func use(
    _ instance: Instance, _ call: Call, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    let name = text(instance.name)
    if isChained, !call.arguments.isEmpty { throw fail(.valueDropped(name), at: call.span) }
    var inputs: [Point] = []
    for argument in call.arguments {
      guard argument.word == nil, case .tensor(let point) = try evaluate(argument.value) else {
        throw fail(.argumentsOfInstance(name), at: argument.span)
      }
      inputs.append(point)
    }
    if inputs.count == 1 { frame.current = inputs[0] }
    guard let current = frame.current else { throw fail(.noCurrentValue(name), at: call.span) }
    // A first call that was faulty has not made all weights; further calls would only say so again.
    guard !instance.isFaulty else { throw Stop() }
    builder.beginCall(of: instance.number, isFirst: !instance.isCalled)
    instance.isCalled = true
    let faults = diagnostics.count
    defer {
      builder.endCall()
      instance.isFaulty = diagnostics.count > faults
    }
    switch instance.content {
    case .op(let op):
      return try add(op, inputs.isEmpty ? [current] : inputs, label: label ?? name, at: call.span)
    case .block(let block, let module, let variables):
      return try expand(block, module: module, variables: variables, at: call.span, label: label ?? name)
    }
  }
}
