/// How the numbers of a column are written in a document: in one unit, with a fixed number of decimals.
package struct ColumnStyle: Hashable, Sendable {
  /// The unit of all numbers of the column, or `nil` to leave them as they are.
  package var unit: Unit?
  /// How many decimals they have, or `nil` for the usual number of the unit.
  package var decimals: Int?
  /// The heading, or `nil` for the column's own followed by the unit.
  package var title: String?

  /// A way of writing a column.
  package init(unit: Unit? = nil, decimals: Int? = nil, title: String? = nil) {
    self.unit = unit
    self.decimals = decimals
    self.title = title
  }

  /// The unit of numbers.
  package struct Unit: Hashable, Sendable {
    /// The name after the heading: `M`, `GiB`.
    package var name: String
    /// The size of the unit.
    package var factor: Double

    /// The unit with a name, or `nil` if it is not one.
    package init?(_ name: String) {
      let factors: [String: Double] = [
        "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12, "P": 1e15, "kB": 1e3, "KB": 1e3,
        "MB": 1e6,
        "GB": 1e9, "TB": 1e12, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824, "TiB": 1_099_511_627_776,
      ]
      guard let factor = factors[name] else { return nil }
      self.name = name
      self.factor = factor
    }

    /// The names of all units.
    package static let names = [
      "k", "M", "G", "B", "T", "P", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB",
    ]
  }

  /// The decimals of numbers in a unit unless others are requested.
  static let usualDecimals = 2
}
