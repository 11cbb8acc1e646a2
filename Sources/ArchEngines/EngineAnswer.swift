/// What the driver of another engine said of a job, a line for each fact.
package struct EngineAnswer: Sendable {
  /// The engine's version.
  package var version = ""
  /// The elements of all parameters that can be learnt.
  package var parameters: Int?
  /// Half of the operations that the engine's counter counted; nil where it did not count.
  package var multiplyAdds: Int?
  /// Why it could not.
  package var countFault: String?
  /// The shapes of the outputs, with the batch.
  package var outputs: [[Int]] = []
  /// Tensors that are not what they should be.
  package var tensorFaults: [String] = []
  /// What the checker of a format found wrong.
  package var checkFault: String?
  /// What went wrong otherwise.
  package var fault: String?

  /// Reads what the driver wrote.
  package init(_ text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      let rest = parts.count > 1 ? String(parts[1]) : ""
      switch parts.first {
      case "version": version = rest
      case "parameters": parameters = Int(rest)
      case "flops": multiplyAdds = Int(rest).map { $0 / 2 }
      case "uncounted": countFault = rest
      case "output": outputs.append(rest.split(separator: " ").compactMap { Int($0) })
      case "wrong": tensorFaults.append(rest)
      case "invalid": checkFault = rest
      case "error": fault = rest
      default: break
      }
    }
  }
}
