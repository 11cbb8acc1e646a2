import ArchDiagnostics

/// The state of building a network written in Swift: the graph so far, the current value, the labels.
public struct NetworkSite: ~Copyable, Sendable {
  /// The graph's builder.
  public var builder: GraphBuilder
  /// The value that the next layer works on.
  public var current: Node.ID?
  /// The values of labels.
  public private(set) var labels: [String: Node.ID] = [:]
  /// Whether the parts that exist in training only are included.
  public let isTraining: Bool
  /// The numbers of the shared instances that have been called.
  var instances: [ObjectIdentifier: Int] = [:]

  init(_ name: String, source: String?, isTraining: Bool) {
    builder = GraphBuilder(name)
    builder.setSource(source)
    self.isTraining = isTraining
  }

  /// Builds elements one after another.
  public mutating func build(_ elements: [any NetworkElement]) throws(Diagnostics) {
    for element in elements { try element.build(in: &self) }
  }

  /// Adds a layer.
  public mutating func apply(
    _ op: any Operator, to inputs: [Node.ID], label: String? = nil, at place: Place
  ) throws(Diagnostics) {
    do throws(Misfit) {
      current = try builder.apply(op, to: inputs, label: label, at: place)
    } catch {
      throw fault(error, of: op.name, at: place)
    }
  }

  /// The current value.
  public func value(for name: String, at place: Place) throws(Diagnostics) -> Node.ID {
    guard let current else {
      throw Diagnostics([
        Diagnostic(
          "no-value", "there is no value for `\(name)` to work on", at: place,
          help: "begin with an `Input`, or name the value with `From`")
      ])
    }
    return current
  }

  /// The value of a label.
  public func value(of label: String, at place: Place) throws(Diagnostics) -> Node.ID {
    guard let node = labels[label] else {
      throw Diagnostics([
        Diagnostic(
          "unknown-name", "nothing here is called `\(label)`", at: place,
          help: Spelling.question(for: label, among: labels.keys.sorted()))
      ])
    }
    return node
  }

  /// Makes a label refer to the current value.
  public mutating func declare(_ label: String) { labels[label] = current }

  func fault(_ misfit: Misfit, of name: String, at place: Place) -> Diagnostics {
    let wording = misfit.wording(for: name)
    return Diagnostics([
      Diagnostic(misfit.code, wording.title, at: place, evidence: wording.evidence, help: wording.help)
    ])
  }

  mutating func finish() -> Graph {
    if builder.graph.outputs.isEmpty, let current { builder.output(current, named: nil) }
    return builder.graph
  }
}
