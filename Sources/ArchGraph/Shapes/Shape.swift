/// The extents of a tensor without its batch: `[channels, height, width]` for an image.
public struct Shape: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// The kind of entries in a tensor.
  public enum Element: String, Hashable, Sendable {
    /// Real numbers.
    case number
    /// Indices into a vocabulary.
    case token
  }

  /// The extents, outermost first.
  public var dimensions: [Int]
  /// The kind of entries.
  public var element: Element

  /// A shape of these extents.
  public init(_ dimensions: [Int], of element: Element = .number) {
    self.dimensions = dimensions
    self.element = element
  }

  /// A shape of numbers.
  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The number of dimensions.
  public var rank: Int { dimensions.count }

  /// One extent.
  public subscript(index: Int) -> Int { dimensions[index] }

  /// The extents after the first: height and width of `[channels, height, width]`.
  public var spatial: ArraySlice<Int> { dimensions.dropFirst() }

  /// The number of entries, or `nil` if it is beyond the range of `Int`.
  public var elementCount: Int? {
    var product = 1
    for extent in dimensions {
      let (next, overflow) = product.multipliedReportingOverflow(by: extent)
      if overflow { return nil }
      product = next
    }
    return product
  }

  /// The bytes that a number of tensors of this shape take in single precision, however many.
  public func bytes(_ count: Int = 1) -> Double { dimensions.reduce(4 * Double(count)) { $0 * Double($1) } }

  /// The extents with their names in formulas, prefixed by `prefix`.
  public func factors(_ prefix: String = "out_") -> [Factor] {
    zip(Axis.names(prefix, rank: rank), dimensions).map { Factor($0, $1) }
  }

  /// The extents of an output as factors of a product.
  public var elements: [Factor] {
    switch dimensions.count {
    case 1: [Factor("out_features", dimensions[0])]
    case 3:
      [
        Factor("out_channels", dimensions[0]), Factor("out_height", dimensions[1]),
        Factor("out_width", dimensions[2]),
      ]
    default: factors()
    }
  }
}

extension Shape: CustomStringConvertible {
  /// The extents as people write them: `64 x 56 x 56`.
  public var description: String { dimensions.map(String.init).joined(separator: " x ") }
}
