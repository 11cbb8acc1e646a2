import ArchDiagnostics

/// A layer with its place in the Swift source.
public struct Layer: NetworkElement {
  let op: any Operator
  let label: String?
  let place: Place

  /// A layer at a place.
  public init(_ op: any Operator, label: String? = nil, at place: Place = .unknown) {
    self.op = op
    self.label = label
    self.place = place
  }

  /// Applies the operator to the current value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    try site.apply(op, to: [try site.value(for: op.name, at: place)], label: label, at: place)
    if let label { site.declare(label) }
  }
}

extension Operator {
  /// The layer with a label, as `conv1: conv(8)` in the language.
  public func named(
    _ label: String, file: StaticString = #fileID, line: Int = #line, column: Int = #column
  ) -> Layer {
    Layer(
      self, label: label,
      at: .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column)))
  }
}

/// An input of the network.
public struct Input: NetworkElement {
  let name: String
  let shape: Shape
  let place: Place

  /// An input of the given shape, without the batch.
  public init(
    _ name: String, _ shape: Shape, file: StaticString = #fileID, line: Int = #line, column: Int = #column
  ) {
    self.name = name
    self.shape = shape
    place = .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column))
  }

  /// Adds the input, which becomes the current value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    do throws(Misfit) {
      site.current = try site.builder.input(name, shape, at: place)
      site.declare(name)
    } catch {
      throw site.fault(error, of: name, at: place)
    }
  }
}

/// Layers one after the other under one label: `conv1: conv(8) -> relu` in the language.
public struct Chain: NetworkElement {
  let label: String
  let elements: [any NetworkElement]

  /// A labelled chain; its first layer or block takes the label as its name.
  public init(_ label: String, @NetworkBuilder _ body: () -> [any NetworkElement]) {
    self.label = label
    elements = body()
  }

  /// Builds the first element under the label and the others in its scope.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    let outer = site.builder.currentScope
    var rest = elements[...]
    while let first = rest.first, first is From {
      try first.build(in: &site)
      rest = rest.dropFirst()
    }
    guard let first = rest.first else {
      site.declare(label)
      return
    }
    let scopes = site.builder.graph.scopes.count
    if let layer = first as? Layer {
      try Layer(layer.op, label: label, at: layer.place).build(in: &site)
    } else if let block = first as? any Nameable {
      try block.named(label).build(in: &site)
    } else {
      try first.build(in: &site)
    }
    rest = rest.dropFirst()
    if !rest.isEmpty {
      if site.builder.graph.scopes.count > scopes {
        site.builder.reenter(scopes)
      } else {
        site.builder.enterFollowers(of: label)
      }
      try site.build(Array(rest))
      site.builder.reenter(outer)
    }
    site.declare(label)
  }
}

/// An element that takes a label as its name.
public protocol Nameable: NetworkElement {
  /// The same under a label.
  func named(_ label: String) -> Self
}

/// A part of the network with a name of its own, as a call of a `block` in the language.
public struct Block: Nameable {
  let name: String
  let label: String?
  let elements: [any NetworkElement]

  /// A part with a name.
  public init(_ name: String, @NetworkBuilder _ body: () -> [any NetworkElement]) {
    self.name = name
    label = nil
    elements = body()
  }

  private init(_ name: String, label: String?, _ elements: [any NetworkElement]) {
    self.name = name
    self.label = label
    self.elements = elements
  }

  /// The same part under a label.
  public func named(_ label: String) -> Block { Block(name, label: label, elements) }

  /// Builds the elements in a scope of that name.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    site.builder.enter(label ?? name, block: name)
    try site.build(elements)
    site.builder.leave()
    if let label { site.declare(label) }
  }
}

/// Goes on from the value of a label: `a -> …` in the language.
public struct From: NetworkElement {
  let label: String
  let place: Place

  /// The value of a label.
  public init(_ label: String, file: StaticString = #fileID, line: Int = #line, column: Int = #column) {
    self.label = label
    place = .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column))
  }

  /// Makes the value the current one.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    site.current = try site.value(of: label, at: place)
  }
}

/// Elements that depend on the shape of the current value, as `in.channels` in the language.
public struct WithShape: NetworkElement {
  let body: @Sendable (Shape) -> [any NetworkElement]

  /// Elements made for the current value's shape.
  public init(@NetworkBuilder _ body: @escaping @Sendable (Shape) -> [any NetworkElement]) {
    self.body = body
  }

  /// Builds what the closure makes of the shape.
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

  /// Builds the elements where the network is expanded for training.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    guard site.isTraining else { return }
    site.builder.beginTraining()
    try site.build(elements)
    site.builder.endTraining()
  }
}

/// An output of the network that is not, or not only, its last value; the current value stays what it was.
public struct Output: NetworkElement {
  let name: String
  let elements: [any NetworkElement]

  /// An output under a name.
  public init(_ name: String, @NetworkBuilder _ body: () -> [any NetworkElement]) {
    self.name = name
    elements = body()
  }

  /// Builds the elements and marks their value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    let before = site.current
    if elements.allSatisfy({ $0 is From }) {
      try site.build(elements)
    } else {
      try Chain(name) { elements }.build(in: &site)
    }
    if let node = site.current { site.builder.output(node, named: name) }
    site.current = before ?? site.current
  }
}
