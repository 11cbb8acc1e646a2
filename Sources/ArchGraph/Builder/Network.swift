import ArchDiagnostics

/// A network written in Swift, with the words of the language.
///
/// ```swift
/// let lecture = Network("lecture") {
///   Input("image", [3, 32, 32])
///   Chain("conv1") { Conv(8, kernel: 5); ReLU() }
///   MaxPool(2)
///   Flatten()
///   Dense(10)
///   Softmax()
/// }
/// let graph = try lecture.graph()
/// ```
///
/// Both forms make the same graph: the same layers, paths and weights. Each layer knows its line in the Swift file,
/// and faults are reported there.
public struct Network: Sendable {
  /// The name of the network.
  public let name: String
  /// Where it comes from.
  public let source: String?
  /// Its measured figures.
  public let published: Published?
  private let elements: [any NetworkElement]

  /// A network of these elements.
  public init(
    _ name: String, source: String? = nil, published: Published? = nil,
    @NetworkBuilder _ body: () -> [any NetworkElement]
  ) {
    self.name = name
    self.source = source
    self.published = published
    elements = body()
  }

  /// The graph of the network.
  ///
  /// - Parameter isTraining: whether to include the parts that exist in training only.
  /// - Throws: the first fault, at the line of the layer at fault.
  public func graph(training isTraining: Bool = false) throws(Diagnostics) -> Graph {
    var site = NetworkSite(name, source: source, isTraining: isTraining)
    site.builder.setPublished(published)
    try site.build(elements)
    return site.finish()
  }
}

/// Something that can appear in the braces of a ``Network``.
public protocol NetworkElement: Sendable {
  /// Adds the element to a network.
  ///
  /// - Throws: why it does not fit there.
  func build(in site: inout NetworkSite) throws(Diagnostics)
}

/// Collects the elements between braces; loops and conditions are plain Swift.
@resultBuilder
public enum NetworkBuilder {
  /// A layer.
  public static func buildExpression(
    _ op: some Operator, file: StaticString = #fileID, line: Int = #line, column: Int = #column
  ) -> [any NetworkElement] {
    [Layer(op, at: .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column)))]
  }

  /// Any other element.
  public static func buildExpression(_ element: some NetworkElement) -> [any NetworkElement] { [element] }

  /// Elements returned by a function.
  public static func buildExpression(_ elements: [any NetworkElement]) -> [any NetworkElement] { elements }

  /// The elements of all lines.
  public static func buildBlock(_ parts: [any NetworkElement]...) -> [any NetworkElement] {
    parts.flatMap { $0 }
  }

  /// The elements of an `if` without `else`.
  public static func buildOptional(_ part: [any NetworkElement]?) -> [any NetworkElement] { part ?? [] }

  /// The elements of an `if`.
  public static func buildEither(first part: [any NetworkElement]) -> [any NetworkElement] { part }

  /// The elements of an `else`.
  public static func buildEither(second part: [any NetworkElement]) -> [any NetworkElement] { part }

  /// The elements of all rounds of a loop.
  public static func buildArray(_ parts: [[any NetworkElement]]) -> [any NetworkElement] {
    parts.flatMap { $0 }
  }
}
