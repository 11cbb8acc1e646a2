import ArchDiagnostics

/// A merge of branches that all start from the current value, or of values by their labels.
///
/// `add { branch { … } branch { … } }` in the language is `Merge(Add()) { Branch { … }; Branch { … } }`, and
/// `add(a, b)` is `Merge(Add(), of: "a", "b")`.
public struct Merge: Nameable {
  let op: any Operator
  let label: String?
  let values: [String]
  let branches: [Branch]
  let place: Place

  /// A merge of branches.
  public init(
    _ op: some Operator, file: StaticString = #fileID, line: Int = #line, column: Int = #column,
    @BranchBuilder _ branches: () -> [Branch]
  ) {
    self.init(
      op, nil, [], branches(),
      .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column)))
  }

  /// A merge of the values of labels.
  public init(
    _ op: some Operator, of values: String..., file: StaticString = #fileID, line: Int = #line,
    column: Int = #column
  ) {
    self.init(
      op, nil, values, [],
      .swift(file: "\(file)", line: Int32(clamping: line), column: Int32(clamping: column)))
  }

  private init(_ op: any Operator, _ label: String?, _ values: [String], _ branches: [Branch], _ place: Place)
  {
    self.op = op
    self.label = label
    self.values = values
    self.branches = branches
    self.place = place
  }

  /// The same merge under a label.
  public func named(_ label: String) -> Merge { Merge(op, label, values, branches, place) }

  /// Builds the branches and merges their values.
  public func build(in site: inout NetworkSite) throws(Diagnostics) {
    var inputs: [Node.ID] = []
    for value in values { inputs.append(try site.value(of: value, at: place)) }
    if !branches.isEmpty {
      let start = try site.value(for: op.name, at: place)
      if let label { site.builder.enterAhead(of: label) }
      for branch in branches {
        site.current = start
        try site.build(branch.elements)
        inputs.append(site.current ?? start)
      }
      if label != nil { site.builder.leave() }
    }
    try site.apply(op, to: inputs, label: label, at: place)
    if let label { site.declare(label) }
  }
}

/// One branch of a ``Merge``; an empty branch passes the current value on.
public struct Branch: Sendable {
  let elements: [any NetworkElement]

  /// A branch of these elements.
  public init(@NetworkBuilder _ body: () -> [any NetworkElement] = { [] }) { elements = body() }
}

/// Collects the branches of a ``Merge``.
@resultBuilder
public enum BranchBuilder {
  /// A branch.
  public static func buildExpression(_ branch: Branch) -> [Branch] { [branch] }
  /// The branches of all lines.
  public static func buildBlock(_ parts: [Branch]...) -> [Branch] { parts.flatMap { $0 } }
  /// The branches of an `if` without `else`.
  public static func buildOptional(_ part: [Branch]?) -> [Branch] { part ?? [] }
  /// The branches of an `if`.
  public static func buildEither(first part: [Branch]) -> [Branch] { part }
  /// The branches of an `else`.
  public static func buildEither(second part: [Branch]) -> [Branch] { part }
  /// The branches of all rounds of a loop.
  public static func buildArray(_ parts: [[Branch]]) -> [Branch] { parts.flatMap { $0 } }
}
