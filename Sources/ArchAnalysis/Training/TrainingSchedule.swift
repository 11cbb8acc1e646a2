import ArchGraph

/// The order of a training step: the layers forward, and then backward from the last, with the layers of a checkpointed
/// part once more before their backward pass.
struct TrainingSchedule {
  /// For each layer the moment of its forward pass.
  private(set) var forward: [Int]
  /// For each layer the moment at which its value is recomputed, or `nil` if it is not.
  private(set) var again: [Int?]
  /// For each layer the moment of its backward pass.
  private(set) var backward: [Int]
  /// What happens at each moment.
  private(set) var moments: [Moment] = []
  /// For each layer the part it is in, or `nil` if nothing of it is recomputed.
  private(set) var part: [Int?]

  /// What happens at one moment.
  struct Moment: Hashable, Sendable {
    var pass: TrainingMemory.Pass
    var node: Node.ID
  }

  /// - Parameter parts: the layers of each checkpointed part, in order and without gaps inside.
  init(count: Int, parts: [Range<Node.ID>]) {
    forward = Array(0..<count)
    again = Array(repeating: nil, count: count)
    backward = Array(repeating: 0, count: count)
    part = Array(repeating: nil, count: count)
    for id in 0..<count { moments.append(Moment(pass: .forward, node: id)) }
    for (index, range) in parts.enumerated() { for id in range { part[id] = index } }
    var id = count - 1
    while id >= 0 {
      let range = part[id].map { parts[$0] } ?? id..<id + 1
      if part[id] != nil {
        for node in range {
          again[node] = moments.count
          moments.append(Moment(pass: .again, node: node))
        }
      }
      for node in range.reversed() {
        backward[node] = moments.count
        moments.append(Moment(pass: .backward, node: node))
      }
      id = range.lowerBound - 1
    }
  }
}
