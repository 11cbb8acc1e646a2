import ArchDiagnostics

/// The sizes beyond which `archcalc` refuses, so that no input can exhaust it.
public enum Limits {
  /// The largest extent of an axis and the largest count in an argument.
  public static let extent = 1 << 40
  /// The most axes of an input or of a learnt value.
  public static let rank = 8
  /// The largest number of layers in one network.
  public static let layers = 200_000
  /// The largest number of values that all layers of a network take together.
  public static let connections = 2_000_000
  /// The largest number of blocks, labelled chains and branches in one network.
  public static let parts = 500_000
  /// The most bytes of a name.
  public static let name = 255
  /// The most bytes of a path, such as `stage[2].bottleneck[1].conv`.
  public static let path = 1024
  /// The most bytes of a text in quotes.
  public static let text = 4096
  /// The most bytes of a file and all that it imports.
  public static let source = 16 << 20
  /// The most claims of a network.
  public static let claims = 100_000
}
