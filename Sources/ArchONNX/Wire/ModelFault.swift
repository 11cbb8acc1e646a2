/// Why bytes are not a model that can be read.
package enum ModelFault: Error, Hashable, Sendable {
  /// They end in the middle of something, or a length reaches beyond the end of what contains it.
  case truncated(at: Int)
  /// A number, or the kind of a field, is malformed.
  case malformed(at: Int)
  /// They do not begin like a model.
  case notAModel
  /// Graphs or types are nested too deeply.
  case tooDeep(limit: Int)
  /// There is more of something than the reader accepts.
  case tooMany(String, limit: Int)
  /// A model without a graph.
  case noGraph
}

extension ModelFault {
  /// The reason as a clause.
  package var reason: String {
    switch self {
    case .truncated(let place): "it ends in the middle of something (byte \(place)): it is cut off or damaged"
    case .malformed(let place): "it is damaged, or not a model: there is no field at byte \(place)"
    case .notAModel: "it is not a model in ONNX's format"
    case .tooDeep(let limit): "it has graphs nested more than \(limit) deep"
    case .tooMany(let what, let limit): "it has more than \(limit) \(what)"
    case .noGraph: "it has no graph"
    }
  }
}
