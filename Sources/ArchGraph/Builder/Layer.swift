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
