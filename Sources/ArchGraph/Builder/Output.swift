import ArchDiagnostics

/// An output of the network other than, or besides, its last value; the current value stays as it was.
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
