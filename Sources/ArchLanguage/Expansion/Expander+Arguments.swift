import ArchDiagnostics
import ArchGraph

/// The arguments of calls of layers.
extension Expander {
  /// The arguments of a call as they were sorted.
  struct SortedArguments {
    /// Those that are not values of the network, in the order of the signature.
    var values: [ArgumentValue?]
    /// Values of the network without a name.
    var tensors: [Point] = []
    /// Values of the network with the name of an input.
    var named: [(index: Int, point: Point)] = []
    /// Layers and blocks with the name of an input: what they compute from the weights of the called layer.
    var computed: [(index: Int, callable: Callable, span: Span)] = []
  }

  /// The arguments of a call in the order of the signature, without tensors.
  ///
  /// - Parameter isComplete: whether required arguments are present; if the layer is a value, the rest follow later.
  func arguments(
    _ given: [Given], of call: Call, type: any Operator.Type, tensorsAllowed: Bool, isComplete: Bool = true
  ) throws(Stop) -> SortedArguments {
    let signature = type.signature
    var sorted = SortedArguments(values: Array(repeating: nil, count: signature.arguments.count))
    var givers = [Int?](repeating: nil, count: signature.arguments.count)
    var position = 0
    for (place, argument) in given.enumerated() {
      let (value, span, module) = (argument.value, argument.valueSpan, argument.module)
      if argument.word == nil, tensorsAllowed {
        switch value {
        case .tensor(let point):
          sorted.tensors.append(point)
          continue
        case .points(let list) where signature.inputs.takesSeveral:
          sorted.tensors += try self.values(of: list, for: signature.name, at: span)
          continue
        default: break
        }
      }
      switch value {
      case .poison: throw Stop()
      case .points(let list)
      where argument.word.map { signature.inputs.names.contains(text($0.name)) } ?? false:
        throw fail(
          .severalValues(of: signature.name, count: list.values.count, isAmongOthers: true), at: span)
      case .tensor where argument.word == nil && !tensorsAllowed,
        .points where argument.word == nil && !tensorsAllowed:
        throw fail(.valueAsArgument(source(of: span), of: signature.name), at: argument.span)
      case .tensor(let point):
        guard let word = argument.word, let index = signature.inputs.names.firstIndex(of: text(word.name))
        else {
          break
        }
        guard !sorted.hasInput(index) else {
          throw twice(text(word.name), of: signature.name, nil, at: argument.span)
        }
        sorted.named.append((index, point))
        continue
      case .callable(.instance(let instance)):
        let index = argument.word.flatMap { signature.inputs.names.firstIndex(of: text($0.name)) }
        guard tensorsAllowed && argument.word == nil || index != nil else { break }
        let point = Point(node: try weights(of: instance, at: span))
        if let index { sorted.named.append((index, point)) } else { sorted.tensors.append(point) }
        continue
      case .callable where argument.word == nil && tensorsAllowed,
        .callable(.bound) where argument.word == nil:
        throw fail(
          .layerAsValue(value.text(program.names), of: signature.name, takesValues: tensorsAllowed),
          at: span, module: module)
      case .callable(let callable):
        guard let word = argument.word, let index = signature.inputs.names.firstIndex(of: text(word.name))
        else { break }
        guard !sorted.hasInput(index) else {
          throw twice(text(word.name), of: signature.name, nil, at: argument.span)
        }
        sorted.computed.append((index, callable, span))
        continue
      default: break
      }
      let index = try self.index(of: argument, of: call, in: signature, sorted.values, position: &position)
      guard sorted.values[index] == nil else {
        let before = givers[index].map { given[$0] }
        let isBound = before.map { $0.module != frame.module || !Self.holds(call.span, $0.span) } ?? false
        throw twice(
          signature.arguments[index].name, of: signature.name, isBound ? before : nil, at: argument.span)
      }
      guard let converted = value.argument(program.names) else {
        throw fail(
          .wrongType(expected: signature.arguments[index].kind.description, found: value.kind(program.names)),
          at: span, module: module)
      }
      sorted.values[index] = converted
      givers[index] = place
    }
    for index in signature.required where isComplete && sorted.values[index] == nil && index != signature.part
    {
      let argument = signature.arguments[index]
      throw fail(.missingArgument(argument.name, of: signature.name, help: argument.help), at: call.span)
    }
    return sorted
  }

  /// Reports a meaningless word given to an argument that takes words, with the words that it takes.
  func checkWord(
    _ argument: ArgumentSyntax, of call: Call, _ signature: Signature
  ) throws(Stop) {
    guard let word = argument.word, case .name(let name) = argument.value.kind,
      let index = signature.index(of: text(word.name)), frame.find(name) == nil, known(name) == nil,
      program.modules[frame.module].visible[name] == nil, Keyword(name) == nil
    else { return }
    let (kind, given) = (signature.arguments[index].kind, text(name))
    guard !kind.words.isEmpty, !program.catalogue.words.contains(given) else { return }
    throw fail(
      .unknownWord(given, argument: text(word.name), of: signature.name, words: kind.words),
      at: argument.value.span)
  }

  /// The call as it might have been meant: the surplus arguments without a name, after the names of the required
  /// ones.
  private func example(of call: Call, _ signature: Signature) -> String? {
    var values = call.arguments.filter { $0.word == nil }.map { source(of: $0.value.span) }
    if signature.positional.isEmpty, values.count == call.arguments.count,
      values.count <= signature.arguments.count
    {
      let named = zip(signature.arguments, values).map { "\($0.name): \($1)" }
      return "\(signature.name)(\(named.joined(separator: ", ")))"
    }
    let required = signature.required.filter { !signature.arguments[$0].isPositional }
      .map { signature.arguments[$0].name }
    let names = required.filter { name in
      !call.arguments.contains { $0.word.map { text($0.name) == name } ?? false }
    }
    // In other frameworks the channels of the input come first.
    if values.count == signature.positional.count + names.count + 1 { values.removeFirst() }
    guard values.count == signature.positional.count + names.count, !names.isEmpty else { return nil }
    let named = zip(names, values.suffix(names.count)).map { "\($0): \($1)" }
    return "\(signature.name)(\((values.prefix(signature.positional.count) + named).joined(separator: ", ")))"
  }

  /// The arguments of a call as a single list, if that is what the layer takes.
  private func listed(_ call: Call, _ signature: Signature) -> String? {
    guard signature.arguments.count == 1, call.arguments.allSatisfy({ $0.word == nil }) else { return nil }
    switch signature.arguments[0].kind {
    case .integers, .integerList, .axisList, .axes, .sides: break
    default: return nil
    }
    let values = call.arguments.map { source(of: $0.value.span) }.joined(separator: ", ")
    return values.utf8.count > 60 ? nil : "\(signature.name)([\(values)])"
  }

  private func index(
    of argument: Given, of call: Call, in signature: Signature, _ values: [ArgumentValue?],
    position: inout Int
  ) throws(Stop) -> Int {
    if let word = argument.word {
      let name = text(word.name)
      if let index = signature.index(of: name) { return index }
      throw fail(
        .unknownArgument(
          name, of: signature.name,
          candidates: signature.arguments.map(\.name) + signature.inputs.names.dropFirst(), meant: meant(call)
        ),
        at: word.span)
    }
    defer { position += 1 }
    while position < signature.positional.count, values[signature.positional[position]] != nil {
      position += 1
    }
    if position < signature.positional.count { return signature.positional[position] }
    guard position < signature.arguments.count else {
      throw fail(
        .tooManyArguments(
          of: signature.name, most: signature.arguments.count, example: listed(call, signature)),
        at: argument.span)
    }
    let named = signature.arguments.filter { !$0.isPositional }.map(\.name)
    let unnamed = call.arguments.count { $0.word == nil }
    let knowsChannels =
      unnamed > signature.positional.count + 1
      && program.catalogue[signature.name]?.bringsWeights == true
    throw fail(
      .needsName(
        of: signature.name, candidates: named, knowsChannels: knowsChannels,
        example: example(of: call, signature)), at: argument.span)
  }

  private static func holds(_ outer: Span, _ inner: Span) -> Bool {
    outer.lower <= inner.lower && inner.upper <= outer.upper
  }
}

extension Expander.SortedArguments {
  /// Whether an input was given by its name.
  fileprivate func hasInput(_ index: Int) -> Bool {
    named.contains { $0.index == index } || computed.contains { $0.index == index }
  }
}

extension Operator {
  /// Whether it has weights with the extents of the input, at least in some of its specimens.
  fileprivate static var bringsWeights: Bool {
    specimens.contains { !$0.op.parameters(of: $0.inputs).isEmpty }
  }
}
