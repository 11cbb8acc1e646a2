import ArchGraph

/// An operator with its arguments, as called from one place in the text.
///
/// A block that is called a hundred times calls its layers with the same few arguments on the same few shapes.
final class LayerKind {
  let type: any Operator.Type
  let values: [ArgumentValue?]
  let op: any Operator
  /// Its recent forms, one for each set of input shapes.
  @exclusivity(unchecked) var forms = Recent<LayerForm>()

  init(_ type: any Operator.Type, _ values: [ArgumentValue?], _ op: any Operator) {
    self.type = type
    self.values = values
    self.op = op
  }

  /// A kind without a place, as for a shared instance.
  convenience init(_ op: any Operator) { self.init(Swift.type(of: op), [], op) }
}
