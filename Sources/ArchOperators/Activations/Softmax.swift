import ArchGraph
import ArchKernels

/// The softmax: exponentials that sum up to 1 along an axis.
public struct Softmax: Operator {
  /// The axis whose elements sum up to 1; negative from the end.
  public var axis: Int

  /// A softmax along an axis, the channels or features where none is given.
  public init(axis: Int = 0) { self.axis = axis }

  /// The name and the arguments.
  public static let signature = Signature(
    "softmax", .activation, "Exponentials that sum up to 1, `exp(x - max)/sum(exp(x - max))`.",
    arguments: [
      .named("axis", .integer, default: 0, "the axis that sums up to 1; negative counts from the end")
    ],
    notes: [
      "Axis 0 holds the features of a vector and the channels of a map; rows of features want `axis: -1`.",
      "The largest element is subtracted first, as everyone does: it costs comparisons and subtractions.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis, of: tensor(inputs, rank: 1, "a vector, a map or rows of features"))
    return .sameAsInput
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Of each row of `n` elements `n - 1` comparisons, `n` subtractions, `n` exponentials, `n - 1` additions
  /// and `n` divisions.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: output, along: rowAxes(axis, of: output))
    var work = Work()
    work[.comparisons] = Count([rows.afterFirst], rows.count)
    work[.subtractions] = Count(output.elements)
    work[.exponentials] = Count(output.elements)
    work[.additions] = Count([rows.afterFirst], rows.count)
    work[.divisions] = Count(output.elements)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// All of the axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: rowAxes(axis, of: output), of: output)
  }

  /// `y = exp(x - max)/Σ exp(x - max)` along the axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: rowAxes(axis, of: output)) { row in
      let largest = row.dropFirst().reduce(row[0]) { N.maximum($0, $1) }
      let exponentials = row.map { ($0 - largest).exponential() }
      let sum = exponentials.dropFirst().reduce(exponentials[0]) { $0 + $1 }
      return exponentials.map { $0 / sum }
    }
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let layout = RowLayout(of: shape, along: rowAxes(axis, of: shape))
    let count = layout.length
    let rows = run.mapRows(layout, into: out) { row in
      var largest = row[0]
      for i in 1..<max(1, count) { largest = Float.maximum(largest, row[i]) }
      Loops.exponential(count, row, minus: largest, row)
      let sum = Loops.total(count, row)
      for i in 0..<count { row[i] /= sum }
    }
    run.did(.comparisons, rows * (count - 1))
    run.did(.additions, rows * (count - 1))
    var perElement = WorkVector()
    perElement[.subtractions] = 1
    perElement[.exponentials] = 1
    perElement[.divisions] = 1
    run.did(perElement, forElements: rows * count)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction("F.softmax", .named("dim", pytorchAxis(axis)))
  }

  /// Every axis of a vector, of rows and of a map, and rows of one element.
  public static let specimens = [
    Specimen(Softmax(), on: [5]), Specimen(Softmax(axis: -1), on: [4]), Specimen(Softmax(), on: [3, 2, 4]),
    Specimen(Softmax(axis: 1), on: [2, 3, 4]), Specimen(Softmax(axis: 2), on: [2, 3, 4]),
    Specimen(Softmax(axis: -1), on: [3, 5]), Specimen(Softmax(axis: -2), on: [3, 5]),
    Specimen(Softmax(), on: [1, 2, 2]), Specimen(Softmax(axis: -1), on: [2, 1]),
  ]
}
