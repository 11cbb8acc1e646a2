/// An operator that a framework's library has as a layer or a function, or as several.
///
/// An operator without is one that no rule of a tool speaks of.
package protocol LibraryLayer: Operator {
  /// The layers and functions of the library that do what the layer does; called only with inputs that `output` took.
  func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall]
}
