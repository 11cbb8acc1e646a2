import ArchDiagnostics

extension Operator {
  /// The layer with a label, like `conv1: conv(8)` in the language.
  public func named(
    _ label: String, file: StaticString = #fileID, line: Int = #line, column: Int = #column
  ) -> Layer {
    Layer(
      self, label: label,
      at: .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column)))
  }
}

/// An element that takes a label as its name.
public protocol Nameable: NetworkElement {
  /// The same element under a label.
  func named(_ label: String) -> Self
}

/// Elements that depend on the shape of the current value, like `in.channels` in the language.
public struct WithShape: NetworkElement {
  let body: @Sendable (Shape) -> [any NetworkElement]

  /// Elements that are made for the shape of the current value.
  public init(@NetworkBuilder _ body: @escaping @Sendable (Shape) -> [any NetworkElement]) {
    self.body = body
  }

  /// Builds the elements that the closure returns for the shape.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    let value = try site.value(for: "WithShape", at: .unknown)
    try site.build(body(site.builder.graph.nodes[value].shape))
  }
}

/// A part whose weights are not learnt.
public struct Frozen: NetworkElement {
  let elements: [any NetworkElement]

  /// A frozen part.
  public init(@NetworkBuilder _ body: () -> [any NetworkElement]) { elements = body() }

  /// Builds the elements frozen.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    site.builder.beginFrozen()
    try site.build(elements)
    site.builder.endFrozen()
  }
}

/// A part that exists in training only.
public struct WhenTraining: NetworkElement {
  let elements: [any NetworkElement]

  /// A part for training.
  public init(@NetworkBuilder _ body: () -> [any NetworkElement]) { elements = body() }

  /// Builds the elements if the network is expanded for training.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    guard site.isTraining else { return }
    site.builder.beginTraining()
    try site.build(elements)
    site.builder.endTraining()
  }
}
