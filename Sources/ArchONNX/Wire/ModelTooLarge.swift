/// A model whose file would be larger than ``ModelWriter/limit``: its numbers need a separate file.
package struct ModelTooLarge: Error {
  package init() {}

  /// What is wrong with a network.
  package func title(of network: String) -> String { "the values of `\(network)` are too large to count" }
}
