import ArchGraph

/// The logarithm of the softmax, computed without dividing.
public struct LogSoftmax: Operator {
  /// The axis along which the exponentials sum up to 1, counted from the end if negative, or `nil` for the first.
  public var axis: Int?

  /// A log softmax along an axis, by default the channels or features.
  public init(axis: Int? = nil) { self.axis = axis }

  public static let signature = Signature(
    "log_softmax", .activation, "Logarithm of the softmax, `x - max - log(sum(exp(x - max)))`.",
    arguments: [
      .named(
        "axis", .integer, otherwise: "0",
        "the axis whose exponentials sum to 1; negative counts from the end")
    ],
    notes: [
      "Axis 0 holds the features of a vector and the channels of a map; rows of features need `axis: -1`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.optionalInteger("axis") }

  public var arguments: [ArgumentValue?] { [axis.map { .integer($0) }] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis ?? 0, of: tensor(inputs, rank: 1, "a vector, a map or rows of features"))
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each row of `n` elements: `n - 1` comparisons, `2*n` subtractions, `n` exponentials, `n - 1` additions
  /// and one logarithm.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: output, along: rowAxes(axis ?? 0, of: output))
    var work = Work()
    work[.comparisons] = Count([rows.afterFirst], rows.count)
    work[.subtractions] = Count([Factor("per_element", 2)], output.elements)
    work[.exponentials] = Count(output.elements)
    work[.additions] = Count([rows.afterFirst], rows.count)
    work[.transcendentals] = Count(rows.count)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// All of the axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: rowAxes(axis ?? 0, of: output), of: output)
  }

  /// `y = (x - max) - log Σ exp(x - max)` along the axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: rowAxes(axis ?? 0, of: output)) { row in
      let largest = row.dropFirst().reduce(row[0]) { N.maximum($0, $1) }
      let differences = row.map { $0 - largest }
      let exponentials = differences.map { $0.exponential() }
      let logarithm = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }.logarithm()
      return differences.map { $0 - logarithm }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .function, axes: .asInput, part: .activation,
      firstAxis: axis == nil ? .sums : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Every axis of a vector, of rows and of a map, and rows of one element.
  public static let specimens = [
    Specimen(LogSoftmax(), on: [5]), Specimen(LogSoftmax(axis: -1), on: [4]),
    Specimen(LogSoftmax(), on: [3, 2, 4]),
    Specimen(LogSoftmax(axis: 1), on: [2, 3, 4]), Specimen(LogSoftmax(axis: 2), on: [2, 3, 4]),
    Specimen(LogSoftmax(axis: -1), on: [3, 5]), Specimen(LogSoftmax(), on: [1, 2, 2]),
    Specimen(LogSoftmax(axis: -1), on: [2, 1]), Specimen(LogSoftmax(axis: 0), on: [2, 3]),
  ]
}
