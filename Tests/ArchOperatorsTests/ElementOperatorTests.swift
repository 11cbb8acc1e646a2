import ArchGraph
import ArchOperators
import Testing

/// The operators that act on elements, rows and shapes, against another implementation and at their limits.
@Suite struct ElementOperatorTests {
  /// Shape, parameters and values are those that PyTorch computes.
  @Test(arguments: references) func agreesWithPyTorch(reference: Reference) throws {
    try reference.check(reference.op)
  }

  @Test func coversEveryOperatorOfItsKinds() {
    let kinds: [Signature.Category] = [.activation, .normalisation, .regularisation, .merge]
    let covered = Set(references.map { $0.op.name })
    let operators = Catalogue.standard.operators.filter { kinds.contains($0.signature.category) }
    #expect(operators.map { $0.signature.name }.filter { !covered.contains($0) } == [])
  }

  /// Every operator but the merges takes one tensor of numbers, and says so.
  @Test(arguments: references) func takesNumbersOnly(reference: Reference) {
    let op = reference.op
    let tokens = reference.inputs.map { Shape($0.dimensions, of: .token) }
    #expect(throws: Misfit.element(expected: .number, found: tokens[0])) { try op.output(of: tokens) }
    switch type(of: op).signature.inputs {
    case .one:
      #expect(throws: Misfit.inputs(expected: "one input", found: 0)) { try op.output(of: []) }
      #expect(throws: Misfit.inputs(expected: "one input", found: 2)) {
        try op.output(of: [[2, 3], [2, 3]])
      }
    case .exactly:
      #expect(throws: Misfit.inputs(expected: "two inputs", found: 1)) { try op.output(of: [[2, 3]]) }
      #expect(throws: Misfit.inputs(expected: "two inputs", found: 3)) {
        try op.output(of: [[2, 3], [2, 3], [2, 3]])
      }
    case .several:
      #expect(throws: Misfit.inputs(expected: "at least two inputs", found: 1)) {
        try op.output(of: [[2, 3]])
      }
    case .none: Issue.record("\(op.name) takes nothing")
    }
  }

  @Test(arguments: misfits) func refusesWhatItCannotTake(refusal: Refusal) {
    #expect(throws: refusal.misfit) { try refusal.op.output(of: refusal.inputs) }
  }

  @Test(arguments: faults) func refusesArgumentsOutOfRange(
    name: String, values: [ArgumentValue?], argument: String
  ) throws {
    let type = try #require(Catalogue.standard[name])
    #expect(
      performing: { _ = try type.init(Arguments(type.signature, values)) },
      throws: { ($0 as? ArgumentFault)?.argument == argument })
  }

  @Test(arguments: views) func viewsCostNothing(op: any Operator) throws {
    let output = try op.output(of: [[2, 6]]).shape(of: [[2, 6]])
    #expect(op.work(from: [[2, 6]], to: output) == .none)
  }

  /// Where a part begins follows from the extent if it is counted from the end or is a later of equal parts.
  @Test func tellsWhatDependsOnTheExtent() throws {
    func isDependent(_ op: some Operator) throws -> Bool {
      let output = try op.output(of: [[2, 6]]).shape(of: [[2, 6]])
      guard case .axes(let axes) = op.reach(from: [[2, 6]], to: output),
        case .regular(let stretch)? = axes.first
      else { throw Misfit.rank(expected: "a stretch on one axis", found: output) }
      return stretch.dependsOnExtent
    }
    #expect(try isDependent(Slice(1, from: -2)))
    #expect(try !isDependent(Slice(1, from: 4)))
    #expect(try !isDependent(Slice(1, to: -2)))
    #expect(try isDependent(Split(2, take: 1, axis: 1)))
    #expect(try !isDependent(Split(2, take: 0, axis: 1)))
    #expect(try !isDependent(Pad(1)))
    #expect(try !isDependent(Crop(1)))
  }

  /// The largest extents that the language allows cost no time, and a figure beyond `Int` is none at all.
  @Test(.timeLimit(.minutes(1)), arguments: giants) func extentsCostNoTime(giant: Giant) throws {
    let (op, inputs) = (giant.op, giant.inputs)
    let output = try op.output(of: inputs)
    let shape = output.shape(of: inputs)
    #expect(shape == giant.output)
    #expect(output.extents(of: inputs).map(\.formula.value) == shape.dimensions)
    #expect(op.parameters(of: inputs).map { try? [$0].count($0.role).value() } == giant.parameters)
    let work = op.work(from: inputs, to: shape)
    #expect((try? work[.writes].value()) == shape.elementCount || work == .none)
    switch op.reach(from: inputs, to: shape) {
    case .axes(let axes): #expect(axes.count == shape.rank - 1)
    case .permuted(let order): #expect(order.count == shape.rank)
    case .pointwise, .everything, .unknown: break
    }
  }
}

/// An operator, what it is given, and what comes of it by another implementation.
struct Reference: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var times: Float
  var shape: Shape
  var parameters: Int
  var buffers: Int
  var checksum: Double
  var entries: KeyValuePairs<Int, Double>

  init(
    _ op: any Operator, on inputs: [Shape], times: Float = 1, gives shape: Shape, parameters: Int = 0,
    buffers: Int = 0, checksum: Double, entries: KeyValuePairs<Int, Double>
  ) {
    self.op = op
    self.inputs = inputs
    self.times = times
    self.shape = shape
    self.parameters = parameters
    self.buffers = buffers
    self.checksum = checksum
    self.entries = entries
  }

  var testDescription: String { "\(op.call) on \(inputs)" }

  /// Element `i` of input `t` is `((37*i + 11*t) mod 19 - 7)/8`, times a factor where that is too small.
  private func input(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(shape, (0..<(shape.elementCount ?? 0)).map { times * Float(($0 * 37 + number * 11) % 19 - 7) / 8 })
  }

  /// Element `j` of parameter `t` is `((29*j + 7*t) mod 17 + 1)/8`.
  private func weight(_ number: Int, _ shape: Shape) -> Tensor<Float> {
    Tensor(shape, (0..<(shape.elementCount ?? 0)).map { Float(($0 * 29 + number * 7) % 17 + 1) / 8 })
  }

  func check(_ op: some Operator) throws {
    let parameters = op.parameters(of: inputs)
    #expect(try op.output(of: inputs).shape(of: inputs) == shape)
    #expect(try parameters.count(.weight).value() == self.parameters)
    #expect(try parameters.count(.buffer).value() == buffers)
    let tensors = inputs.enumerated().map { input($0.offset, $0.element) }
    let weights = parameters.enumerated().map { weight($0.offset, $0.element.shape) }
    let output = op.define(tensors, weights, output: shape)
    try #require(output.values.count == shape.elementCount)
    // Weights that differ from element to element, so that a wrong order shows.
    let sum = output.values.enumerated().reduce(0) { $0 + Double($1.element) * Double(1 + $1.offset % 7) }
    #expect(abs(sum - checksum) <= 1e-5 * abs(checksum), "the weighted sum is \(sum)")
    for (index, expected) in entries {
      #expect(abs(Double(output.values[index]) - expected) <= 1e-5 * abs(expected), "entry \(index)")
    }
  }
}

/// An operator with inputs that it refuses, and why.
struct Refusal: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var misfit: Misfit

  init(_ op: any Operator, on inputs: [Shape], _ misfit: Misfit) {
    self.op = op
    self.inputs = inputs
    self.misfit = misfit
  }

  var testDescription: String { "\(op.call) on \(inputs)" }
}

/// An operator of which an argument or an extent is as large as it may be.
struct Giant: Sendable, CustomTestStringConvertible {
  var op: any Operator
  var inputs: [Shape]
  var output: Shape
  var parameters: [Int?]

  init(_ op: any Operator, on inputs: [Shape], gives output: Shape, parameters: [Int?] = []) {
    self.op = op
    self.inputs = inputs
    self.output = output
    self.parameters = parameters
  }

  var testDescription: String { "\(op.call) on \(inputs)" }
}

// Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `Reference` makes. The
// checksum is the sum of the output's elements, element `i` taken `1 + i mod 7` times.
private let references: [Reference] = [
  Reference(ReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.0, entries: [2: 1.25, 23: 1.0]),
  Reference(
    LeakyReLU(0.1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 45.425, entries: [1: 1.375, 23: 1.0]),
  Reference(
    ReLU6(), on: [[3, 3, 3]], times: 6, gives: [3, 3, 3], checksum: 317.25, entries: [2: 6.0, 26: 3.75]),
  Reference(
    PReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 2, checksum: 22.71875,
    entries: [1: 1.375, 23: 1.0]),
  Reference(
    PReLU(shared: true), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 1, checksum: 45.03125,
    entries: [1: 1.375, 23: 1.0]),
  Reference(ELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.57136225, entries: [1: 1.375, 23: 1.0]),
  Reference(
    ELU(0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 41.28568113, entries: [1: 1.375, 23: 1.0]),
  Reference(
    SELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.29026592,
    entries: [1: 1.44471386, 23: 1.05070099]),
  Reference(
    Sigmoid(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 51.9636648,
    entries: [1: 0.798186778, 23: 0.731058579]),
  Reference(
    Tanh(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 21.54501788,
    entries: [1: 0.8798267, 23: 0.761594156]),
  Reference(
    HardSigmoid(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 57.875, entries: [2: 1.0, 23: 1.0]),
  Reference(
    HardSwish(), on: [[2, 3, 4]], times: 6, gives: [2, 3, 4], checksum: 275.34375, entries: [2: 7.5, 23: 6.0]),
  Reference(
    SiLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 29.3015353,
    entries: [1: 1.09750682, 23: 0.731058579]),
  Reference(
    GELU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.62368247,
    entries: [1: 1.25872213, 23: 0.841344746]),
  Reference(
    GELU(approximate: .tanh), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 35.61574773,
    entries: [1: 1.25848855, 23: 0.841191991]),
  Reference(
    Softplus(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 85.16092937,
    entries: [1: 1.60041265, 23: 1.31326169]),
  Reference(
    Softplus(), on: [[2, 3, 4]], times: 100, gives: [2, 3, 4], checksum: 4704.158928,
    entries: [2: 125.0, 23: 100.0]),
  Reference(
    Mish(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 34.55925879,
    entries: [1: 1.26737964, 23: 0.865098388]),
  Reference(
    Softmax(), on: [[5]], gives: [5], checksum: 3.272896543, entries: [1: 0.289520555, 4: 0.198984374]),
  Reference(Softmax(), on: [[5]], times: 100, gives: [5], checksum: 2.000003727, entries: [1: 0.999996273]),
  Reference(
    Softmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 27.86180844,
    entries: [1: 0.665240956, 23: 0.515429677]),
  Reference(
    Softmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: 12.0345309,
    entries: [1: 0.289520555, 14: 0.153353381]),
  Reference(
    Softmax(axis: 1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 28.79716367,
    entries: [1: 0.506480391, 23: 0.711139146]),
  Reference(
    LogSoftmax(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: -124.8832454,
    entries: [1: -0.407605964, 23: -0.662754401]),
  Reference(
    LogSoftmax(axis: -1), on: [[3, 5]], gives: [3, 5], checksum: -90.46836906,
    entries: [1: -1.23952898, 14: -1.87501034]),
  Reference(
    LogSoftmax(), on: [[5]], times: 100, gives: [5], checksum: -550.0000559,
    entries: [2: -12.5000037, 4: -37.5000037]),
  Reference(Maxout(2), on: [[4, 3, 2]], gives: [2, 3, 2], checksum: 37.875, entries: [1: 1.375, 11: 1.0]),
  Reference(
    Dropout(0.3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  Reference(
    DropPath(0.2), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  Reference(
    BatchNorm(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, buffers: 6, checksum: 40.94750972,
    entries: [1: 0.920943691, 23: 2.1811852]),
  Reference(
    BatchNorm(epsilon: 0.01, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], buffers: 6,
    checksum: -22.40648204, entries: [1: 1.24379649, 11: -0.637312411]),
  Reference(
    LayerNorm(), on: [[3, 5]], gives: [3, 5], parameters: 10, checksum: 66.39251685,
    entries: [1: 1.54347357, 14: -2.02622627]),
  Reference(
    LayerNorm(axes: 2), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 24, checksum: 97.64449972,
    entries: [1: 2.47889793, 23: 2.44748109]),
  Reference(
    LayerNorm(axes: 3, epsilon: 0.001), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 48,
    checksum: 113.341312, entries: [1: 2.57531584, 23: 2.03380443]),
  Reference(
    LayerNorm(scale: false, shift: false), on: [[2, 5]], gives: [2, 5], checksum: 11.97145089,
    entries: [1: 0.719060657, 9: -1.41398734]),
  Reference(
    LayerNorm(shift: false), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 9.517516855,
    entries: [1: 1.16847357, 14: -2.65122627]),
  Reference(
    LayerNorm(channels: true, epsilon: 1e-6), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8,
    checksum: 98.79825659, entries: [1: 1.16770498, 23: 1.62757691]),
  Reference(
    GroupNorm(2), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8, checksum: 85.06579194,
    entries: [1: 1.1618383, 23: 1.66731738]),
  Reference(
    GroupNorm(1, epsilon: 0.01), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6, checksum: 48.1941197,
    entries: [1: 1.15954455, 11: 1.05323628]),
  Reference(
    GroupNorm(3, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], checksum: 3.624860556,
    entries: [1: 0.70992542, 11: -1.34129746]),
  Reference(
    InstanceNorm(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 1.554320807,
    entries: [1: 1.29470642, 23: 1.11284634]),
  Reference(
    InstanceNorm(scale: true, shift: true), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6,
    checksum: 47.293126, entries: [1: 1.08874068, 11: 0.533702542]),
  Reference(
    InstanceNorm(epsilon: 0.1), on: [[2, 2, 2, 2]], gives: [2, 2, 2, 2], checksum: 5.511137292,
    entries: [1: 0.829862372, 15: -1.02542779]),
  Reference(
    RMSNorm(), on: [[3, 5]], gives: [3, 5], parameters: 5, checksum: 37.71185456,
    entries: [2: 1.09764218, 14: -2.651608]),
  Reference(
    RMSNorm(axes: 2, epsilon: 0.01), on: [[2, 3, 4]], gives: [2, 3, 4], parameters: 12, checksum: 39.86527138,
    entries: [2: 1.46035985, 23: 2.1397958]),
  Reference(
    RMSNorm(scale: false), on: [[3, 5]], gives: [3, 5], checksum: 36.50953754,
    entries: [1: 1.20740639, 14: -1.41419094]),
  Reference(
    LocalResponseNorm(5, alpha: 0.5, k: 2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 23.22379177,
    entries: [1: 0.75356323, 35: -0.283461582]),
  Reference(
    LocalResponseNorm(4, alpha: 1, beta: 0.5), on: [[5, 3, 2]], gives: [5, 3, 2], checksum: 39.67559428,
    entries: [1: 1.09726027, 29: 0.214115091]),
  Reference(
    LocalResponseNorm(3), on: [[4, 5]], gives: [4, 5], checksum: 15.12392097,
    entries: [1: 1.37491568, 19: -0.874981885]),
  Reference(
    LocalResponseNorm(5, alpha: 0.1, k: 2, divideAlpha: false), on: [[6, 2, 3]], gives: [6, 2, 3],
    checksum: 23.22379177, entries: [1: 0.75356323, 35: -0.283461582]),
  Reference(
    L2Normalize(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 20.12239586,
    entries: [1: 0.883541262, 23: 0.808122036]),
  Reference(
    L2Normalize(axis: -1, epsilon: 2.5), on: [[3, 5]], gives: [3, 5], checksum: 11.43965639,
    entries: [1: 0.539968763, 14: -0.1]),
  Reference(
    Scale(), on: [[3, 2, 4]], gives: [3, 2, 4], parameters: 6, checksum: 107.828125,
    entries: [1: 1.171875, 23: 2.875]),
  Reference(
    Scale(bias: false), on: [[4, 5]], gives: [4, 5], parameters: 4, checksum: 18.765625,
    entries: [1: 0.171875, 19: -0.328125]),
  Reference(
    Multiply(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: -6.080078125,
    entries: [1: -0.322265625, 22: -0.123046875]),
  Reference(
    Multiply(), on: [[3, 2, 4], [3]], gives: [3, 2, 4], checksum: 14.609375, entries: [1: 0.6875, 23: 0.25]),
  Reference(
    Multiply(), on: [[3, 1, 1], [3, 2, 4]], gives: [3, 2, 4], checksum: 32.5,
    entries: [1: -0.328125, 22: 0.15625]),
  Reference(
    Multiply(), on: [[3, 2, 4], [1, 2, 4]], gives: [3, 2, 4], checksum: -3.53125,
    entries: [1: 0.515625, 23: -0.375]),
  Reference(
    Add(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 75.5,
    entries: [1: 1.125, 23: 2.375]),
  Reference(
    Subtract(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 6.875, entries: [1: 1.0, 23: 1.0]),
  Reference(
    AbsDifference(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 103.125,
    entries: [1: 1.0, 23: 1.0]),
  Reference(
    Maximum(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 92.875,
    entries: [1: 1.375, 23: 1.375]),
  Reference(
    Average(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 25.16666667,
    entries: [1: 0.375, 23: 0.791666667]),
  Reference(
    Concat(), on: [[2, 3, 4], [1, 3, 4], [3, 3, 4]], gives: [6, 3, 4], checksum: 70.875,
    entries: [1: 1.375, 71: -0.125]),
  Reference(
    Concat(axis: 1), on: [[2, 3, 4], [2, 1, 4]], gives: [2, 4, 4], checksum: 46.875,
    entries: [1: 1.375, 31: -0.375]),
  Reference(
    Concat(axis: -1), on: [[2, 3], [2, 4]], gives: [2, 7], checksum: 12.875, entries: [1: 1.375, 13: -0.375]),
  Reference(Flatten(), on: [[2, 3, 4]], gives: [24], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  Reference(
    Reshape([4, -1]), on: [[2, 3, 4]], gives: [4, 6], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  Reference(
    Permute([2, 0, 1]), on: [[2, 3, 4]], gives: [4, 2, 3], checksum: 48.875, entries: [1: 1.0, 23: 1.0]),
  Reference(
    Permute([1, 0]), on: [[3, 5]], gives: [5, 3], checksum: 34.125, entries: [1: 0.875, 14: -0.25]),
  Reference(
    Slice(1, from: -3, to: -1), on: [[2, 4, 3]], gives: [2, 2, 3], checksum: 11.625,
    entries: [1: 1.0, 11: 1.375]),
  Reference(
    Slice(0, from: 1), on: [[3, 2, 4]], gives: [2, 2, 4], checksum: 9.5, entries: [1: 0.375, 15: 1.0]),
  Reference(
    Select([4, 5, 0]), on: [[6, 3, 2]], gives: [3, 3, 2], checksum: 19.875, entries: [1: 0.75, 17: 0.875]),
  Reference(
    Split(3, take: 1), on: [[6, 2, 2]], gives: [2, 2, 2], checksum: -0.375, entries: [1: 0.375, 7: -0.375]),
  Reference(
    Split(2, take: 1, axis: -1), on: [[2, 3, 4]], gives: [2, 3, 2], checksum: 13.5,
    entries: [1: 1.125, 11: 1.0]),
  Reference(
    Pad(.explicit([.init(1, 0), .init(2, 3)])), on: [[2, 3, 2]], gives: [2, 4, 7], checksum: 26.625,
    entries: [10: 1.375, 52: 0.125]),
  Reference(Pad(1), on: [[2, 3, 2]], gives: [2, 5, 4], checksum: 32.5, entries: [6: 1.375, 34: 0.125]),
  Reference(
    Crop(.explicit([.init(1, 0), .init(0, 2)])), on: [[2, 3, 5]], gives: [2, 2, 3], checksum: 26.25,
    entries: [1: 0.75, 11: 0.5]),
  Reference(Crop(1), on: [[2, 3, 5]], gives: [2, 1, 3], checksum: 20.125, entries: [1: 0.625, 5: 1.0]),
  Reference(
    ChannelShuffle(2), on: [[6, 2, 3]], gives: [6, 2, 3], checksum: 45.5, entries: [1: 1.375, 35: -0.5]),
  Reference(
    ChannelShuffle(3), on: [[6, 4, 1]], gives: [6, 4, 1], checksum: 32.75, entries: [1: 1.375, 23: 1.0]),
  Reference(Identity(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  Reference(RBF(3), on: [[5]], gives: [3], buffers: 15, checksum: 22.890625, entries: [1: 6.0, 2: 2.8125]),
  Reference(
    RBF(2), on: [[3, 4]], gives: [3, 2], buffers: 8, checksum: 89.09375, entries: [1: 8.96875, 5: 6.796875]),
]

private let misfits: [Refusal] = [
  Refusal(PReLU(), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(Softmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
  Refusal(
    Softmax(axis: 3), on: [[2, 3, 4]],
    .range(
      what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")),
  Refusal(
    Softmax(axis: -4), on: [[2, 3, 4]],
    .range(
      what: "the axis", value: "-4", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")
  ),
  Refusal(LogSoftmax(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
  Refusal(
    LogSoftmax(axis: 1), on: [[5]],
    .range(what: "the axis", value: "1", allowed: "the input 5 has axes 0 to 0, or -1 to -1 from the end")),
  Refusal(Maxout(2), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(Maxout(2), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 2)),
  Refusal(Maxout(0), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 0)),
  Refusal(LayerNorm(), on: [[]], .rank(expected: "rows of features, or channels", found: [])),
  Refusal(
    LayerNorm(axes: 3), on: [[2, 3]],
    .range(what: "the number of axes", value: "3", allowed: "the input 2 x 3 has 2 axes")),
  Refusal(
    LayerNorm(axes: 0), on: [[5]],
    .range(what: "the number of axes", value: "0", allowed: "the input 5 has 1 axis")),
  Refusal(
    LayerNorm(axes: 2, channels: true), on: [[2, 3, 4]],
    .conflict("`layer_norm` normalises either `axes` or `channels`", help: "leave `axes` out, or `channels`")),
  Refusal(GroupNorm(2), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(
    GroupNorm(3), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 3)),
  Refusal(
    GroupNorm(0), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 0)),
  Refusal(
    InstanceNorm(), on: [[5]],
    .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
  Refusal(
    InstanceNorm(), on: [[1, 2, 3, 4, 5]],
    .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [1, 2, 3, 4, 5])),
  Refusal(RMSNorm(), on: [[]], .rank(expected: "rows of features", found: [])),
  Refusal(
    RMSNorm(axes: 2), on: [[5]],
    .range(what: "the number of axes", value: "2", allowed: "the input 5 has 1 axis")),
  Refusal(
    LocalResponseNorm(5), on: [[5]],
    .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
  Refusal(
    LocalResponseNorm(0), on: [[5, 2]], .range(what: "the size", value: "0", allowed: "it counts from 1")),
  Refusal(L2Normalize(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
  Refusal(
    L2Normalize(axis: 2), on: [[2, 3]],
    .range(what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
  ),
  Refusal(Scale(), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(Multiply(), on: [[2, 3, 4], [3]], .shapes([[2, 3, 4], [3]], except: nil)),
  Refusal(Multiply(), on: [[2, 3, 4], [2, 3, 1]], .shapes([[2, 3, 4], [2, 3, 1]], except: nil)),
  Refusal(Multiply(), on: [[2, 3, 4], [2, 3]], .shapes([[2, 3, 4], [2, 3]], except: nil)),
  Refusal(Multiply(), on: [[2, 1, 1], [1, 3, 4]], .shapes([[2, 1, 1], [1, 3, 4]], except: nil)),
  Refusal(Multiply(), on: [[2, 3], []], .shapes([[2, 3], []], except: nil)),
  Refusal(Subtract(), on: [[2, 3], [3, 2]], .shapes([[2, 3], [3, 2]], except: nil)),
  Refusal(AbsDifference(), on: [[2], [2, 1]], .shapes([[2], [2, 1]], except: nil)),
  Refusal(Maximum(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
  Refusal(Average(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
  Refusal(Concat(), on: [[2, 3], [2, 4]], .shapes([[2, 3], [2, 4]], except: 0)),
  Refusal(Concat(axis: -1), on: [[2, 3], [3, 3]], .shapes([[2, 3], [3, 3]], except: 1)),
  Refusal(Concat(), on: [[2, 3], [2]], .shapes([[2, 3], [2]], except: 0)),
  Refusal(
    Concat(axis: 2), on: [[2, 3], [2, 3]],
    .range(what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
  ),
  Refusal(Concat(), on: [[1 << 62], [1 << 62]], .tooLarge([])),
  Refusal(Reshape([]), on: [[4]], .conflict("`reshape` needs at least one extent", help: nil)),
  Refusal(
    Reshape([2, 0]), on: [[4]],
    .range(what: "an extent", value: "0", allowed: "extents are positive, or -1 for what remains")),
  Refusal(
    Reshape([-1, -1]), on: [[4]],
    .conflict("`reshape` cannot work out more than one extent", help: "write -1 only once")),
  Refusal(
    Reshape([5, -1]), on: [[2, 3, 4]],
    .indivisible(what: "its 24 elements", count: 24, by: "parts", divisor: 5)),
  Refusal(Reshape([5, 5]), on: [[2, 3, 4]], .elements(from: [2, 3, 4], to: [5, 5])),
  Refusal(Reshape([1 << 40, 1 << 40]), on: [[2]], .tooLarge([1 << 40, 1 << 40])),
  Refusal(
    Permute([0, 1, 1]), on: [[2, 3, 4]],
    .range(
      what: "the order", value: "[0, 1, 1]",
      allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must stand in it once")),
  Refusal(
    Permute([1, 0]), on: [[2, 3, 4]],
    .range(
      what: "the order", value: "[1, 0]",
      allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must stand in it once")),
  Refusal(
    Slice(3), on: [[2, 3, 4]],
    .range(
      what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")),
  Refusal(Slice(0), on: [[]], .rank(expected: "an axis to take a part of", found: [])),
  Refusal(
    Slice(1, from: -5), on: [[2, 4]],
    .range(what: "`from`", value: "-5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
  Refusal(
    Slice(1, from: 5), on: [[2, 4]],
    .range(what: "`from`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
  Refusal(
    Slice(1, to: 5), on: [[2, 4]],
    .range(what: "`to`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
  Refusal(
    Slice(1, to: .min), on: [[2, 4]],
    .range(
      what: "`to`", value: "-9223372036854775808",
      allowed: "the axis has 4 elements, counted from 0, or from the end")),
  Refusal(Slice(1, from: 3, to: -2), on: [[2, 4, 5]], .empty(axis: "height", extent: -1)),
  Refusal(Slice(0, from: 2), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
  Refusal(Select([0]), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(Select([]), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
  Refusal(
    Select([1, 2]), on: [[2, 4]],
    .range(what: "a channel", value: "2", allowed: "the input 2 x 4 has channels 0 to 1")),
  Refusal(
    Split(3, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 3)),
  Refusal(
    Split(0, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 0)),
  Refusal(
    Split(2, take: 2), on: [[4, 6]], .range(what: "`take`", value: "2", allowed: "the parts are 0 to 1")),
  Refusal(
    Split(2, take: -1), on: [[4, 6]], .range(what: "`take`", value: "-1", allowed: "the parts are 0 to 1")),
  Refusal(
    Split(2, take: 0, axis: 2), on: [[4, 6]],
    .range(what: "the axis", value: "2", allowed: "the input 4 x 6 has axes 0 to 1, or -2 to -1 from the end")
  ),
  Refusal(Split(2, take: 0), on: [[]], .rank(expected: "an axis to split", found: [])),
  Refusal(
    Pad(1), on: [[5]],
    .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
  Refusal(Pad(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
  Refusal(Pad(.explicit([.init(1, 2)])), on: [[2, 5, 5]], .axes(argument: "amount", given: 1, needed: 2)),
  Refusal(
    Pad(.same), on: [[2, 5]],
    .conflict(
      "`pad` needs its amount in numbers", help: "`same` belongs to windows; write `pad(1)` or a list")),
  Refusal(Pad(-1), on: [[2, 5]], .range(what: "the amount", value: "-1", allowed: "it counts from 0")),
  Refusal(
    Pad(.explicit([.init(0, -2)])), on: [[2, 5]],
    .range(what: "the amount", value: "-2", allowed: "it counts from 0")),
  Refusal(Pad(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
  Refusal(
    Crop(1), on: [[5]],
    .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
  Refusal(Crop(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
  Refusal(
    Crop(.same), on: [[2, 5]],
    .conflict(
      "`crop` needs its amount in numbers", help: "`same` belongs to windows; write `crop(1)` or a list")),
  Refusal(Crop(2), on: [[2, 5, 4]], .empty(axis: "width", extent: 0)),
  Refusal(Crop(.explicit([.init(3, 3), .init(0, 0)])), on: [[2, 5, 4]], .empty(axis: "height", extent: -1)),
  Refusal(Crop(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
  Refusal(ChannelShuffle(2), on: [[]], .rank(expected: "channels", found: [])),
  Refusal(
    ChannelShuffle(4), on: [[6, 2]], .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 4)),
  Refusal(
    ChannelShuffle(0), on: [[6, 2]], .indivisible(what: "its 6 channels", count: 6, by: "groups", divisor: 0)),
  Refusal(RBF(2), on: [[]], .rank(expected: "a vector, or rows of features", found: [])),
]

private let views: [any Operator] = [
  Dropout(), DropPath(0.1), Identity(), Reshape([3, 4]), Reshape([2, -1]),
]

private let faults: [(String, [ArgumentValue?], String)] = [
  ("dropout", [1.5], "rate"), ("dropout", [-0.1], "rate"), ("drop_path", [2], "rate"),
  ("drop_path", [nil], "rate"),
  ("elu", ["large"], "alpha"), ("prelu", [1], "shared"), ("gelu", ["sigmoid"], "approximate"),
  ("softmax", [0.5], "axis"), ("log_softmax", [[0]], "axis"), ("maxout", [0], "pieces"),
  ("layer_norm", [0, nil, nil, nil, nil], "axes"), ("layer_norm", [nil, 1, nil, nil, nil], "channels"),
  ("layer_norm", [nil, nil, 2, nil, nil], "epsilon"), ("group_norm", [0, nil, nil, nil], "groups"),
  ("instance_norm", [-1, nil, nil], "epsilon"), ("rms_norm", [0, nil, nil], "axes"),
  ("rms_norm", [nil, nil, 1], "scale"), ("local_response_norm", [0, nil, nil, nil, nil], "size"),
  ("local_response_norm", [5, nil, nil, true, nil], "k"), ("l2_normalize", [nil, 2], "epsilon"),
  ("scale", [0], "bias"), ("concat", ["channels"], "axis"), ("reshape", [[2, -2]], "shape"),
  ("reshape", [4], "shape"), ("permute", [[0, -1]], "axes"), ("slice", [0.5, nil, nil], "axis"),
  ("slice", [0, "end", nil], "from"), ("slice", [0, nil, true], "to"), ("select", [[0, -1]], "channels"),
  ("split", [0, 0, nil], "parts"), ("split", [2, -1, nil], "take"), ("pad", [-1], "amount"),
  ("crop", [[[1, 2, 3]]], "amount"), ("channel_shuffle", [0], "groups"), ("rbf", [0], "units"),
]

private let large = 1 << 40

private let giants: [Giant] = [
  Giant(ReLU6(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(PReLU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large]),
  Giant(GELU(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(Softmax(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(LogSoftmax(axis: -1), on: [[2, large]], gives: [2, large]),
  Giant(Maxout(large), on: [[large, 4, 4]], gives: [1, 4, 4]),
  Giant(
    LayerNorm(axes: 3), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [1 << 62, 1 << 62]),
  Giant(LayerNorm(channels: true), on: [[large, 2, 2]], gives: [large, 2, 2], parameters: [large, large]),
  Giant(
    GroupNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large]),
  Giant(InstanceNorm(), on: [[2, large, 2048]], gives: [2, large, 2048]),
  Giant(RMSNorm(axes: 2), on: [[2, large, 2048]], gives: [2, large, 2048], parameters: [1 << 51]),
  Giant(LocalResponseNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(L2Normalize(axis: 2), on: [[2, 2, large]], gives: [2, 2, large]),
  Giant(Scale(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large]),
  Giant(Multiply(), on: [[large], [large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(Subtract(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  Giant(AbsDifference(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  Giant(Maximum(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  Giant(Average(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  Giant(Concat(axis: 1), on: [[2, large], [2, large]], gives: [2, 2 * large]),
  Giant(Reshape([4096, -1, 1024]), on: [[large, 2048, 2048]], gives: [4096, large, 1024]),
  Giant(Permute([2, 0, 1]), on: [[large, 2, 3]], gives: [3, large, 2]),
  Giant(Slice(1, from: 1 - large, to: -1), on: [[2, large]], gives: [2, large - 2]),
  Giant(Select([0]), on: [[large, 2048, 2048]], gives: [1, 2048, 2048]),
  Giant(Split(large, take: large - 1, axis: 1), on: [[2, large]], gives: [2, 1]),
  Giant(Pad(.explicit([.init(large, large)])), on: [[2, large]], gives: [2, 3 * large]),
  Giant(Crop(.explicit([.init(large - 2, 1)])), on: [[2, large]], gives: [2, 1]),
  Giant(ChannelShuffle(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(Dropout(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(DropPath(0.5), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(Identity(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  Giant(RBF(large), on: [[2048, large]], gives: [2048, large], parameters: [nil]),
]
