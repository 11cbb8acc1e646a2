import ArchGraph
import ArchOperators
import Testing

/// Every operator of the catalogue keeps its word on every specimen: what its rules predict is what its definition,
/// which shares no code with them, does.
@Suite struct LawTests {
  static let names = Catalogue.standard.names.filter { $0 != "input" }

  @Test(arguments: names) func everyOperatorHasSpecimens(name: String) throws {
    #expect(try count(of: operatorType(name)) > 0)
  }

  @Test(arguments: names) func producesThePredictedShape(name: String) throws {
    try forEachSpecimen(of: name) { try $0.checkShape() }
  }

  @Test(arguments: names) func doesThePredictedWork(name: String) throws {
    try forEachSpecimen(of: name) { try $0.checkWork() }
  }

  @Test(arguments: names) func readsAndReachesWhatItSays(name: String) throws {
    try forEachSpecimen(of: name) { try $0.checkReach() }
  }

  @Test(arguments: names) func callIsRoundTrip(name: String) throws {
    try forEachSpecimen(of: name) { try $0.checkArguments() }
  }

  @Test(arguments: names) func hasTheTraitsItStates(name: String) throws {
    try forEachSpecimen(of: name) { try $0.checkTraits() }
  }

  /// Of a few elements alone, a definition by elements does their share of the work; any other does more in some case.
  @Test(arguments: names) func isDefinedByElementAsItSays(name: String) throws {
    var seen: [(isStated: Bool, isSo: Bool)] = []
    try forEachSpecimen(of: name) { subject in
      if let isSo = try subject.isDefinedByElement() { seen.append((subject.statesElements, isSo)) }
    }
    for stated in [true, false] {
      let cases = seen.filter { $0.isStated == stated }
      guard !cases.isEmpty else { continue }
      #expect(cases.allSatisfy(\.isSo) == stated)
    }
  }

  private func operatorType(_ name: String) throws -> any Operator.Type {
    try #require(Catalogue.standard[name])
  }

  private func count<O: Operator>(of type: O.Type) -> Int { type.specimens.count }

  private func forEachSpecimen(of name: String, _ check: (any LawSubject) throws -> Void) throws {
    try visit(operatorType(name), check)
  }

  private func visit<O: Operator>(_ type: O.Type, _ check: (any LawSubject) throws -> Void) throws {
    for specimen in type.specimens { try check(Subject(specimen: specimen)) }
  }
}

/// A specimen without its type.
protocol LawSubject {
  func checkShape() throws
  func checkWork() throws
  func checkReach() throws
  func checkArguments() throws
  func checkTraits() throws
  func isDefinedByElement() throws -> Bool?
  var statesElements: Bool { get }
}

struct Subject<O: Operator>: LawSubject {
  let specimen: Specimen<O>

  var op: O { specimen.op }
  var inputs: [Shape] { specimen.inputs }
  var note: Comment { "\(op.call) on \(inputs.map(\.description))" }

  var statesElements: Bool { op.traits.isDefinedByElement }

  func output() throws -> Shape { try op.output(of: inputs).shape(of: inputs) }

  /// Values without pattern between -1 and 1, or small whole numbers for tokens.
  private func value(_ index: Int, _ element: Shape.Element) -> Float {
    let scrambled = UInt32(truncatingIfNeeded: index &* 2_654_435_761) >> 8
    return element == .token ? Float(scrambled % 3) : Float(scrambled) / Float(1 << 23) - 1
  }

  func checkShape() throws {
    let output = try output()
    let tensors = try make { value, _ in value }
    let result = op.define(tensors.inputs, tensors.weights, output: output)
    #expect(result.shape == output, note)
    #expect(result.values.count == output.elementCount, note)
    #expect(result.values.allSatisfy { !$0.isNaN }, note)
    for (extent, value) in zip(try op.output(of: inputs).extents(of: inputs), output.dimensions) {
      #expect(extent.formula.value == value, note)
    }
  }

  func checkWork() throws {
    let output = try output()
    let work = op.work(from: inputs, to: output)
    guard work.unknown == nil else { return }
    let tensors = try make { value, _ in Counted(value) }
    let (_, counted) = Counted.counting { op.define(tensors.inputs, tensors.weights, output: output) }
    let predicted = try work.vector()
    for kind in Work.Kind.allCases where kind.isArithmetic {
      #expect(predicted[kind] == counted[kind], "\(kind.name) of \(note)")
    }
  }

  func checkReach() throws {
    let output = try output()
    let sizes = inputs.map { $0.elementCount ?? 0 }
    let tensors = try make { value, index in Traced(element: index) }
    let result = op.define(tensors.inputs, tensors.weights, output: output)
    let work = op.work(from: inputs, to: output)
    guard work.unknown == nil else { return }

    // Movement of data: a view moves nothing; everything else reads what it depends on and writes its output.
    let all = result.values.reduce(Traced(0)) { $0.union($1) }
    let inputCount = sizes.reduce(0, +)
    let read = (0..<inputCount).count { all.hasRead($0) }
    let weightCount = tensors.weights.reduce(0) { $0 + $1.values.count }
    // What is kept of tokens before is given, as inputs are.
    let isGiven = op.parameters(of: inputs).flatMap { parameter in
      Array(repeating: parameter.role == .cache, count: parameter.shape.elementCount ?? 0)
    }
    let weightsRead = (0..<weightCount).count { !isGiven[$0] && all.hasRead(inputCount + $0) }
    let givenRead = (0..<weightCount).count { isGiven[$0] && all.hasRead(inputCount + $0) }
    let vector = try work.vector()
    if vector[.writes] == 0 {
      #expect(work == .none, "a view does no work at all: \(note)")
      let isTensor = op.placement(of: inputs) == .weights
      #expect(result.values.count == (isTensor ? weightCount : inputCount), note)
    } else {
      #expect(vector[.writes] == result.values.count, note)
      if !inputs.contains(where: { $0.element == .token }) {
        #expect(vector[.activationReads] == read + givenRead, "activation reads of \(note)")
        #expect(vector[.weightReads] == weightsRead, "weight reads of \(note)")
      }
    }

    // Reach: on each spatial axis, the observed input positions of each output position are the predicted ones.
    let reach = op.reach(from: inputs, to: output)
    var offset = 0
    for input in inputs {
      try checkReach(reach, of: result, on: input, firstElement: offset)
      offset += input.elementCount ?? 0
    }
  }

  private func checkReach(
    _ reach: Reach, of result: Tensor<Traced>, on input: Shape, firstElement: Int
  ) throws {
    let axes: [AxisReach]
    switch reach {
    case .everything, .unknown: return
    case .pointwise where input.spatial.allSatisfy { $0 == 1 } && input.spatial != result.shape.spatial:
      // A gate for each channel has no positions of its own; it acts on all positions of the output.
      return
    case .pointwise where input.dimensions.count < result.shape.rank:
      // Aligned at the last axes, its channels among them.
      let missing = result.shape.rank - input.rank
      for axis in input.dimensions.indices {
        checkAxis(
          axis + missing, of: result, sees: .spread(input[axis], over: result.shape[axis + missing]),
          onAxis: axis, of: input, firstElement: firstElement)
      }
      return
    case .pointwise where input.spatial != result.shape.spatial:
      axes = zip(input.spatial, result.shape.spatial).map { .spread($0, over: $1) }
    case .pointwise: axes = Array(repeating: .identity, count: max(0, result.shape.rank - 1))
    case .axes(let given): axes = given
    case .permuted(let order):
      #expect(order.sorted() == Array(0..<input.rank), note)
      for (axis, source) in order.enumerated() {
        checkAxis(axis, of: result, sees: .identity, onAxis: source, of: input, firstElement: firstElement)
      }
      return
    }
    // Of an input with another number of axes, such as given weights, everything may be seen.
    if input != inputs[0], axes.count != input.rank - 1 { return }
    #expect(axes.count == max(0, input.rank - 1), note)
    guard axes.count == input.rank - 1 else { return }
    for (index, axis) in axes.enumerated() {
      checkAxis(index + 1, of: result, sees: axis, onAxis: index + 1, of: input, firstElement: firstElement)
    }
  }

  private func checkAxis(
    _ axis: Int, of result: Tensor<Traced>, sees reach: AxisReach, onAxis source: Int, of input: Shape,
    firstElement: Int
  ) {
    var observed = [Set<Int>](repeating: [], count: result.shape[axis])
    for (position, value) in zip(Positions(result.shape.dimensions), result.values) {
      for (index, place) in Positions(input.dimensions).enumerated()
      where value.contains(firstElement + index) {
        observed[position[axis]].insert(place[source])
      }
    }
    guard observed.contains(where: { !$0.isEmpty }) else { return }
    for (position, found) in observed.enumerated() {
      let predicted = Set(reach.positions(of: position, extent: input[source]))
      #expect(found == predicted, "axis \(axis), position \(position) of \(note)")
    }
  }

  func checkArguments() throws {
    let signature = O.signature
    #expect(op.arguments.count == signature.arguments.count, note)
    #expect(try O(Arguments(signature, op.arguments)) == op, note)
    let without = zip(signature.arguments, op.arguments).map { $1 == $0.defaultValue ? nil : $1 }
    #expect(try O(Arguments(signature, without)) == op, "defaults of \(note)")
  }

  func make<N: Number>(
    _ entry: (_ value: Float, _ index: Int) -> N
  ) throws -> (inputs: [Tensor<N>], weights: [Tensor<N>]) {
    var index = 0
    func tensor(_ shape: Shape, positive: Bool = false) -> Tensor<N> {
      let values = (0..<(shape.elementCount ?? 0)).map { _ in
        defer { index += 1 }
        let plain = value(index, shape.element)
        return entry(positive ? plain.magnitude + 0.5 : plain, index)
      }
      return Tensor(shape, values)
    }
    let inputTensors = inputs.enumerated().map {
      tensor($0.element, positive: op.traits.positiveInputs.contains($0.offset))
    }
    let weights = op.parameters(of: inputs).map { tensor($0.shape, positive: $0.role == .buffer) }
    return (inputTensors, weights)
  }
}

extension AxisReach {
  /// What a position sees of an axis that has it too, or has one that is given to all.
  fileprivate static func spread(_ extent: Int, over whole: Int) -> AxisReach {
    extent == whole ? .identity : .listed(Array(repeating: 0..<1, count: whole))
  }
}
