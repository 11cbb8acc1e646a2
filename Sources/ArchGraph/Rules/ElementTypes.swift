/// The element types that bytes are computed with: one for everything, or several.
public struct ElementTypes: Hashable, Sendable {
  /// The type of weights, unless a layer has another.
  public var weights: ElementType
  /// The type of the values that layers exchange.
  public var activations: ElementType
  /// The type of what is kept of each token for those that follow.
  public var cache: ElementType

  /// The same type for everything; with one for weights alone, activations and cache are in half precision.
  public init(_ type: ElementType) {
    weights = type
    activations = type.hasScales ? .float16 : type
    cache = activations
  }

  /// Types for weights, activations and what is kept of each token.
  public init(weights: ElementType, activations: ElementType, cache: ElementType) {
    self.weights = weights
    self.activations = activations
    self.cache = cache
  }

  /// Double precision.
  public static let float64 = ElementTypes(.float64)
  /// Single precision, the default everywhere.
  public static let float32 = ElementTypes(.float32)
  /// Half precision.
  public static let float16 = ElementTypes(.float16)
  /// Half precision with the range of single precision.
  public static let bfloat16 = ElementTypes(.bfloat16)
  /// Bytes.
  public static let int8 = ElementTypes(.int8)
  /// Four bits without scales.
  public static let int4 = ElementTypes(.int4)

  /// The type of vectors among weights of a type.
  package func vectors(of weights: ElementType) -> ElementType { weights.vectors ?? activations }

  /// Its name, or what has which type: `weights int4, activations float16, cache int8`.
  public var description: String {
    if weights == activations, weights == cache { return weights.rawValue }
    let inside = activations == cache ? "" : ", cache \(cache.rawValue)"
    return "weights \(weights.rawValue), activations \(activations.rawValue)\(inside)"
  }
}
