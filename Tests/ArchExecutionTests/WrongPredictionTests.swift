import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchKernels
import ArchOperators
import ArchRuntime
import Testing

/// A rule that says something else than what happens is found, with the layer and the subject.
@Suite struct WrongPredictionTests {
  /// A convolution in the middle of a small network, one rule of which may be altered.
  private func network(_ rule: Altered<Conv>.Rule, last: Int = 5) throws -> Graph {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [3, 9, 9])
    let stem = try builder.apply(Conv(4, kernel: 3, padding: 1), to: [image], label: "stem")
    let relu = try builder.apply(ReLU(), to: [stem])
    let suspect = try builder.apply(
      Altered(Conv(4, kernel: 3, padding: 1), rule), to: [relu], label: "suspect")
    let pool = try builder.apply(MaxPool(2), to: [suspect], label: "pool")
    let flat = try builder.apply(Flatten(), to: [pool])
    let head = try builder.apply(Dense(last), to: [flat], label: "head")
    builder.output(try builder.apply(Softmax(), to: [head]), named: nil)
    return builder.graph
  }

  @Test func theUnalteredNetworkHolds() throws {
    let validation = try validate(try network(.none))
    #expect(validation.holds)
    #expect(validation.failed == [])
    #expect(validation.fields.contains { $0.path == "suspect" && $0.showsEdges })
    #expect(validation.layers.allSatisfy { $0.workSkipped == nil })
  }

  @Test func progressIsToldInEveryPart() throws {
    var told: [Validator.Phase: [Int]] = [:]
    var validator = Validator(pool: .serial)
    validator.progress = { part, layer, count in
      #expect(layer < count)
      told[part, default: []].append(layer)
    }
    let graph = try fusedNetwork()
    let validation = try validator.validate(Analysis(graph))
    #expect(told[.run] == Array(1..<graph.nodes.count))
    #expect(told[.fused] == [1, 2, 6, 7])
    let probes = validation.fields.count
    #expect(probes > 0)
    #expect(told[.field("last")]?.count == probes * (graph.nodes.count - 1))
    #expect(told.count == 3)
  }

  @Test func shape() throws {
    let validation = try validate(try network(.shape))
    #expect(!validation.holds)
    #expect(validation.failed == ["suspect: shapes"])
    guard case .shape(let produced, let predicted)? = validation.layers.last?.fault else {
      Issue.record("no fault of the shape")
      return
    }
    #expect(produced == [4, 9, 9])
    #expect(predicted == [4, 9, 10])
  }

  @Test func parameters() throws {
    let validation = try validate(try network(.parameters))
    #expect(!validation.holds)
    #expect(validation.failed == ["suspect: parameters"])
    #expect(
      validation.layers.last?.fault == .weight(index: 0, needed: [4, 4, 3, 3], provided: [5, 4, 3, 3]))
  }

  /// Weights that a rule names and no kernel reads.
  @Test func parametersThatNobodyReads() throws {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [3, 9, 9])
    builder.output(try builder.apply(WithSpareWeight(), to: [image], label: "suspect"), named: nil)
    #expect(try validate(builder.graph).failed == ["suspect: parameters"])
  }

  @Test(arguments: Work.Kind.all) func work(kind: Work.Kind) throws {
    let validation = try validate(try network(.work(kind)))
    #expect(!validation.holds)
    #expect(validation.failed == ["suspect: work"])
    let layer = try #require(validation.layers.first { $0.node == 3 })
    #expect(layer.work[kind] + 1 == validation.analysis.layers[3].work[kind])
  }

  /// A rule and a kernel that agree on something else than the definition does.
  @Test func workThatTheDefinitionDoesNot() throws {
    var validator = Validator(pool: .serial)
    let right = try validator.validate(Analysis(network(.none), batch: 2))
    #expect(right.holds && right.countsSkipped == nil)
    let wrong = try validator.validate(Analysis(network(.agreedWork), batch: 2))
    #expect(wrong.failed == ["suspect: work"])
    validator.countedOperations = 1000
    let uncounted = try validator.validate(Analysis(network(.agreedWork), batch: 2))
    #expect(uncounted.holds && uncounted.countsSkipped == .moreThan(1000))
  }

  /// A kernel that leaves something out.
  @Test func workThatWasNotDone() throws {
    #expect(try validate(try network(.kernelWork)).failed == ["suspect: work"])
  }

  /// A chain of layers that one kernel takes over, and a pooling that takes over nothing.
  private func fusedNetwork(
    _ relu: Altered<ReLU>.Rule = .none, _ pool: Altered<MaxPool>.Rule = .none
  ) throws -> Graph {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [3, 9, 9])
    let stem = try builder.apply(Conv(4, kernel: 3, padding: 1), to: [image], label: "stem")
    let conv = try builder.apply(Conv(4, kernel: 3, padding: 1, bias: false), to: [stem])
    let norm = try builder.apply(BatchNorm(), to: [conv])
    let sum = try builder.apply(Add(), to: [norm, stem])
    let active = try builder.apply(Altered(ReLU(), relu), to: [sum])
    let pooled = try builder.apply(Altered(MaxPool(3, stride: 2), pool), to: [active])
    builder.output(try builder.apply(BatchNorm(), to: [pooled], label: "last"), named: nil)
    return builder.graph
  }

  @Test func fusedKernelsMakeTheSame() throws {
    let validation = try validate(try fusedNetwork())
    #expect(validation.holds)
    #expect(validation.fused?.layers == 3)
    #expect(validation.fused?.numbers == 4 * 4 * 4)
    #expect(validation.fused?.different == 0)
  }

  @Test func aStepThatIsAnother() throws {
    let validation = try validate(try fusedNetwork(.finishStep(low: 0.5)))
    #expect(!validation.holds)
    #expect(validation.failed == ["last: fusion"])
  }

  @Test func aStepThatNobodyTakes() throws {
    let validation = try validate(try fusedNetwork(.none, .finishing))
    #expect(validation.fused?.layers == 4)
    #expect(validation.failed == ["last: fusion"])
  }

  @Test(arguments: [
    Reach.pointwise,
    .axes([.regular(.init(taps: 3, before: 1)), .regular(.init(taps: 5, before: 2))]),
    .axes([.regular(.init(taps: 3, before: 0)), .regular(.init(taps: 3, before: 1))]),
    .axes([.regular(.init(taps: 2, before: 1)), .regular(.init(taps: 3, before: 1))]),
    .axes([.regular(.init(taps: 3, dilation: 2, before: 2)), .regular(.init(taps: 3, before: 1))]),
    .axes([.regular(.init(taps: 3, before: 1)), .everything]),
  ])
  func reach(_ reach: Reach) throws {
    let validation = try validate(try network(.reach(reach)))
    #expect(!validation.holds)
    #expect(validation.failed.contains("suspect: receptive_field"))
    #expect(validation.failed.allSatisfy { $0.hasSuffix("receptive_field") })
    // What is before it is not accused.
    #expect(!validation.failed.contains { $0.hasPrefix("stem") })
  }

  /// A convolution that is put over its own input would read what it has written.
  @Test func memory() throws {
    let validation = try validate(try network(.placement(.over([0]))))
    #expect(!validation.holds)
    #expect(validation.failed == ["suspect: memory"])
    #expect(validation.layers.last?.fault == .overlap(input: 0))
  }

  /// A convolution that is said to be a view of its input.
  @Test func memoryOfAView() throws {
    #expect(try validate(try network(.placement(.view))).failed == ["suspect: memory"])
  }

  /// An element of the block that nobody writes.
  @Test func memoryThatIsNotUsed() throws {
    var validation = try validate(try network(.none))
    #expect(validation.highWater == validation.plannedExtent)
    validation.plannedExtent += 1
    #expect(validation.failed == ["softmax: memory"])
  }

  /// A value that another is put over before it is read for the last time.
  @Test func memoryThatIsSharedTooSoon() throws {
    let graph = try expand(
      "network n {\ninput x: [2, 4, 4]\na: conv(2, kernel: 1)\nx -> conv(2, kernel: 3, padding: 1)\nadd(a)\n}"
    )
    let plan = try MemoryPlan(graph)
    #expect(try Validator(pool: .serial).validate(Analysis(graph), plan).holds)
    let wrong = try Validator(pool: .serial).validate(
      Analysis(graph), plan.moving(2, to: try #require(plan.offsets[1])))
    #expect(wrong.failed.contains("add: memory"))
    #expect(wrong.layers.first { $0.node == 3 }?.overwritten == 1)
  }

  /// An input that another one is put over before anything runs.
  @Test func inputsThatAreWrittenOver() throws {
    let graph = try expand(
      "network n {\ninput a: [2]\noutput x: a -> dense(1)\ninput b: [2]\noutput y: b -> dense(1)\n}")
    let plan = try MemoryPlan(graph)
    let right = try Validator(pool: .serial).validate(Analysis(graph), plan)
    #expect(right.holds)
    let wrong = try Validator(pool: .serial).validate(
      Analysis(graph), plan.moving(2, to: try #require(plan.offsets[0])))
    #expect(wrong.failed.contains("x: memory"))
    #expect(wrong.layers.first { $0.node == 1 }?.overwritten == 0)
  }

  /// An output that a layer after it is put over.
  @Test func outputsThatAreWrittenOver() throws {
    let graph = try expand(
      "network n {\ninput a: [2]\noutput x: a -> dense(2)\noutput y: a -> dense(2)\n}")
    let plan = try MemoryPlan(graph)
    let wrong = try Validator(pool: .serial).validate(
      Analysis(graph), plan.moving(2, to: try #require(plan.offsets[1])))
    #expect(wrong.failed.contains("x: memory"))
    #expect(wrong.overwrittenOutputs == [1])
  }

  @Test func values() throws {
    #expect(try validate(try network(.values(0.001))).failed == ["suspect: values"])
    #expect(try validate(try network(.values(.infinity))).failed.first == "suspect: values")
    #expect(try validate(try network(.values(.nan))).failed.first == "suspect: values")
    #expect(try validate(try network(.values(0))).holds)
  }

  /// A kernel that makes what is not a number where the definition does not is as far from it as can be.
  @Test(arguments: [.nan, .infinity, -.infinity] as [Float]) func numbersThatAreNone(error: Float) throws {
    let validation = try validate(try network(.values(error)))
    guard case .compared(_, let difference, _)? = validation.layers.first(where: { $0.node == 3 })?.definition
    else {
      Issue.record("its definition was not compared")
      return
    }
    #expect(difference == .infinity)
  }

  /// A batch norm that divides by the root of a negative variance.
  @Test func weightsThatMakeNoNumbers() throws {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [2, 4, 4])
    let root = try builder.apply(SquareRootOfNegative(), to: [image], label: "root")
    builder.output(try builder.apply(ReLU(), to: [root], label: "relu"), named: nil)
    let validation = try validate(builder.graph)
    #expect(!validation.holds)
    #expect(validation.failed.contains("root: values"))
    #expect(validation.layers.first { $0.node == 1 }?.notFinite == 32)
  }

  /// Rows of a softmax that do not sum to 1.
  @Test(arguments: [0.01, -0.01] as [Float]) func aSoftmaxThatIsNone(error: Float) throws {
    var builder = GraphBuilder("small")
    let image = try builder.input("image", [6])
    builder.output(try builder.apply(Altered(Softmax(), .values(error)), to: [image]), named: nil)
    let validation = try validate(builder.graph)
    #expect(validation.failed.contains("softmax: values"))
    #expect((validation.layers[0].sumError ?? 0) > 0.009)
  }
}

/// An identity with a weight that its kernel never asks for.
private struct WithSpareWeight: Runnable {
  static let signature = Signature("with_spare_weight", .shape, "An identity with a weight.", arguments: [])
  static let specimens: [Specimen<WithSpareWeight>] = []
  init() {}
  init(_ arguments: Arguments) throws(ArgumentFault) {}
  var arguments: [ArgumentValue?] { [] }
  var traits: Traits { Identity().traits }
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try Identity().output(of: inputs) }
  func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("one", 1)], use: .factor)]
  }
  func work(from inputs: [Shape], to output: Shape) -> Work { Identity().work(from: inputs, to: output) }
  func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }
  func placement(of inputs: [Shape]) -> Placement { Identity().placement(of: inputs) }
  func execute(_ run: inout KernelRun) throws(KernelFault) { try Identity().execute(&run) }
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0]
  }
}

/// The square root of a weight that is below zero, for every element.
private struct SquareRootOfNegative: Runnable {
  static let signature = Signature("root", .activation, "The root of a negative weight.", arguments: [])
  static let specimens: [Specimen<SquareRootOfNegative>] = []
  init() {}
  init(_ arguments: Arguments) throws(ArgumentFault) {}
  var arguments: [ArgumentValue?] { [] }
  var traits: Traits { ReLU().traits }
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try ReLU().output(of: inputs) }
  func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("one", 1)], use: .positive)]
  }
  func work(from inputs: [Shape], to output: Shape) -> Work { .unknown("for a test") }
  func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }
  func placement(of inputs: [Shape]) -> Placement { .own }
  func execute(_ run: inout KernelRun) throws(KernelFault) {
    let weight = try run.weight(0, [1])
    let out = try run.output(run.shapes[0].dimensions)
    for index in 0..<run.batch * run.elements(0) { out[index] = (-weight[0]).squareRoot() }
  }
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0]
  }
}
