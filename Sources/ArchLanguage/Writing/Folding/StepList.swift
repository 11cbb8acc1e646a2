import ArchGraph

/// Steps one after the other.
final class StepList {
  var steps: [Step]
  /// The value before the first; nil where there is none.
  let entry: Node.ID?
  var form = 0
  var exact = 0

  init(_ steps: [Step], entry: Node.ID?) {
    self.steps = steps
    self.entry = entry
  }
}
