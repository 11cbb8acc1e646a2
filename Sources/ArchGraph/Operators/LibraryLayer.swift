/// An operator that corresponds to one or several layers or functions of a framework's library.
///
/// For any other operator, no tool has a rule.
package protocol LibraryLayer: Operator {
  /// The layers and functions of the library that do the same as the layer; called only with inputs that `output` took.
  func libraryCalls(from inputs: [Shape], to output: Shape) -> [LibraryCall]
}
