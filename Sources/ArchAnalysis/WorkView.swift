import ArchGraph

/// A counting convention: which entries of the work vector make up one number.
public struct WorkView: Sendable {
  /// The short name in columns and options.
  public var name: String
  /// What is counted, in one line, printed next to every figure.
  public var convention: String
  private var weights: [(kind: Work.Kind, weight: Int)]

  /// Multiply-adds of convolutions, dense layers and matrix products: the convention of papers and of torchvision.
  public static let multiplyAdds = WorkView(
    name: "multiply-adds",
    convention: "multiply-adds of convolutions, dense layers and matrix products; one multiply-add is 1",
    weights: [(.multiplyAdds, 1)])

  /// Every arithmetic operation, a multiply-add as two.
  public static let flops = WorkView(
    name: "FLOPs", convention: "every arithmetic operation of every layer; one multiply-add is 2",
    weights: Work.Kind.allCases.filter(\.isArithmetic).map { ($0, $0 == .multiplyAdds ? 2 : 1) })

  /// Two for each multiply-add and nothing else, as darknet and most papers on detection count.
  public static let twoMultiplyAdds = WorkView(
    name: "2 x MACs", convention: "convolutions, dense layers and matrix products; one multiply-add is 2",
    weights: [(.multiplyAdds, 2)])

  /// The connections that LeCun and others counted in 1998: every term added up, weighted or not, bias included.
  public static let connections = WorkView(
    name: "connections", convention: "multiply-adds and additions (LeCun et al. 1998)",
    weights: [(.multiplyAdds, 1), (.additions, 1)])

  /// The number that a work vector amounts to.
  public func value(of work: WorkVector) throws(Overflow) -> Int {
    var sum = 0
    for (kind, weight) in weights {
      let (part, overflow) = work[kind].multipliedReportingOverflow(by: weight)
      let (next, carried) = sum.addingReportingOverflow(part)
      if overflow || carried { throw Overflow() }
      sum = next
    }
    return sum
  }

  /// How much one entry counts in this view, or `nil` if it does not count.
  public func weight(of kind: Work.Kind) -> Int? { weights.first { $0.kind == kind }?.weight }
}
