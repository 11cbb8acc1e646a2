import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Numbers for some inputs and weights of a network, as a person writes them:
/// `{"inputs": {"image": [[1, 2], [3, 4]]}, "weights": {"conv.weight": [[1]]}}`.
///
/// A tensor is nested arrays, the outermost axis first; axes of extent 1 at the front may be left out, so that a grey
/// image and a filter of one channel are plain matrices.
package struct GivenNumbers: Sendable {
  /// The numbers of inputs, by layer.
  package private(set) var inputs: [Node.ID: [Float]] = [:]
  /// The numbers of weights, by entry of the graph and tensor.
  package private(set) var weights: [WeightPlace: [Float]] = [:]

  /// No numbers at all.
  package init() {}

  /// Reads the numbers of a document for a network.
  ///
  /// - Throws: ``DataFault``.
  package init(_ document: JSONValue, for graph: Graph) throws(DataFault) {
    for part in try Self.members(document, of: nil) {
      switch part.key {
      case "inputs":
        for member in try Self.members(part.value, of: "inputs") { try readInput(member, graph) }
      case "weights":
        let tensors = Self.tensors(of: graph)
        for member in try Self.members(part.value, of: "weights") { try readWeight(member, graph, tensors) }
      default: throw .unknownPart(part.key)
      }
    }
  }

  /// The names of inputs and of weights that were not given.
  package func missing(in graph: Graph) -> (inputs: [String], weights: [String]) {
    (
      graph.inputs.filter { inputs[$0] == nil }.map { graph.nodes[$0].name },
      Self.tensors(of: graph)
        .filter { weights[$0.tensor] == nil && !(graph.numbers?.has($0.tensor) ?? false) }.map(\.name)
    )
  }

  // MARK: Reading

  private static func members(_ value: JSONValue, of part: String?) throws(DataFault) -> [JSONValue.Member] {
    guard case .object(let members) = value else { throw .notAnObject(part) }
    var seen: Set<String> = []
    for member in members where !seen.insert(member.key).inserted { throw .twice(member.key) }
    return members
  }

  private static func tensors(of graph: Graph) -> [(name: String, tensor: WeightPlace, shape: Shape)] {
    graph.weights.enumerated().flatMap { entry, weights in
      weights.parameters.enumerated().map { index, parameter in
        (graph.path(of: parameter, in: entry), WeightPlace(entry: entry, index: index), parameter.shape)
      }
    }
  }

  private mutating func readInput(_ member: JSONValue.Member, _ graph: Graph) throws(DataFault) {
    guard let input = graph.inputs.first(where: { graph.nodes[$0].name == member.key }) else {
      throw .unknown(member.key, isInput: true, names: graph.inputs.map { graph.nodes[$0].name })
    }
    let shape = graph.nodes[input].shape
    let numbers = try Self.numbers(member.value, shape, of: member.key)
    if shape.element == .token {
      let vocabulary = graph.vocabulary(of: input)
      for number in numbers {
        guard number >= 0, number == number.rounded(), number < Float(vocabulary ?? 1 << 24) else {
          throw .noToken(of: member.key, number: number, vocabulary: vocabulary)
        }
      }
    }
    inputs[input] = numbers
  }

  private mutating func readWeight(
    _ member: JSONValue.Member, _ graph: Graph, _ tensors: [(name: String, tensor: WeightPlace, shape: Shape)]
  ) throws(DataFault) {
    guard let found = tensors.first(where: { $0.name == member.key }) else {
      throw .unknown(member.key, isInput: false, names: tensors.map(\.name))
    }
    weights[found.tensor] = try Self.numbers(member.value, found.shape, of: member.key)
  }

  /// The numbers of nested arrays, in the order of the tensor.
  private static func numbers(_ value: JSONValue, _ shape: Shape, of name: String) throws(DataFault)
    -> [Float]
  {
    var extents: [Int] = []
    var level = value
    while case .array(let elements) = level {
      extents.append(elements.count)
      guard let first = elements.first else { break }
      level = first
    }
    // Axes of extent 1 at the front may be left out.
    let missing = shape.rank - extents.count
    let isShape =
      missing >= 0 && Array(shape.dimensions[missing...]) == extents
      && shape.dimensions[..<missing].allSatisfy { $0 == 1 }
    guard isShape else { throw .shape(of: name, given: extents, needed: shape.dimensions) }
    var numbers: [Float] = []
    numbers.reserveCapacity(shape.elementCount ?? 0)
    var place: [Int] = []
    try collect(value, extents[...], &place, name, into: &numbers)
    return numbers
  }

  private static func collect(
    _ value: JSONValue, _ extents: ArraySlice<Int>, _ place: inout [Int], _ name: String,
    into numbers: inout [Float]
  ) throws(DataFault) {
    guard let extent = extents.first else {
      let number: Float
      switch value {
      case .integer(let integer): number = Float(integer)
      case .number(let decimal): number = Float(decimal)
      default: throw .noNumber(of: name, at: place)
      }
      guard number.isFinite else { throw .tooLarge(of: name, at: place) }
      numbers.append(number)
      return
    }
    guard case .array(let elements) = value else {
      throw .uneven(of: name, at: place, given: nil, needed: extent)
    }
    guard elements.count == extent else {
      throw .uneven(of: name, at: place, given: elements.count, needed: extent)
    }
    for (index, element) in elements.enumerated() {
      place.append(index)
      try collect(element, extents.dropFirst(), &place, name, into: &numbers)
      place.removeLast()
    }
  }
}
