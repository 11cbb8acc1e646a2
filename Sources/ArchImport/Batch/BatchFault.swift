/// Why the batch cannot be followed through a model.
enum BatchFault: Error {
  /// An operator works over the axis that the batch is in.
  case over(step: Int, input: Int)
  /// A reshape divides the batch.
  case split(step: Int)
  /// Values meet whose batches are in different places.
  case apart(step: Int)
  /// Nothing is known of how an operator treats the batch.
  case unknown(step: Int)

  var step: Int {
    switch self {
    case .over(let step, _), .split(let step), .apart(let step), .unknown(let step): step
    }
  }
}
