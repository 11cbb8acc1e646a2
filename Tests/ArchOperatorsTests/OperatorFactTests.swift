import ArchGraph
import ArchOperators
import Testing

/// Every operator against other implementations; the rows are in files by the operators' names.
@Suite struct OperatorFactTests {
  // MARK: A table of PyTorch's

  @Test(arguments: PyTorchFact.all) func producesTheShapeOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    #expect(try op.output(of: [fact.input]).shape(of: [fact.input]) == fact.output)
  }

  @Test(arguments: PyTorchFact.all) func hasTheParametersOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    #expect(try op.parameters(of: [fact.input]).count(.weight).value() == fact.parameters)
  }

  @Test(arguments: PyTorchFact.all.filter { $0.multiplyAdds != nil })
  func countsTheMultiplyAddsOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    let work = op.work(from: [fact.input], to: fact.output)
    #expect(try work[.multiplyAdds].value() == fact.multiplyAdds)
  }

  @Test(arguments: PyTorchFact.all.filter { !$0.values.isEmpty })
  func computesTheValuesOfPyTorch(fact: PyTorchFact) throws {
    let op = try fact.makeOperator()
    var next = 0
    func tensor(_ shape: Shape) -> Tensor<Float> {
      Tensor(shape) { _ in
        defer { next += 1 }
        return Float(next * 37 % 19 - 9) / 8
      }
    }
    let input = tensor(fact.input)
    let weights = op.parameters(of: [fact.input]).map { tensor($0.shape) }
    let values = op.define([input], weights, output: fact.output).values.map(Double.init)
    let weighed = values.enumerated().reduce(0) { $0 + $1.element * Double($1.offset % 13 + 1) }
    let found = [values.reduce(0, +), weighed, try #require(values.last)]
    for (found, expected) in zip(found, fact.values) {
      #expect(abs(found - expected) < 0.0002 + abs(expected) * 1e-6)
    }
  }

  // MARK: Single cases

  /// Shape, parameters and values are those that another implementation computes.
  @Test(arguments: Reference.all) func agreesWithOthers(reference: Reference) throws {
    try reference.check(reference.op)
  }

  /// Shape, parameters, multiply-adds and values are those that another implementation computes.
  @Test(arguments: SequenceFact.all) func agreesWithOthers(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  /// Every operator but the merges takes one tensor, of numbers unless it only moves them, and says so.
  @Test(arguments: Reference.all) func takesNumbersOnly(reference: Reference) {
    let op = reference.op
    let tokens = reference.inputs.map { Shape($0.dimensions, of: .token) }
    if !Self.moving.contains(op.name) {
      #expect(throws: Misfit.element(expected: .number, found: tokens[0])) { try op.output(of: tokens) }
    }
    switch type(of: op).signature.inputs {
    case .one:
      #expect(throws: Misfit.inputs(expected: "one input", found: 0)) { try op.output(of: []) }
      #expect(throws: Misfit.inputs(expected: "one input", found: 2)) {
        try op.output(of: [[2, 3], [2, 3]])
      }
    case .exactly(let names, _) where (2...3).contains(names.count):
      let expected = names.count == 2 ? "two inputs" : "three inputs"
      for count in [1, names.count - 1, names.count + 1] {
        #expect(throws: Misfit.inputs(expected: expected, found: count)) {
          try op.output(of: Array(repeating: [2, 3], count: count))
        }
      }
    case .several:
      #expect(throws: Misfit.inputs(expected: "at least two inputs", found: 1)) {
        try op.output(of: [[2, 3]])
      }
    case .exactly, .none, .oneOrSeveral: Issue.record("\(op.name) takes nothing")
    }
  }

  /// Each takes as many tensors as it says, of numbers or of tokens.
  @Test(arguments: SequenceFact.all.filter { !$0.mayHaveMoreInputs })
  func takesTheRightInputs(fact: SequenceFact) {
    let (op, inputs) = (fact.op, fact.inputs)
    let words = ["one input", "two inputs", "three inputs", "four inputs", "five inputs", "six inputs"]
    let expected = words[inputs.count - 1]
    for count in [0, inputs.count + 1] {
      #expect(throws: Misfit.inputs(expected: expected, found: count)) {
        try op.output(of: Array(repeating: inputs[0], count: count))
      }
    }
    // It takes what it is given for words.
    guard op.name != "one_hot" else { return }
    if Self.moving.contains(op.name) {
      // What only moves entries moves tokens as well; around them there can be no fraction, and nothing is reflected.
      let tokens = Shape(inputs[0].dimensions, of: .token)
      let output = try? op.output(of: [tokens]).shape(of: [tokens])
      if op.name != "pad" || output != nil {
        #expect(output?.element == .token)
        #expect(output?.dimensions == (try? op.output(of: inputs).shape(of: inputs))?.dimensions)
      }
      return
    }
    let wanted = inputs[0].element
    let wrong = inputs.map { Shape($0.dimensions, of: wanted == .token ? .number : .token) }
    #expect(throws: Misfit.element(expected: wanted, found: wrong[0])) { try op.output(of: wrong) }
  }

  private static let moving: Set = [
    "roll", "flip", "slice", "expand", "tile", "repeat_interleave", "pad", "split", "crop", "select",
    "reshape", "flatten",
    "permute", "identity", "concat",
  ]
}

extension SequenceFact {
  /// Whether the operator has inputs that may be left out, or any number of them.
  var mayHaveMoreInputs: Bool {
    switch type(of: op).signature.inputs {
    case .one, .none: false
    case .exactly(_, let optional): !optional.isEmpty
    case .several, .oneOrSeveral: true
    }
  }
}
