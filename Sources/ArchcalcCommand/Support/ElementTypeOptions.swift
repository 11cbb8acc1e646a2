import ArchArguments
import ArchCalc

/// `--dtype`: one element type for everything, or `weights=int4`, `cache=int8`, `head=float16`.
struct ElementTypeChoice {
  /// The types of whole networks.
  var types = ElementTypes.float32
  /// The types of the weights of layers, by their paths or the parts of paths that `*` leaves open; later ones win.
  var layers: [(path: String, type: ElementType)] = []

  /// Reads what was given.
  init(_ texts: [String]) throws(Failure) {
    let pairs = texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    if let all = try pairs.last(where: { !$0.contains("=") }).map({ text throws(Failure) in
      try Self.type(text)
    }) {
      types = ElementTypes(all)
    }
    var cache: ElementType?
    for pair in pairs {
      guard let equals = pair.firstIndex(of: "=") else {
        _ = try Self.type(pair)
        continue
      }
      let (name, type) = (String(pair[..<equals]), try Self.type(String(pair[pair.index(after: equals)...])))
      switch name {
      case "weights": types.weights = type
      case "activations":
        guard !type.hasScales else { throw .command(.typeOfWeights(type.rawValue)) }
        types.activations = type
      case "cache": cache = type
      case "": throw .command(.notAType(pair))
      default: layers.append((name, type))
      }
    }
    types.cache = cache ?? types.activations
  }

  /// The one type of everything, for training.
  func single() throws(Failure) -> ElementType {
    guard types == ElementTypes(types.activations), layers.isEmpty else {
      throw .command(.severalTypes(types.description))
    }
    return types.activations
  }

  private static func type(_ text: String) throws(Failure) -> ElementType {
    if let type = ElementType(rawValue: text) { return type }
    if let usual = usual[text.lowercased()] { return usual }
    throw .command(.notAType(text))
  }

  /// What the types are called elsewhere.
  private static let usual: [String: ElementType] = [
    "fp64": .float64, "f64": .float64, "double": .float64, "fp32": .float32, "f32": .float32,
    "float": .float32, "fp16": .float16, "f16": .float16, "half": .float16, "bf16": .bfloat16,
    "fp8": .float8, "f8": .float8, "i8": .int8, "uint8": .int8, "i4": .int4, "uint4": .int4,
    "gptq": .int4Groups, "awq": .int4Groups,
  ]

  /// The types of tensors of weights by their places in the graph.
  ///
  /// - Throws: if a path names no layer with weights.
  func weightTypes(of graph: Graph, operand: String) throws(Failure) -> [Int: ElementType] {
    guard !layers.isEmpty else { return [:] }
    let paths = graph.paths
    var found: [Int: ElementType] = [:]
    for (path, type) in layers {
      let nodes = paths.indices.filter { Self.holds(paths[$0], path) }
      guard !nodes.isEmpty else { throw LayerPaths.unknown(path, in: graph, paths, operand: operand) }
      let weights = nodes.compactMap { graph.nodes[$0].weights }
      guard !weights.isEmpty else { throw .command(.typeWithoutWeights(path, type: type.rawValue)) }
      for weight in weights { found[weight] = type }
    }
    return found
  }

  /// Whether a path is the wanted one or below it; `*` matches any characters.
  static func holds(_ path: String, _ wanted: String) -> Bool {
    let (path, wanted) = (Array(path.utf8), Array(wanted.utf8))
    let (dot, bracket, star) = (UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "*"))
    var (place, next) = (0, 0)
    // The last `*`, and how far it reaches: trying longer reaches of earlier ones would find nothing else.
    var last: (next: Int, place: Int)?
    while true {
      if next < wanted.count, wanted[next] == star {
        last = (next, place)
        next += 1
      } else if next == wanted.count, place == path.count || path[place] == dot || path[place] == bracket {
        return true
      } else if next < wanted.count, place < path.count, path[place] == wanted[next] {
        (place, next) = (place + 1, next + 1)
      } else if let star = last, star.place < path.count {
        last = (star.next, star.place + 1)
        (place, next) = (star.place + 1, star.next + 1)
      } else {
        return false
      }
    }
  }
}

extension Invocation {
  /// The element types that bytes are computed with.
  func elementTypes() throws(Failure) -> ElementTypeChoice { try ElementTypeChoice(values("dtype")) }
}
