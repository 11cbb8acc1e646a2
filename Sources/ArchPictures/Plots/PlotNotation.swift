/// How the numbers of a plot are written.
package enum PlotNotation: Hashable, Sendable {
  /// Plain digits, for years and shares: `2015`, `76.1`.
  case plain
  /// With an SI prefix from 1,000 on: `1.23 G`.
  case si
  /// In bytes with a binary prefix: `24.5 MiB`.
  case binary
}
