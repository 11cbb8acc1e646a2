import ArchGraph
import Testing

@testable import ArchOperators

/// Embeddings, recurrent layers, attention and what follows detectors, against PyTorch and at their limits.
@Suite struct SequenceOperatorTests {
  // MARK: Other implementations

  /// Shape, parameters, multiply-adds and values are those that PyTorch computes.
  @Test(arguments: SequenceFacts.facts) func agreesWithPyTorch(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  @Test(arguments: SequenceFacts.attention + SequenceFacts.experts) func agreesWithPyTorchOfToday(
    fact: SequenceFact
  ) throws {
    try fact.check(fact.op)
  }

  /// What is counted in closed form is what looking at each pair of a query and a key counts.
  @Test func countsWhatMasksLeave() {
    var cases = 0
    for keys in 1...9 {
      for queries in 1...keys {
        for causal in [false, true] {
          for window in [nil, 1, 2, 5, 20] {
            for (prefix, block) in [(nil, nil), (1, nil), (4, nil), (30, nil), (nil, 1), (nil, 3), (nil, 40)]
            {
              var scoring = Scoring()
              (scoring.causal, scoring.window, scoring.prefix, scoring.block) = (
                causal, window, prefix, block
              )
              guard (try? scoring.check(queries: queries, keys: keys, of: "attention")) != nil else {
                continue
              }
              let seen = (0..<queries).reduce(0) { sum, query in
                sum + (0..<keys).count { scoring.sees(keys - queries + query, $0) }
              }
              #expect(
                scoring.visible(queries: queries, keys: keys) == seen, "\(scoring) \(queries) of \(keys)")
              cases += 1
            }
          }
        }
      }
    }
    #expect(cases > 1000)
  }

  @Test func everyAttentionFactIsRead() { #expect(SequenceFacts.attention.count == 39) }

  @Test(arguments: SequenceFacts.equations) func agreesWithThePapersEquations(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  @Test func coversEveryOperatorOfItsKinds() {
    let kinds: [Signature.Category] = [.recurrent, .attention, .postprocessing]
    let facts = SequenceFacts.facts + SequenceFacts.attention + RecurrenceFacts.facts
    let covered = Set(facts.map(\.op.name)).union(["non_maximum_suppression"])
    let operators = Catalogue.standard.operators.filter { kinds.contains($0.signature.category) }
    #expect(operators.map { $0.signature.name }.filter { !covered.contains($0) } == [])
    #expect(covered.isSuperset(of: ["embedding", "position", "class_token", "matmul"]))
  }

  /// What FlopCounterMode of PyTorch 2.15 counts for an LSTM and a GRU.
  @Test func recurrentLayersCountTheFirstState() throws {
    for (tokens, features, units) in [(10, 32, 64), (20, 64, 32)] {
      let input: Shape = [tokens, features]
      #expect(try multiplyAdds(LSTM(units), on: [input]) == 245_760)
      #expect(try multiplyAdds(GRU(units), on: [input]) == 184_320)
    }
  }

  /// The summaries of the networks in Keras' guide "Working with RNNs".
  @Test func kerasCountsBiasesItsOwnWay() throws {
    let input: Shape = [10, 64]
    #expect(try parameters(LSTM(128, biases: .one), on: [input]) == 98_816)
    #expect(try parameters(GRU(256), on: [input]) == 247_296)
    #expect(try parameters(LSTM(64, bidirectional: true, biases: .one), on: [[5, 10]]) == 38_400)
    #expect(try parameters(RNN(128, biases: .one), on: [[10, 256]]) == 49_280)
  }

  // MARK: Networks, as sums of rules

  /// ViT-B/16 (Dosovitskiy and others 2021): parameters and multiply-adds that torchvision publishes.
  @Test func visionTransformer() throws {
    let image: Shape = [3, 224, 224]
    let tokens: Shape = [197, 768]
    var sum = Sum()
    #expect(try sum.add(Conv(768, kernel: 16, stride: 16), on: [image]) == [768, 14, 14])
    #expect(try sum.add(ClassToken(), on: [[196, 768]]) == tokens)
    try sum.add(Position(), on: [tokens])
    for _ in 0..<12 {
      try sum.add(LayerNorm(), on: [tokens])
      #expect(try sum.add(Attention(12), on: [tokens]) == tokens)
      try sum.add(LayerNorm(), on: [tokens])
      #expect(try sum.add(Dense(3072), on: [tokens]) == [197, 3072])
      try sum.add(Dense(768), on: [[197, 3072]])
    }
    try sum.add(LayerNorm(), on: [tokens])
    try sum.add(Dense(1000), on: [[768]])
    #expect(sum.multiplyAdds == 17_563_828_224)
    #expect(sum.parameters == 86_567_656)
  }

  /// Swin-T (Liu and others 2021): torchvision publishes 28,288,354 parameters and 4.491 GFLOPS.
  @Test func swinTransformer() throws {
    var sum = Sum()
    try sum.add(Conv(96, kernel: 4, stride: 4), on: [[3, 224, 224]])
    try sum.add(LayerNorm(), on: [[3136, 96]])
    for (stage, blocks) in [2, 2, 6, 2].enumerated() {
      let (side, width) = (56 >> stage, 96 << stage)
      let windows: Shape = [side / 7 * (side / 7), 49, width]
      for _ in 0..<blocks {
        try sum.add(LayerNorm(), on: [windows])
        #expect(try sum.add(Attention(3 << stage, relativeBias: [7, 7]), on: [windows]) == windows)
        try sum.add(LayerNorm(), on: [windows])
        let wide = try sum.add(Dense(4 * width), on: [windows])
        try sum.add(Dense(width), on: [wide])
      }
      guard stage < 3 else { break }
      try sum.add(LayerNorm(), on: [[side * side / 4, 4 * width]])
      try sum.add(Dense(2 * width, bias: false), on: [[side * side / 4, 4 * width]])
    }
    try sum.add(LayerNorm(), on: [[49, 768]])
    try sum.add(Dense(1000), on: [[768]])
    #expect(sum.parameters == 28_288_354)
    #expect((sum.multiplyAdds + 500_000) / 1_000_000 == 4_491)
  }

  /// GPT-2 small (Radford and others 2019), whose head has the weights of its embedding, and BERT base
  /// (Devlin and others 2019) with its pooler: the parameters that their checkpoints have.
  @Test(arguments: [(50_257, 1024, 0, 124_439_808), (30_522, 512, 2, 109_482_240)])
  func languageModels(vocabulary: Int, length: Int, segments: Int, parameters: Int) throws {
    let isBERT = segments > 0
    let words: Shape = Shape([128], of: .token)
    let tokens: Shape = [128, 768]
    var sum = Sum()
    #expect(try sum.add(Embedding(vocabulary, 768), on: [words]) == tokens)
    try sum.add(Position(length: length), on: [tokens])
    if isBERT { try sum.add(Embedding(segments, 768), on: [words]) }
    for _ in 0..<12 {
      try sum.add(LayerNorm(), on: [tokens])
      try sum.add(Attention(12, causal: !isBERT), on: [tokens])
      try sum.add(LayerNorm(), on: [tokens])
      try sum.add(Dense(3072), on: [tokens])
      try sum.add(Dense(768), on: [[128, 3072]])
    }
    try sum.add(LayerNorm(), on: [tokens])
    if isBERT { try sum.add(Dense(768), on: [[768]]) }
    #expect(sum.parameters == parameters)
  }

  // MARK: Meaning

  /// A mask costs nothing and takes nothing off the figures.
  @Test func maskedScoresCount() throws {
    let input: Shape = [7, 8]
    let (plain, masked) = (Attention(2), Attention(2, causal: true))
    #expect(
      try plain.work(from: [input], to: input).vector() == masked.work(from: [input], to: input).vector())
    // Of 49 scores 28 are seen; the others cost 8 features twice.
    #expect(try masked.work(from: [input], to: input).masked.value() == 21 * 8 * 2)
    #expect(try plain.work(from: [input], to: input).masked.value() == 0)
    let weights = masked.parameters(of: [input]).map { parameter in
      Tensor<Float>(parameter.shape) { Float($0.reduce(1) { 5 * $0 + $1 } % 7 - 3) / 4 }
    }
    let x = Tensor<Float>(input) { Float(($0[0] * 3 + $0[1] * 5) % 8) / 8 }
    let y = masked.define([x], weights, output: input)
    for token in 0..<7 {
      var changed = x
      changed[[token, 2]] += 1
      let z = masked.define([changed], weights, output: input)
      #expect((0..<7).filter { z[[$0, 0]] != y[[$0, 0]] } == Array(token..<7))
    }
  }

  /// Self-attention is cross-attention to itself.
  @Test func selfAttentionIsCrossAttentionToItself() throws {
    let input: Shape = [5, 8]
    let (own, cross) = (Attention(4, keyHeads: 2), CrossAttention(4, keyHeads: 2))
    var (a, b) = (
      try own.work(from: [input], to: input).vector(),
      try cross.work(from: [input, input], to: input).vector()
    )
    #expect(b[.activationReads] == 2 * a[.activationReads])
    b[.activationReads] = 0
    a[.activationReads] = 0
    #expect(a == b)
    #expect(own.parameters(of: [input]).map(\.shape) == cross.parameters(of: [input, input]).map(\.shape))
  }

  /// A table longer than the sequence is read in part.
  @Test func positionsReadWhatTheyAdd() throws {
    let work = Position(length: 1024).work(from: [[10, 4]], to: [10, 4])
    #expect(try work[.weightReads].value() == 40)
    #expect(try parameters(Position(length: 1024), on: [[10, 4]]) == 4096)
    let lookup = Embedding(1000, 4).work(from: [Shape([10], of: .token)], to: [10, 4])
    #expect(try lookup.vector()[.weightReads] == 40)
    #expect(lookup.entries.allSatisfy { !$0.kind.isArithmetic })
  }

  /// Boxes as darknet's YOLOv3 makes them from maps of 416 x 416: 10,647 rows of 85.
  @Test func decodesTheMapsOfYOLO() throws {
    var rows = 0
    for side in [13, 26, 52] {
      let op = BoxDecode(80, anchors: 3)
      let output = try op.output(of: [[255, side, side]]).shape(of: [[255, side, side]])
      #expect(output[1] == 85)
      rows += output[0]
      #expect(try op.parameters(of: [[255, side, side]]).count(.buffer).value() == 6)
    }
    #expect(rows == 10_647)
  }

  /// Of two boxes that overlap by more than half the better one stays; what is left over is zero.
  @Test func suppressesTheWeakerOfTwoBoxes() throws {
    let boxes: [[Float]] = [
      [0.5, 0.5, 0.2, 0.2, 0.6, 1], [0.52, 0.5, 0.2, 0.2, 0.9, 2], [0.1, 0.1, 0.2, 0.2, 0.3, 3],
      [0.65, 0.5, 0.2, 0.2, 0.5, 4], [0.9, 0.9, 0.1, 0.1, 0, 5],
    ]
    let op = NonMaximumSuppression(4)
    let output = try op.output(of: [[5, 6]]).shape(of: [[5, 6]])
    #expect(output == [4, 6])
    let kept = op.define([Tensor([5, 6], boxes.flatMap { $0 })], [], output: output)
    #expect((0..<4).map { kept[[$0, 5]] } == [2, 4, 3, 0])
    #expect(kept[[3, 0]] == 0)
    let work = op.work(from: [[5, 6]], to: output)
    #expect(work.unknown != nil)
    #expect(work.entries.isEmpty)
    let loose = NonMaximumSuppression(4, overlap: 0.1).define(
      [Tensor([5, 6], boxes.flatMap { $0 })], [], output: output)
    #expect((0..<4).map { loose[[$0, 5]] } == [2, 3, 0, 0])
  }

  // MARK: Refusals

  @Test(arguments: SequenceFacts.facts) func takesTheRightInputs(fact: SequenceFact) {
    let (op, inputs) = (fact.op, fact.inputs)
    let expected = inputs.count == 1 ? "one input" : "two inputs"
    #expect(throws: Misfit.inputs(expected: expected, found: 0)) { try op.output(of: []) }
    #expect(throws: Misfit.inputs(expected: expected, found: 3)) {
      try op.output(of: [inputs[0], inputs[0], inputs[0]])
    }
    let wanted = inputs[0].element
    let wrong = inputs.map { Shape($0.dimensions, of: wanted == .token ? .number : .token) }
    #expect(throws: Misfit.element(expected: wanted, found: wrong[0])) { try op.output(of: wrong) }
  }

  @Test(arguments: SequenceRefusals.misfits) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  @Test(arguments: SequenceRefusals.faults) func refusesArgumentsOutOfRange(
    name: String, values: [String: ArgumentValue], argument: String
  ) throws {
    let type = try #require(Catalogue.standard[name])
    #expect(values.keys.allSatisfy { type.signature.index(of: $0) != nil })
    let given = type.signature.arguments.map { values[$0.name] }
    #expect(
      performing: { _ = try type.init(Arguments(type.signature, given)) },
      throws: { ($0 as? ArgumentFault)?.argument == argument })
  }

  /// The largest extents and arguments cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1)), arguments: SequenceRefusals.giants) func extentsCostNoTime(giant: Giant)
    throws
  {
    let (op, inputs) = (giant.op, giant.inputs)
    let output = try op.output(of: inputs)
    let shape = output.shape(of: inputs)
    #expect(shape == giant.output)
    #expect(output.extents(of: inputs).map(\.formula.value) == shape.dimensions)
    #expect(op.parameters(of: inputs).map { try? [$0].count($0.role).value() } == giant.parameters)
    let work = op.work(from: inputs, to: shape)
    #expect((try? work[.writes].value()) == shape.elementCount || work.unknown != nil)
    _ = try? work.vector()
    _ = op.reach(from: inputs, to: shape)
  }
}

private func multiplyAdds(_ op: some Operator, on inputs: [Shape]) throws -> Int {
  try op.work(from: inputs, to: op.output(of: inputs).shape(of: inputs))[.multiplyAdds].value()
}

private func parameters(_ op: some Operator, on inputs: [Shape]) throws -> Int {
  _ = try op.output(of: inputs)
  return try op.parameters(of: inputs).count(.weight).value()
}

/// The figures of the layers of a network.
private struct Sum {
  var multiplyAdds = 0
  var parameters = 0

  /// Adds a layer, and gives its output.
  @discardableResult mutating func add(_ op: some Operator, on inputs: [Shape]) throws -> Shape {
    let output = try op.output(of: inputs).shape(of: inputs)
    multiplyAdds += try op.work(from: inputs, to: output)[.multiplyAdds].value()
    parameters += try op.parameters(of: inputs).count(.weight).value()
    return output
  }
}
