import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Calls of layers.
extension Expander {
  func apply(
    _ type: any Operator.Type, _ call: Call, _ before: Bound? = nil, label: String?, isChained: Bool
  ) throws(Stop) -> Point {
    let signature = type.signature
    var given = try self.given(call, to: signature)
    if let before { given = before.arguments + given }
    let bound = try arguments(given, of: call, type: type, tensorsAllowed: Self.takesValues(signature))
    if bound.named.isEmpty, bound.computed.isEmpty, signature.inputs.takesOne {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      if let part = signature.part, bound.values[part] == nil {
        return try parts(type, bound.values, given, part, of: current, call, label: label)
      }
      return try add(
        try kind(type, bound.values, given, at: call), [current], label: label, at: call.span,
        isChained: isChained)
    }
    if signature.inputs == .none {
      if isChained { throw fail(.valueDropped(signature.name), at: call.span) }
      return try add(try kind(type, bound.values, given, at: call), [], label: label, at: call.span)
    }
    let inputs = try self.inputs(of: call, signature, bound.tensors, bound.named)
    if isChained, !inputs.contains(where: { $0.node == frame.current?.node }), !isListUsed(inputs) {
      throw fail(.valueDropped(signature.name), at: call.span)
    }
    let kind = try kind(type, bound.values, given, at: call)
    var nodes = inputs.compactMap(\.node)
    guard nodes.count == inputs.count else {
      throw noSingleValue(among: inputs, of: signature.name, at: call.span)
    }
    for (index, point) in bound.named {
      nodes[index] = try weights(meantBy: point, at: index, of: kind.op, nodes, in: call)
    }
    if let computed = bound.computed.first {
      return try apply(kind, to: nodes, weightsComputedBy: computed, of: call, label: label)
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

  /// Whether a call may list values among its positional arguments: not if it takes a single one, which comes
  /// by an arrow.
  private static func takesValues(_ signature: Signature) -> Bool { !signature.inputs.takesOne }

  /// The values that a call takes, in order: named ones at their places, the others at the free places.
  ///
  /// The current value comes first if one is missing.
  private func inputs(
    of call: Call, _ signature: Signature, _ given: [Point], _ named: [(index: Int, point: Point)]
  ) throws(Stop) -> [Point] {
    let least = signature.inputs.counts.lowerBound
    var given = given
    // With `oneOrSeveral`, a single listed value follows the current one, as everywhere.
    let isOther = signature.inputs == .oneOrSeveral && given.count == 1
    if isOther || given.count < least - named.count(where: { $0.index < least }) {
      guard let current = frame.current else { throw fail(.noCurrentValue(signature.name), at: call.span) }
      if let list = current.list, signature.inputs.takesSeveral {
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

  /// Adds a layer of this kind to the values it takes.
  ///
  /// - Parameter isChained: whether an arrow in the text says which value that is.
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

  /// Adds a layer of this kind, reusing the form it had before for inputs of these shapes.
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

  /// The operator of a call, made once for all calls from the same place in the text with the same arguments.
  func kind(
    _ type: any Operator.Type, _ values: [ArgumentValue?], _ given: [Given], at call: Call
  ) throws(Stop) -> LayerKind {
    let place = frame.module << 32 | Int(call.span.lower)
    if let known = callSites[place]?.first(where: { $0.type == type && $0.values == values }) { return known }
    let kind = LayerKind(type, values, try make(type, values, given, at: call))
    callSites[place, default: Recent()].add(kind)
    return kind
  }

  func make(
    _ type: any Operator.Type, _ values: [ArgumentValue?], _ given: [Given] = [], at call: Call
  ) throws(Stop) -> any Operator {
    do throws(ArgumentFault) {
      return try type.init(
        Arguments(
          type.signature, values,
          inputs: given.compactMap { argument in
            guard let word = argument.word, !argument.value.isLayer else { return nil }
            return type.signature.inputs.names.first { $0 == text(word.name) }
          }))
    } catch {
      let argument = given.first { $0.word.map { text($0.name) } == error.argument }
      let positions = type.signature.arguments.filter(\.isPositional).map(\.name)
      let positional = positions.firstIndex(of: error.argument).flatMap { index in
        let given = given.filter { $0.word == nil }
        return index < given.count ? given[index] : nil
      }
      let found = argument ?? positional
      throw fail(
        .argument(error, of: type.signature.name), at: found?.valueSpan ?? call.span,
        module: found?.module)
    }
  }

  /// The text of a part of the current file.
  func source(of span: Span) -> String { program.modules[frame.module].source.text(in: span.range) }
}
