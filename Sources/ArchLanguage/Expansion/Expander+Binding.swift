import ArchDiagnostics
import ArchGraph

/// Layers and blocks with arguments, used as values: `let layer = residual(width: 64)`.
extension Expander {
  /// A call in an expression, where nothing runs: a layer or block with these arguments bound.
  func binding(_ call: Call) throws(Stop) -> Value {
    let name = text(call.word.name)
    let callable = try callableForBinding(call)
    if case .instance = callable {
      throw fail(.callInExpression(source(of: call.span), of: name, isShared: true), at: call.span)
    }
    guard !call.arguments.isEmpty else { return .callable(callable) }
    let outer = callable.bound
    var given: [Given]
    switch callable.base {
    case .op(let type): given = try bound(call, to: type, before: outer?.arguments ?? [])
    case .block(let block, _): given = try bound(call, to: block, before: outer?.arguments ?? [])
    case .instance, .bound: throw Stop()
    }
    given = (outer?.arguments ?? []) + given
    var (nesting, looked) = (0, 0)
    for argument in given { nesting = max(nesting, argument.value.bindings(&looked)) }
    try spend(looked, at: call.span)
    guard nesting < Bound.deepest else { throw abort(.tooDeep(limit: Bound.deepest), at: call.span) }
    return .callable(
      .bound(Bound(callable.base, given, nesting: nesting + 1, at: call.span, in: frame.module)))
  }

  private func callableForBinding(_ call: Call) throws(Stop) -> Callable {
    let name = text(call.word.name)
    if case .callable(let callable)? = frame.find(call.word.name) { return callable }
    let isKnown =
      frame.find(call.word.name) != nil || known(call.word.name) != nil
      || program.modules[frame.module].visible[call.word.name] != nil
      || program.prelude(call.word.name) != nil
      || ForeignWords.layerOrSame(name, among: program.catalogue.names) != nil
    if isExperts(call.word) {
      throw fail(.callInExpression("\(name)(…) { … }", of: name, isShared: false), at: call.span)
    }
    guard isKnown else { throw fail(.unknownFunction(name, candidates: Self.functions), at: call.word.span) }
    return try callable(call.word, of: call)
  }

  /// The arguments of a layer; values of the network must have names here, as one without would be the layer's input.
  private func bound(_ call: Call, to type: any Operator.Type, before: [Given]) throws(Stop) -> [Given] {
    let signature = type.signature
    let given = try self.given(call, to: signature)
    for argument in given {
      guard argument.word == nil else { continue }
      switch argument.value {
      case .tensor, .points, .callable(.instance), .callable(.bound):
        throw fail(
          .callInExpression(source(of: call.span), of: signature.name, isShared: false), at: call.span)
      default: break
      }
    }
    // Unknown and repeated arguments are reported here rather than where it is called.
    _ = try arguments(before + given, of: call, type: type, tensorsAllowed: true, isComplete: false)
    return given
  }

  /// The arguments of a block, each under the name of its parameter.
  private func bound(_ call: Call, to block: BlockSyntax, before: [Given]) throws(Stop) -> [Given] {
    var given = before
    try fill(&given, from: call, of: block.parameters, named: text(block.word.name))
    return Array(given.dropFirst(before.count))
  }

  /// Adds the arguments of a call: those without a name fill the free parameters in order.
  func fill(
    _ given: inout [Given], from call: Call, of parameters: [ParameterSyntax], named name: String
  ) throws(Stop) {
    let before = given.count
    let free =
      before == 0
      ? parameters
      : parameters.filter { parameter in !given.contains { $0.word?.name == parameter.word.name } }
    for (position, argument) in call.arguments.enumerated() {
      let parameter: ParameterSyntax
      if let word = argument.word {
        guard let found = parameters.first(where: { $0.word.name == word.name }) else {
          throw fail(
            .unknownArgument(
              text(word.name), of: name, candidates: parameters.map { text($0.word.name) }, meant: nil),
            at: word.span)
        }
        parameter = found
      } else {
        guard position < free.count else {
          throw fail(.tooManyArguments(of: name, most: free.count, isRest: before > 0), at: argument.span)
        }
        parameter = free[position]
      }
      if let place = given.firstIndex(where: { $0.word?.name == parameter.word.name }) {
        throw twice(
          text(parameter.word.name), of: name, place < before ? given[place] : nil, at: argument.span)
      }
      given.append(
        Given(
          argument, Word(name: parameter.word.name, span: argument.span), try evaluate(argument.value),
          in: frame.module))
    }
  }

  /// The fault of an argument given twice, where the first may have been bound elsewhere.
  func twice(_ argument: String, of name: String, _ bound: Given?, at span: Span) -> Stop {
    guard let bound else { return fail(.repeatedArgument(argument, of: name), at: span) }
    return fail(
      .boundArgument(
        argument, of: name, value: bound.value.text(program.names),
        where: wherePlaced(bound.span, in: bound.module)), at: span)
  }

  /// The arguments of a call of a layer with their values.
  func given(_ call: Call, to signature: Signature) throws(Stop) -> [Given] {
    var given: [Given] = []
    given.reserveCapacity(call.arguments.count)
    for argument in call.arguments {
      try checkWord(argument, of: call, signature)
      given.append(
        Given(argument, argument.word, try evaluate(argument.value), in: frame.module))
    }
    return given
  }

  /// A place as errors name it: its line, and its file if that differs.
  func wherePlaced(_ span: Span, in module: Int) -> String {
    let place = program.place(span, in: module)
    let file = program.modules[module].source.name
    if file.hasPrefix("--set ") { return "by `\(file)`" }
    let line = "on line \(place.line ?? 0)"
    return module == frame.module || place.file == nil ? line : "\(line) of \(file)"
  }

  /// The note in errors about a layer or block whose arguments were bound elsewhere.
  func note(_ bound: Bound) -> String {
    "`\(Value.callable(.bound(bound)).text(program.names))` was bound \(wherePlaced(bound.span, in: bound.module))"
  }
}
