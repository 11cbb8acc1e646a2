import ArchGraph
import ArchOperators
import Testing

/// Embeddings, recurrent layers, attention and what follows detectors, against PyTorch and at their limits.
@Suite struct SequenceOperatorTests {
  // MARK: Other implementations

  /// Shape, parameters, multiply-adds and values are those that PyTorch computes.
  @Test(arguments: facts) func agreesWithPyTorch(fact: SequenceFact) throws { try fact.check(fact.op) }

  @Test(arguments: equations) func agreesWithThePapersEquations(fact: SequenceFact) throws {
    try fact.check(fact.op)
  }

  @Test func coversEveryOperatorOfItsKinds() {
    let kinds: [Signature.Category] = [.recurrent, .attention, .postprocessing]
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
    #expect(plain.work(from: [input], to: input) == masked.work(from: [input], to: input))
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

  @Test(arguments: facts) func takesTheRightInputs(fact: SequenceFact) {
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

  @Test(arguments: misfits) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  @Test(arguments: faults) func refusesArgumentsOutOfRange(
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
  @Test(.timeLimit(.minutes(1)), arguments: giants) func extentsCostNoTime(giant: Giant) throws {
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

/// An operator, what it is given, and what comes of it by another implementation.
struct SequenceFact: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var shape: Shape
  var parameters: Int
  var multiplyAdds: Int
  var checksum: Double
  var entries: KeyValuePairs<Int, Double>

  init(
    _ op: any Operator, on inputs: [Shape], gives shape: Shape, parameters: Int, multiplyAdds: Int = 0,
    checksum: Double, entries: KeyValuePairs<Int, Double>
  ) {
    self.op = op
    self.inputs = inputs
    self.shape = shape
    self.parameters = parameters
    self.multiplyAdds = multiplyAdds
    self.checksum = checksum
    self.entries = entries
  }

  var testDescription: String { "\(op.call) on \(inputs)" }

  /// Element `i` of input `t` is `((37*i + 11*t) mod 19 - 7)/8`, or as a token `37*i mod 11`.
  private func input(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(
      shape,
      (0..<(shape.elementCount ?? 0)).map {
        shape.element == .token ? Float($0 * 37 % 11) : Float(($0 * 37 + number * 11) % 19 - 7) / 8
      })
  }

  /// Element `j` of parameter `t` is `((29*j + 7*t) mod 17 - 8)/16`.
  private func weight(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(shape, (0..<(shape.elementCount ?? 0)).map { Float(($0 * 29 + number * 7) % 17 - 8) / 16 })
  }

  func check(_ op: some Operator) throws {
    let parameters = op.parameters(of: inputs)
    #expect(try op.output(of: inputs).shape(of: inputs) == shape)
    #expect(try parameters.count(.weight).value() == self.parameters)
    #expect(try op.work(from: inputs, to: shape)[.multiplyAdds].value() == multiplyAdds)
    let tensors = inputs.enumerated().map { input($0.offset, $0.element) }
    let weights = parameters.enumerated().map { weight($0.offset, $0.element.shape) }
    let output = op.define(tensors, weights, output: shape)
    try #require(output.values.count == shape.elementCount)
    // Weights that differ from element to element, so that a wrong order shows.
    let sum = output.values.enumerated().reduce(0) { $0 + Double($1.element) * Double(1 + $1.offset % 7) }
    #expect(abs(sum - checksum) <= 2e-5 + 1e-5 * abs(checksum), "the weighted sum is \(sum)")
    for (index, expected) in entries {
      #expect(abs(Double(output.values[index]) - expected) <= 1e-6 + 1e-5 * abs(expected), "entry \(index)")
    }
  }
}

// Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `SequenceFact` makes:
// nn.RNN, nn.LSTM, nn.GRU (with `biases: one` the second bias is zero), nn.MultiheadAttention and, where that
// has no such argument, nn.Linear around scaled_dot_product_attention; multiply-adds by FlopCounterMode. The
// checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
private let facts: [SequenceFact] = [
  SequenceFact(
    RNN(3), on: [[4, 2]], gives: [4, 3], parameters: 21, multiplyAdds: 60,
    checksum: 4.317114722, entries: [1: 0.101214731, 11: 0.209740465]),
  SequenceFact(
    RNN(4, bidirectional: true, activation: .relu), on: [[5, 3]], gives: [5, 8], parameters: 72,
    multiplyAdds: 280,
    checksum: 48.28439355, entries: [1: 1.484375, 39: 0]),
  SequenceFact(
    RNN(3, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 15, multiplyAdds: 60,
    checksum: 0.2233294335, entries: [1: -0.211819228, 2: 0.279189569]),
  SequenceFact(
    RNN(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 42, multiplyAdds: 120,
    checksum: 2.086126664, entries: [1: 0.191205436, 5: 0.105977045]),
  SequenceFact(
    LSTM(3), on: [[4, 2]], gives: [4, 3], parameters: 84, multiplyAdds: 240,
    checksum: -3.132153112, entries: [1: -0.0814804885, 11: -0.0712053826]),
  SequenceFact(
    LSTM(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 288, multiplyAdds: 1120,
    checksum: -4.441364009, entries: [1: 0.176574404, 39: -0.00840380038]),
  SequenceFact(
    LSTM(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 96, multiplyAdds: 384,
    checksum: 2.254133359, entries: [1: -0.0550014273, 11: 0.0689967573]),
  SequenceFact(
    LSTM(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 84, multiplyAdds: 240,
    checksum: 0.01632087507, entries: [1: 0.233280641, 2: -0.0712053826]),
  SequenceFact(
    LSTM(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 168,
    multiplyAdds: 480,
    checksum: -0.2914161503, entries: [1: 0.233280641, 5: -0.0712712013]),
  SequenceFact(
    GRU(3), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
    checksum: -5.412489905, entries: [1: -0.0401735859, 11: -0.352320109]),
  SequenceFact(
    GRU(4, bidirectional: true), on: [[5, 3]], gives: [5, 8], parameters: 216, multiplyAdds: 840,
    checksum: 1.469511312, entries: [1: 0.372023754, 39: -0.0725567697]),
  SequenceFact(
    GRU(3, biases: .none), on: [[4, 5]], gives: [4, 3], parameters: 72, multiplyAdds: 288,
    checksum: 4.390935555, entries: [1: -0.0681255913, 11: 0.193305517]),
  SequenceFact(
    GRU(3, returns: .last), on: [[4, 2]], gives: [3], parameters: 63, multiplyAdds: 180,
    checksum: -0.3303219574, entries: [1: 0.577542037, 2: -0.352320109]),
  SequenceFact(
    GRU(3, bidirectional: true, returns: .last), on: [[4, 2]], gives: [6], parameters: 126, multiplyAdds: 360,
    checksum: -1.37240176, entries: [1: 0.577542037, 5: -0.264373099]),
  SequenceFact(
    Attention(2), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
    checksum: 18.73491535, entries: [1: 1.03957194, 39: 0.646189885]),
  SequenceFact(
    Attention(1), on: [[3, 4]], gives: [3, 4], parameters: 80, multiplyAdds: 264,
    checksum: -2.357206187, entries: [1: -0.0490243696, 11: -0.63697383]),
  SequenceFact(
    Attention(4), on: [[6, 8]], gives: [6, 8], parameters: 288, multiplyAdds: 2112,
    checksum: 31.18484644, entries: [1: 1.02326366, 47: 0.633832005]),
  SequenceFact(
    Attention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6]], gives: [4, 6], parameters: 220,
    multiplyAdds: 1024,
    checksum: -26.2757304, entries: [1: 0.0999757778, 23: -0.586081822]),
  SequenceFact(
    Attention(2, keyWidth: 3), on: [[4, 5]], gives: [4, 5], parameters: 143, multiplyAdds: 672,
    checksum: -7.323427013, entries: [1: -0.0174829051, 19: -0.0411128179]),
  SequenceFact(
    Attention(4, keyHeads: 2), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
    checksum: 7.039577239, entries: [1: 0.62296536, 39: 0.404622055]),
  SequenceFact(
    Attention(4, keyHeads: 1, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 160, multiplyAdds: 1200,
    checksum: -1.515270834, entries: [1: -0.0334870491, 39: -0.156239755]),
  SequenceFact(
    Attention(2, bias: false), on: [[5, 8]], gives: [5, 8], parameters: 256, multiplyAdds: 1680,
    checksum: -1.84066828, entries: [1: -0.0985705315, 39: -0.185451739]),
  SequenceFact(
    Attention(2, outputBias: false), on: [[5, 8]], gives: [5, 8], parameters: 280, multiplyAdds: 1680,
    checksum: 22.54741535, entries: [1: 0.914571942, 39: 0.271189885]),
  SequenceFact(
    Attention(2, bias: false, outputBias: true), on: [[5, 8]], gives: [5, 8], parameters: 264,
    multiplyAdds: 1680,
    checksum: -1.90316828, entries: [1: -0.223570532, 39: -0.0604517392]),
  SequenceFact(
    Attention(2, output: false), on: [[5, 8]], gives: [5, 8], parameters: 216, multiplyAdds: 1360,
    checksum: -12.08388387, entries: [1: 0.0405439358, 39: -0.714582609]),
  SequenceFact(
    Attention(2, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1680,
    checksum: 14.54681027, entries: [1: 1.14550781, 39: 0.646189885]),
  SequenceFact(
    Attention(4, keyHeads: 2, bias: false, causal: true), on: [[5, 8]], gives: [5, 8], parameters: 192,
    multiplyAdds: 1360,
    checksum: -10.61271247, entries: [1: -0.181152344, 39: -0.197932684]),
  SequenceFact(
    Attention(2), on: [[3, 4, 8]], gives: [3, 4, 8], parameters: 288, multiplyAdds: 3840,
    checksum: 48.77014947, entries: [1: 1.06491449, 95: 0.957142926]),
  SequenceFact(
    Attention(2, relativeBias: [2, 3]), on: [[2, 6, 8]], gives: [2, 6, 8], parameters: 318,
    multiplyAdds: 4224,
    checksum: 46.69689841, entries: [1: 1.00901025, 95: 0.981123889]),
  SequenceFact(
    Attention(3, outputBias: false, relativeBias: [3, 3]), on: [[2, 9, 6]], gives: [2, 9, 6], parameters: 237,
    multiplyAdds: 4536,
    checksum: -51.72237173, entries: [1: -0.390454661, 107: -0.363943688]),
  SequenceFact(
    CrossAttention(2), on: [[5, 8], [3, 8]], gives: [5, 8], parameters: 288, multiplyAdds: 1264,
    checksum: 18.43189708, entries: [1: 1.04281219, 39: 0.590489115]),
  SequenceFact(
    CrossAttention(2), on: [[4, 8], [7, 6]], gives: [4, 8], parameters: 256, multiplyAdds: 1632,
    checksum: 9.398862695, entries: [1: 1.10277577, 31: 0.627069853]),
  SequenceFact(
    CrossAttention(4, keyHeads: 2, bias: false), on: [[4, 8], [6, 5]], gives: [4, 8], parameters: 168,
    multiplyAdds: 1136,
    checksum: 2.246019283, entries: [1: 0.000867082774, 31: 0.0445106277]),
  SequenceFact(
    CrossAttention(2, keyWidth: 3, valueWidth: 5), on: [[4, 6], [3, 4]], gives: [4, 6], parameters: 188,
    multiplyAdds: 768,
    checksum: -24.86617099, entries: [1: -0.220492958, 23: -0.342857183]),
  SequenceFact(
    CrossAttention(2, valueWidth: 3, output: false), on: [[2, 4, 6], [2, 3, 4]], gives: [2, 4, 6],
    parameters: 102, multiplyAdds: 864,
    checksum: 5.865780533, entries: [1: 0.205366268, 47: 0.419202884]),
  SequenceFact(
    Matmul(), on: [[3, 4], [4, 5]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
    checksum: 28.234375, entries: [1: -0.78125, 14: 0.109375]),
  SequenceFact(
    Matmul(transposeB: true), on: [[3, 4], [5, 4]], gives: [3, 5], parameters: 0, multiplyAdds: 60,
    checksum: 35.703125, entries: [1: -0.90625, 14: 0.9375]),
  SequenceFact(
    Matmul(), on: [[2, 3, 4], [2, 4, 5]], gives: [2, 3, 5], parameters: 0, multiplyAdds: 120,
    checksum: 37.09375, entries: [1: -0.78125, 29: 0.390625]),
  SequenceFact(
    Matmul(transposeB: true), on: [[2, 2, 3, 4], [2, 2, 5, 4]], gives: [2, 2, 3, 5], parameters: 0,
    multiplyAdds: 240,
    checksum: 67.1875, entries: [1: -0.90625, 59: 0.78125]),
  SequenceFact(
    Position(), on: [[4, 6]], gives: [4, 6], parameters: 24,
    checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
  SequenceFact(
    Position(length: 9), on: [[4, 6]], gives: [4, 6], parameters: 54,
    checksum: 24.3125, entries: [1: 1.625, 23: 0.75]),
  SequenceFact(
    ClassToken(), on: [[4, 6]], gives: [5, 6], parameters: 6,
    checksum: 28.4375, entries: [1: 0.25, 29: 1]),
  SequenceFact(
    ClassToken(2), on: [[4, 6]], gives: [6, 6], parameters: 12,
    checksum: 36.75, entries: [1: 0.25, 35: 1]),
  SequenceFact(
    Embedding(11, 4), on: [Shape([6], of: .token)], gives: [6, 4], parameters: 44,
    checksum: -2.25, entries: [1: 0.25, 23: 0.0625]),
  SequenceFact(
    BoxDecode(4, anchors: 3), on: [[27, 2, 3]], gives: [18, 9], parameters: 0,
    checksum: 301.6628587, entries: [1: 0.33958935, 161: 0.5926666]),
  SequenceFact(
    BoxDecode(1, anchors: 1), on: [[6, 3, 2]], gives: [6, 6], parameters: 0,
    checksum: 61.27536477, entries: [1: 0.2263929, 35: 0.377540669]),
  SequenceFact(
    RNN(3, activation: .relu, biases: .one), on: [[4, 2]], gives: [4, 3], parameters: 18, multiplyAdds: 60,
    checksum: 7.208435059, entries: [1: 0, 11: 0.123458862]),
  SequenceFact(
    LSTM(3, bidirectional: true, biases: .one), on: [[4, 2]], gives: [4, 6], parameters: 144,
    multiplyAdds: 480,
    checksum: -5.119012047, entries: [1: 0.0318029706, 23: 0.0421901163]),
  SequenceFact(
    GRU(3, biases: .one, returns: .last), on: [[4, 2]], gives: [3], parameters: 54, multiplyAdds: 180,
    checksum: -0.9135693444, entries: [1: 0.584859803, 2: -0.55911129]),
]

// Source: the equations of Cho and others 2014 with the reset before the matrix, in double precision.
private let equations: [SequenceFact] = [
  SequenceFact(
    GRU(3, resetAfter: false), on: [[4, 2]], gives: [4, 3], parameters: 63, multiplyAdds: 180,
    checksum: -4.634660649, entries: [1: -0.133538371, 11: -0.171597272]),
  SequenceFact(
    GRU(3, bidirectional: true, resetAfter: false, biases: .one), on: [[4, 2]], gives: [4, 6],
    parameters: 108, multiplyAdds: 360,
    checksum: -6.875241237, entries: [1: 0.0543564995, 23: 0.0812111243]),
  SequenceFact(
    GRU(3, resetAfter: false, biases: .none, returns: .last), on: [[4, 2]], gives: [3], parameters: 45,
    multiplyAdds: 180,
    checksum: -1.016811841, entries: [1: 0.377367236, 2: -0.529204295]),
]

private let words = Shape([3], of: .token)
private let rows = "a sequence of features, such as 197 x 768"
private let sequences = "a sequence of features, such as 128 x 512"
private let boxMap = "a map of channels, height and width, such as 255 x 13 x 13"

private let misfits: [Refusal] = [
  Refusal(
    Embedding(5, 4), on: [Shape([2, 3], of: .token)],
    .rank(expected: "one sequence of tokens", found: Shape([2, 3], of: .token))),
  Refusal(Position(), on: [[5]], .rank(expected: "rows of features, such as 197 x 768", found: [5])),
  Refusal(
    Position(length: 4), on: [[5, 2]],
    .range(what: "`length`", value: "4", allowed: "the input 5 x 2 has 5 positions")),
  Refusal(ClassToken(), on: [[5]], .rank(expected: "rows of features, such as 196 x 768", found: [5])),
  Refusal(
    ClassToken(), on: [[2, 3, 4]], .rank(expected: "rows of features, such as 196 x 768", found: [2, 3, 4])),
  Refusal(ClassToken(.max), on: [[2, 3]], .tooLarge([])),
  Refusal(Matmul(), on: [[3], [3, 4]], .rank(expected: "matrices", found: [3])),
  Refusal(Matmul(), on: [[2, 3], [3]], .rank(expected: "matrices", found: [3])),
  Refusal(
    Matmul(), on: [[2, 3, 4], [4, 5]],
    .conflict(
      "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 4 x 5",
      help: "all axes but the last two must be the same in both")),
  Refusal(
    Matmul(), on: [[2, 3, 4], [3, 4, 5]],
    .conflict(
      "`matmul` cannot pair the matrices of 2 x 3 x 4 with those of 3 x 4 x 5",
      help: "all axes but the last two must be the same in both")),
  Refusal(
    Matmul(), on: [[3, 4], [5, 4]],
    .conflict(
      "`matmul` cannot multiply 3 x 4 by 5 x 4",
      help: "the last axis of the first has 4, the axis that it meets 5")),
  Refusal(
    Matmul(transposeB: true), on: [[3, 4], [4, 5]],
    .conflict(
      "`matmul` cannot multiply 3 x 4 by 4 x 5 transposed",
      help: "the last axis of the first has 4, the axis that it meets 5")),
  Refusal(RNN(3), on: [[5]], .rank(expected: sequences, found: [5])),
  Refusal(LSTM(3), on: [[2, 3, 4]], .rank(expected: sequences, found: [2, 3, 4])),
  Refusal(GRU(3), on: [[5]], .rank(expected: sequences, found: [5])),
  Refusal(LSTM(.max, bidirectional: true), on: [[2, 3]], .tooLarge([])),
  Refusal(Attention(1), on: [[5]], .rank(expected: rows, found: [5])),
  Refusal(
    Attention(3), on: [[5, 8]],
    .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 3)),
  Refusal(
    Attention(0), on: [[5, 8]],
    .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 0)),
  Refusal(
    Attention(4, keyHeads: 3), on: [[5, 8]],
    .indivisible(what: "its 4 heads", count: 4, by: "key heads", divisor: 3)),
  Refusal(
    Attention(4, keyHeads: 0), on: [[5, 8]],
    .indivisible(what: "its 4 heads", count: 4, by: "key heads", divisor: 0)),
  Refusal(
    Attention(2, keyWidth: large), on: [[5, 8]], .tooLarge([2, large])),
  Refusal(Attention(2, valueWidth: .max), on: [[5, 8]], .tooLarge([2, .max])),
  Refusal(
    Attention(2, relativeBias: [2, 3]), on: [[5, 8]],
    .range(
      what: "`relative_bias`", value: "[2, 3]",
      allowed: "it gives height and width of a window of 5 tokens")),
  Refusal(
    Attention(2, relativeBias: [5]), on: [[5, 8]],
    .range(
      what: "`relative_bias`", value: "[5]", allowed: "it gives height and width of a window of 5 tokens")),
  Refusal(
    Attention(2, relativeBias: [-1, -5]), on: [[5, 8]],
    .range(
      what: "`relative_bias`", value: "[-1, -5]",
      allowed: "it gives height and width of a window of 5 tokens")),
  Refusal(
    CrossAttention(1), on: [[5, 4], [5]],
    .rank(expected: "sequences of features, such as 197 x 768", found: [5])),
  Refusal(
    CrossAttention(1), on: [[2, 5, 4], [5, 4]],
    .conflict(
      "`cross_attention` cannot pair the windows of 2 x 5 x 4 with those of 5 x 4",
      help: "all axes but the last two must be the same in both")),
  Refusal(
    CrossAttention(3), on: [[5, 8], [2, 6]],
    .indivisible(what: "its 8 features", count: 8, by: "heads", divisor: 3)),
  Refusal(
    CrossAttention(2, keyHeads: 3), on: [[5, 8], [2, 6]],
    .indivisible(what: "its 2 heads", count: 2, by: "key heads", divisor: 3)),
  Refusal(CrossAttention(2, keyWidth: large), on: [[5, 8], [2, 6]], .tooLarge([2, large])),
  Refusal(BoxDecode(4, anchors: 3), on: [[27, 2]], .rank(expected: boxMap, found: [27, 2])),
  Refusal(
    BoxDecode(4, anchors: 3), on: [[28, 2, 2]],
    .range(what: "the number of channels", value: "28", allowed: "3 boxes of 5 + 4 values need 27")),
  Refusal(BoxDecode(.max, anchors: 2), on: [[28, 2, 2]], .tooLarge([2, .max])),
  Refusal(
    NonMaximumSuppression(3), on: [[5]],
    .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5])),
  Refusal(
    NonMaximumSuppression(3), on: [[5, 4]],
    .rank(expected: "boxes of at least 5 values, such as 10647 x 85", found: [5, 4])),
  Refusal(NonMaximumSuppression(3), on: [], .inputs(expected: "one input", found: 0)),
  Refusal(NonMaximumSuppression(3), on: [words], .element(expected: .number, found: words)),
]

private let faults: [(String, [String: ArgumentValue], String)] = [
  ("embedding", ["vocabulary": 0, "features": 4], "vocabulary"),
  ("embedding", ["vocabulary": 5, "features": 0], "features"), ("embedding", [:], "vocabulary"),
  ("position", ["length": 0], "length"), ("class_token", ["tokens": 0], "tokens"),
  ("matmul", ["transpose_b": 1], "transpose_b"), ("rnn", [:], "units"), ("rnn", ["units": 0], "units"),
  ("rnn", ["units": 2, "bidirectional": 1], "bidirectional"),
  ("rnn", ["units": 2, "activation": "sigmoid"], "activation"),
  ("rnn", ["units": 2, "biases": "three"], "biases"), ("rnn", ["units": 2, "returns": "first"], "returns"),
  ("lstm", ["units": 0.5], "units"), ("lstm", ["units": 2, "bidirectional": "yes"], "bidirectional"),
  ("lstm", ["units": 2, "biases": 2], "biases"), ("lstm", ["units": 2, "returns": true], "returns"),
  ("gru", ["units": -1], "units"), ("gru", ["units": 2, "bidirectional": 2], "bidirectional"),
  ("gru", ["units": 2, "reset_after": "no"], "reset_after"), ("gru", ["units": 2, "biases": true], "biases"),
  ("gru", ["units": 2, "returns": "all"], "returns"), ("attention", [:], "heads"),
  ("attention", ["heads": 0], "heads"), ("attention", ["heads": 2, "key_width": 0], "key_width"),
  ("attention", ["heads": 2, "value_width": 0], "value_width"),
  ("attention", ["heads": 2, "key_heads": 0], "key_heads"), ("attention", ["heads": 2, "bias": 1], "bias"),
  ("attention", ["heads": 2, "output_bias": 1], "output_bias"),
  ("attention", ["heads": 2, "output": 1], "output"), ("attention", ["heads": 2, "causal": 1], "causal"),
  ("attention", ["heads": 2, "relative_bias": 7], "relative_bias"),
  ("attention", ["heads": 2, "relative_bias": [7, 0]], "relative_bias"),
  ("cross_attention", ["heads": 0], "heads"),
  ("cross_attention", ["heads": 2, "output_bias": "none"], "output_bias"),
  ("box_decode", ["classes": 0, "anchors": 3], "classes"),
  ("box_decode", ["classes": 3, "anchors": 0], "anchors"), ("box_decode", ["classes": 3], "anchors"),
  ("non_maximum_suppression", ["most": 0], "most"),
  ("non_maximum_suppression", ["most": 2, "overlap": 1.5], "overlap"),
]

private let large = 1 << 40

private let giants: [Giant] = [
  Giant(
    Embedding(large, 1024), on: [Shape([large], of: .token)], gives: [large, 1024], parameters: [1 << 50]),
  Giant(Embedding(large, large), on: [words], gives: [3, large], parameters: [nil]),
  Giant(Position(length: large), on: [[large, 2048]], gives: [large, 2048], parameters: [1 << 51]),
  Giant(ClassToken(large), on: [[large, 2048]], gives: [2 * large, 2048], parameters: [1 << 51]),
  Giant(Matmul(), on: [[4, large], [large, 4]], gives: [4, 4]),
  Giant(Matmul(), on: [[large, large], [large, 4]], gives: [large, 4]),
  Giant(
    RNN(large, returns: .last), on: [[large, 2]], gives: [large],
    parameters: [1 << 41, nil, large, large]),
  Giant(
    LSTM(large, bidirectional: true, biases: .one), on: [[2, 2]], gives: [2, 2 * large],
    parameters: [1 << 43, nil, 1 << 42, 1 << 43, nil, 1 << 42]),
  Giant(GRU(2, biases: .none), on: [[large, large]], gives: [large, 2], parameters: [6 << 40, 12]),
  Giant(
    Attention(large, bias: false), on: [[2, large]], gives: [2, large], parameters: [nil, nil, nil, nil]),
  Giant(
    Attention(1, bias: false, relativeBias: [1 << 20, 1 << 20]), on: [[2, large, 2]], gives: [2, large, 2],
    parameters: [4, 4, 4, 4, (1 << 42) - (1 << 22) + 1]),
  Giant(
    CrossAttention(2, keyWidth: large / 2, valueWidth: 3, bias: false, output: false),
    on: [[4, 8], [large, 2]], gives: [4, 6], parameters: [1 << 43, 1 << 41, 12]),
  Giant(BoxDecode(large - 5, anchors: 1), on: [[large, 2, 2]], gives: [4, large], parameters: [2]),
  Giant(NonMaximumSuppression(large), on: [[large, 85]], gives: [large, 85]),
]
