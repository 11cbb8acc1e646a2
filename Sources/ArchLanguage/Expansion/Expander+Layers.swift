import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Calls of layers.
extension Expander {
  func apply(
    _ type: any Operator.Type, _ call: Call, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    let signature = type.signature
    let bound = try arguments(of: call, type: type, tensorsAllowed: Self.takesValues(signature))
    if bound.named.isEmpty, signature.inputs.counts.lowerBound == 1 {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      if let part = signature.part, bound.values[part] == nil {
        return try parts(type, bound.values, part, of: current, call, label: label)
      }
      return try add(
        try kind(type, bound.values, at: call), [current], label: label, at: call.span, isChained: isChained)
    }
    if signature.inputs == .none {
      if isChained { throw fail(.valueDropped(signature.name), at: call.span) }
      return try add(try kind(type, bound.values, at: call), [], label: label, at: call.span)
    }
    let inputs = try self.inputs(of: call, signature, bound.tensors, bound.named)
    if isChained, !inputs.contains(where: { $0.node == frame.current?.node }), !isListUsed(inputs) {
      throw fail(.valueDropped(signature.name), at: call.span)
    }
    let kind = try kind(type, bound.values, at: call)
    var nodes = inputs.compactMap(\.node)
    guard nodes.count == inputs.count else {
      throw noSingleValue(among: inputs, of: signature.name, at: call.span)
    }
    for (index, point) in bound.named {
      nodes[index] = try weights(meantBy: point, at: index, of: kind.op, nodes, in: call)
    }
    do throws(Misfit) {
      return try add(kind, to: nodes, label: label, at: call.span)
    } catch {
      if error.isLimit { throw abort(.misfit(error, of: signature.name), at: call.span) }
      guard case .shapes = error else { throw fail(.misfit(error, of: signature.name), at: call.span) }
      throw fail(
        .values(of: signature.name, results: describe(nodes), help: mending(nodes, error)), at: call.span)
    }
  }

  /// Whether values may be among the arguments of a call by their place: they cannot where there is one, which comes
  /// by an arrow.
  private static func takesValues(_ signature: Signature) -> Bool { signature.inputs.counts.lowerBound != 1 }

  /// The values that a call takes, in order: those with a name at their places, the others where places are free.
  ///
  /// The current value comes first where one is missing.
  private func inputs(
    of call: Call, _ signature: Signature, _ given: [Point], _ named: [(index: Int, point: Point)]
  ) throws(Stop) -> [Point] {
    let least = signature.inputs.counts.lowerBound
    var given = given
    if given.count < least - named.count(where: { $0.index < least }) {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      if let list = current.list, least >= 2 {
        given.insert(contentsOf: try values(of: list, for: signature.name, at: call.span), at: 0)
      } else {
        given.insert(current, at: 0)
      }
    }
    guard !named.isEmpty else {
      guard given.count >= least else {
        throw fail(
          .needsValues(of: signature.name, names: signature.inputs.names, least: least), at: call.span)
      }
      return given
    }
    var inputs: [Point] = []
    var rest = given[...]
    for index in signature.inputs.names.indices {
      if let value = named.first(where: { $0.index == index }) {
        guard inputs.count == index else {
          throw fail(
            .needsValues(of: signature.name, names: signature.inputs.names, least: index), at: call.span)
        }
        inputs.append(value.point)
      } else if let next = rest.popFirst() {
        inputs.append(next)
      }
    }
    guard inputs.count >= least else {
      throw fail(.needsValues(of: signature.name, names: signature.inputs.names, least: least), at: call.span)
    }
    return inputs + rest
  }

  /// Adds a layer of a kind to the values it takes.
  ///
  /// - Parameter isChained: whether the text says by an arrow which value that is.
  func add(
    _ kind: LayerKind, _ inputs: [Point], label: String?, at span: Span, isChained: Bool = true
  ) throws(Stop) -> Point {
    let nodes = inputs.compactMap(\.node)
    guard nodes.count == inputs.count else { throw noSingleValue(among: inputs, of: kind.op.name, at: span) }
    do throws(Misfit) {
      return try add(kind, to: nodes, label: label, at: span)
    } catch {
      if error.isLimit { throw abort(.misfit(error, of: kind.op.name), at: span) }
      throw fail(
        .misfit(error, of: kind.op.name, input: isChained ? nil : lastInput(nodes[0])), at: span)
    }
  }

  /// Adds a layer of a kind, in the form that it had before for inputs of these shapes.
  func add(
    _ kind: LayerKind, to nodes: [Node.ID], label: String?, at span: Span
  ) throws(Misfit) -> Point {
    if let experts, let point = try add(kind, ofExperts: experts, to: nodes, label: label, at: span) {
      return point
    }
    let form: LayerForm
    if let known = kind.forms.first(where: { builder.fits($0, nodes) }) {
      form = known
    } else {
      form = try builder.form(of: kind.op, on: nodes)
      kind.forms.add(form)
    }
    return Point(
      node: try builder.apply(form, to: nodes, label: label, at: program.place(span, in: frame.module)))
  }

  /// The operator of a call, made once for all calls at its place in the text with the same arguments.
  func kind(_ type: any Operator.Type, _ values: [ArgumentValue?], at call: Call) throws(Stop) -> LayerKind {
    let place = frame.module << 32 | Int(call.span.lower)
    if let known = callSites[place]?.first(where: { $0.type == type && $0.values == values }) { return known }
    let kind = LayerKind(type, values, try make(type, values, at: call))
    callSites[place, default: Recent()].add(kind)
    return kind
  }

  func make(_ type: any Operator.Type, _ values: [ArgumentValue?], at call: Call) throws(Stop) -> any Operator
  {
    do throws(ArgumentFault) {
      return try type.init(
        Arguments(
          type.signature, values,
          inputs: call.arguments.compactMap { argument in
            argument.word.map { text($0.name) }.flatMap {
              type.signature.inputs.names.contains($0) ? $0 : nil
            }
          }))
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
  ) throws(Stop) -> (values: [ArgumentValue?], tensors: [Point], named: [(index: Int, point: Point)]) {
    let signature = type.signature
    var values = [ArgumentValue?](repeating: nil, count: signature.arguments.count)
    var tensors: [Point] = []
    var named: [(index: Int, point: Point)] = []
    var position = 0
    for argument in call.arguments {
      try checkWord(argument, of: call, signature)
      let value = try evaluate(argument.value)
      if argument.word == nil, tensorsAllowed {
        switch value {
        case .tensor(let point):
          tensors.append(point)
          continue
        case .points(let list) where signature.inputs.counts.lowerBound >= 2:
          tensors += try self.values(of: list, for: signature.name, at: argument.value.span)
          continue
        default: break
        }
      }
      switch value {
      case .poison: throw Stop()
      case .points(let list)
      where argument.word.map { signature.inputs.names.contains(text($0.name)) } ?? false:
        throw fail(
          .severalValues(of: signature.name, count: list.values.count, isAmongOthers: true),
          at: argument.value.span)
      case .tensor where argument.word == nil && !tensorsAllowed,
        .points where argument.word == nil && !tensorsAllowed:
        throw fail(.valueAsArgument(source(of: argument.value), of: signature.name), at: argument.span)
      case .tensor(let point):
        guard let word = argument.word, let index = signature.inputs.names.firstIndex(of: text(word.name))
        else {
          break
        }
        guard !named.contains(where: { $0.index == index }) else {
          throw fail(.repeatedArgument(text(word.name), of: signature.name), at: argument.span)
        }
        named.append((index, point))
        continue
      case .callable(.instance(let instance)):
        let index = argument.word.flatMap { signature.inputs.names.firstIndex(of: text($0.name)) }
        guard tensorsAllowed && argument.word == nil || index != nil else { break }
        let point = Point(node: try weights(of: instance, at: argument.value.span))
        if let index { named.append((index, point)) } else { tensors.append(point) }
        continue
      case .callable where argument.word == nil && tensorsAllowed:
        throw fail(
          .wrongType(expected: "a value", found: value.kind(program.names)), at: argument.value.span)
      default: break
      }
      let index = try self.index(of: argument, of: call, in: signature, position: &position)
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
    for index in signature.required where values[index] == nil && index != signature.part {
      let argument = signature.arguments[index]
      throw fail(.missingArgument(argument.name, of: signature.name, help: argument.help), at: call.span)
    }
    return (values, tensors, named)
  }

  private func source(of expression: Expression) -> String { source(of: expression.span) }

  /// The text of a part of the current file.
  func source(of span: Span) -> String { program.modules[frame.module].source.text(in: span.range) }

  /// A word that means nothing, where an argument takes words: those that it takes are what helps.
  private func checkWord(
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

  /// A call as it might have been meant: the arguments without a name that come too many, after the names of those that
  /// must be given.
  private func example(of call: Call, _ signature: Signature) -> String? {
    var values = call.arguments.filter { $0.word == nil }.map { source(of: $0.value) }
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

  private func index(
    of argument: ArgumentSyntax, of call: Call, in signature: Signature, position: inout Int
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
    if position < signature.positional.count { return signature.positional[position] }
    guard position < signature.arguments.count else {
      throw fail(.tooManyArguments(of: signature.name, most: signature.arguments.count), at: argument.span)
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
}

extension Operator {
  /// Whether it has weights, whose extents are those of the input, at least in some of its specimens.
  fileprivate static var bringsWeights: Bool {
    specimens.contains { !$0.op.parameters(of: $0.inputs).isEmpty }
  }
}
