/// A few positions of a shape, the only ones at which definitions compute results: enough to check a kernel against.
package struct Sample: Sendable {
  /// The shape of the results.
  package let shape: Shape
  /// The places in memory order.
  package let places: [Int]

  @TaskLocal static var current: Sample?

  /// These places of a shape.
  package init(of shape: Shape, at places: [Int]) {
    self.shape = shape
    self.places = places
  }

  /// Runs a definition for these places; entries at other places of its result mean nothing.
  ///
  /// A definition that does not compute each position separately is computed in full.
  package func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Self.$current.withValue(self) { try body() }
  }
}
