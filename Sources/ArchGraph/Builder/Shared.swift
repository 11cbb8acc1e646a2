import ArchDiagnostics

/// One instance of a part whose weights all its calls share: `shared tower: …` in the language.
public final class Shared: NetworkElement {
  private let name: String
  private let elements: [any NetworkElement]

  /// An instance of a part; each use of it is a call.
  public init(_ name: String, @NetworkBuilder _ body: () -> [any NetworkElement]) {
    self.name = name
    elements = body()
  }

  /// Calls the instance on the current value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) { try call(label: nil, in: &site) }

  /// A call under a label.
  public func named(_ label: String) -> SharedCall { SharedCall(instance: self, label: label) }

  func call(label: String?, in site: inout NetworkSite) throws(Diagnostics) {
    let key = ObjectIdentifier(self)
    let number = site.instances[key] ?? site.builder.makeInstance()
    site.builder.beginCall(of: number, isFirst: site.instances[key] == nil)
    site.instances[key] = number
    site.builder.enter(label ?? name, block: name)
    try site.build(elements)
    site.builder.leave()
    site.builder.endCall()
    if let label { site.declare(label) }
  }
}

/// A labelled call of a ``Shared`` instance.
public struct SharedCall: NetworkElement {
  let instance: Shared
  let label: String

  /// Calls the instance on the current value.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    try instance.call(label: label, in: &site)
  }
}
