import ArchONNX

/// The outputs of a loop's rounds, as the step after them takes them.
struct Rounds {
  /// How many values are carried from round to round; they are the first inputs and outputs of the step.
  let carried: Int
  /// How many rounds there were.
  let count: Int
  /// The axis along which each further output has its rounds, or `nil` if it is the first.
  private let axes: [Int]?
  /// Whether the rounds of each further output are in reverse order, or `nil` if none are.
  private let directions: [Int]?

  fileprivate init(carried: Int, count: Int, axes: [Int]?, directions: [Int]?) {
    (self.carried, self.count, self.axes, self.directions) = (carried, count, axes, directions)
  }

  /// The inputs from which an output is put together.
  func inputs(of output: Int) -> Range<Int> {
    let first = carried + (output - carried) * count
    return first..<first + count
  }

  /// The new axis of an output.
  func axis(of output: Int, rank: Int) -> Int {
    let given = axes.flatMap { output - carried < $0.count ? $0[output - carried] : nil } ?? 0
    return ArchImport.axis(given, of: rank) ?? 0
  }

  /// Whether the last round comes first.
  func isReversed(_ output: Int) -> Bool {
    directions.map { output - carried < $0.count && $0[output - carried] == 1 } ?? false
  }
}

extension FlatModel.Step {
  /// The rounds of a `Loop` or a `Scan`, or `nil` if they cannot be determined.
  var rounds: Rounds? {
    guard case .graph(let body)? = attribute("body") else { return nil }
    // A loop passes its body the number of the round and a condition, and takes a condition.
    let others = op == "Scan" ? integer("num_scan_inputs") ?? 0 : 2
    let carried = body.inputs.count - others
    let scans = body.outputs.count - carried - (op == "Scan" ? 0 : 1)
    guard carried >= 0, scans >= 0, inputs.count >= carried, outputs.count <= carried + scans,
      scans == 0 ? inputs.count == carried : (inputs.count - carried) % scans == 0
    else { return nil }
    return Rounds(
      carried: carried, count: scans == 0 ? 0 : (inputs.count - carried) / scans,
      axes: op == "Scan" ? integers("scan_output_axes") : nil,
      directions: op == "Scan" ? integers("scan_output_directions") : nil)
  }
}
