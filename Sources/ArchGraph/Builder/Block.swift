import ArchDiagnostics

/// A named part of the network, like a call of a `block` in the language.
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
