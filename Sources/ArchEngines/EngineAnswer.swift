/// The answer of another engine's driver to a job, a line for each fact.
package struct EngineAnswer: Sendable {
  /// The engine's version.
  package var version = ""
  /// The elements of all learnt parameters.
  package var parameters: Int?
  /// Half of the operations that the engine's counter counted, or `nil` if it did not count.
  package var multiplyAdds: Int?
  /// Why it could not count.
  package var countFault: String?
  /// The shapes of the outputs, with the batch.
  package var outputs: [[Int]] = []
  /// Wrong tensors.
  package var tensorFaults: [String] = []
  /// What the checker of a format found wrong.
  package var checkFault: String?
  /// What went wrong otherwise.
  package var fault: String?

  /// Parses the driver's output.
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
