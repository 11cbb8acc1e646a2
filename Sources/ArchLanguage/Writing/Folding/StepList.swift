import ArchGraph

/// Steps one after another.
final class StepList {
  var steps: [Step]
  /// The value before the first, or `nil` if there is none.
  let entry: Node.ID?
  var form = 0
  var exact = 0

  init(_ steps: [Step], entry: Node.ID?) {
    self.steps = steps
    self.entry = entry
  }
}
