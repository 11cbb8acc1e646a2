import ArchDiagnostics

/// Layers one after another under one label: `conv1: conv(8) -> relu` in the language.
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
