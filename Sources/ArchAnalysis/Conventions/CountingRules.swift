import ArchGraph

/// What a tool adds for each kind of layer; a kind without a rule counts nothing, unless its parts have rules.
struct CountingRules: Sendable, ExpressibleByArrayLiteral {
  /// The terms of several kinds of layers.
  struct Row: Sendable {
    let kinds: [LibraryCall.Kind]
    let terms: [CountingTerm]
  }

  private let terms: [LibraryCall.Kind: [CountingTerm]]

  /// Rules, one row for all kinds that are counted alike.
  init(arrayLiteral rows: Row...) {
    terms = Dictionary(
      rows.flatMap { row in row.kinds.map { ($0, row.terms) } }, uniquingKeysWith: { $1 })
  }

  /// The terms for a layer of a kind, or `nil` if there is no rule for it.
  subscript(kind: LibraryCall.Kind) -> [CountingTerm]? { terms[kind] }
}

/// The kinds that a row of rules is about, and the terms added for each of their layers.
func row(_ kinds: LibraryCall.Kind..., adds terms: CountingTerm...) -> CountingRules.Row {
  CountingRules.Row(kinds: kinds, terms: terms)
}
