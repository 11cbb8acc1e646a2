extension EvaluationFault {
  /// A stable name for the kind of fault.
  package var code: String {
    switch self {
    case .unboundSymbols: "unbound-symbols"
    case .input: "wrong-input"
    case .unknownOperators: "unknown-operators"
    case .node(_, .dataDependent), .node(_, .unknownNumbers): "data-dependent"
    case .node: "wrong-node"
    case .missingOutput: "missing-output"
    }
  }

  /// The fault in one line, and the evidence.
  package var wording: (title: String, evidence: [String]) {
    switch self {
    case .unboundSymbols(let axes):
      (
        "extents of the inputs are not known",
        axes.map {
          "\($0.symbol.map { "`\($0)`" } ?? "an unnamed extent") is axis \($0.axis) of `\($0.input)`"
        }
      )
    case .input(let name, let fault): ("the input `\(name)` \(fault.wording)", [])
    case .unknownOperators(let operators):
      (
        operators.count == 1 ? "an operator has no rule" : "\(operators.count) operators have no rule",
        operators.map {
          "`\($0.domain.isEmpty ? "" : $0.domain + ".")\($0.op)` in \($0.count == 1 ? "1 node" : "\($0.count) nodes")"
        }
      )
    case .node(let site, let misuse):
      (
        "`\(site.op)` \(misuse.wording)",
        site.inputs.enumerated().compactMap { index, shape in
          shape.map { "input \(index) is \(Misuse.text($0))" }
        }
      )
    case .missingOutput(let name): ("nothing produces the output `\(name)`", [])
    }
  }

  /// The node with the fault.
  package var node: String? { if case .node(let site, _) = self { site.name } else { nil } }
}

extension EvaluationFault.InputFault {
  var wording: String {
    switch self {
    case .notTensor: "is not a tensor"
    case .noShape: "has no shape"
    case .extents(let extents): "cannot have the extents \(Misuse.text(extents))"
    case .duplicate: "has the name of another input"
    }
  }
}

extension Misuse {
  /// The text after the operator's name.
  var wording: String {
    switch self {
    case .undefined(let name): "takes `\(name)`, which nothing before it produces"
    case .duplicate(let name): "produces `\(name)`, which already exists"
    case .missingInput(let index): "lacks its input \(index)"
    case .outputs(let given, let wanted): "gives \(given) outputs, not \(wanted)"
    case .attribute(let name): "has no valid attribute `\(name)`"
    case .number(let name, let number): "cannot have \(number) as its `\(name)`"
    case .count(let name, let given, let needed): "needs \(needed) numbers as its `\(name)`, not \(given)"
    case .choice(let name, let text): "cannot have `\(text)` as its `\(name)`"
    case .rank(let input, let shape, let expected):
      "needs \(expected) as its input \(input), not \(Self.text(shape))"
    case .shapes(let shapes): "cannot combine \(shapes.map(Self.text).joined(separator: " and "))"
    case .elements(let from, let to):
      "cannot turn \(Self.text(from)) into \(Self.text(to)): the number of entries would change"
    case .axis(let axis, let rank): "has an axis \(axis), but there are only \(rank)"
    case .window(let kernel, let padded): "has a window of \(kernel) over \(padded)"
    case .tooLarge(let numbers): "would give more than can be counted: \(Self.text(numbers))"
    case .unknownNumbers(let input): "depends on the numbers in its input \(input), which only a run knows"
    case .dataDependent: "gives a shape that depends on the numbers of a run"
    case .branches(let one, let other):
      "has branches of different shapes, \(Self.text(one)) and \(Self.text(other)), and only a run knows which one is taken"
    case .unknownRounds: "runs a number of times that only a run knows"
    case .limit(let what, let limit): "makes more than \(limit) \(what)"
    case .depth: "calls itself, or is nested too deeply"
    case .form(let form): "has no rule for \(form)"
    }
  }

  static func text(_ shape: [Int]) -> String { "[\(shape.map(String.init).joined(separator: ", "))]" }
}
