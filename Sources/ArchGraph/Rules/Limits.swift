import ArchDiagnostics

/// The sizes beyond which `archcalc` refuses, to keep any input from exhausting it.
package enum Limits {
  /// The largest extent of an axis and the largest count in an argument.
  package static let extent = 1 << 40
  /// The most axes of an input or of a learnt value.
  package static let rank = 8
  /// The largest number of layers in one network.
  package static let layers = 200_000
  /// The largest number of values that all layers of a network take together.
  package static let connections = 2_000_000
  /// The largest number of blocks, labelled chains and branches in one network.
  package static let parts = 500_000
  /// The most bytes of a name.
  package static let name = 255
  /// The most bytes of a path, such as `stage[2].bottleneck[1].conv`.
  package static let path = 1024
  /// The most bytes of a text in quotes.
  package static let text = 4096
  /// The most bytes of a file together with all its imports.
  package static let source = 16 << 20
  /// The most claims of a network.
  package static let claims = 100_000
}
