import ArchGraph
import ArchOperators
import Testing

/// Windows at the edges of what poolings take: those that hang over, and those in the padding alone.
@Suite struct PoolingEdgeTests {
  /// What PyTorch 2.13 gives with `ceil_mode=True` for 1, 2, 3, … where the only window hangs over.
  private static let hanging: [(call: String, input: Shape, output: Shape, values: [Float])] = [
    ("max_pool(2, ceil: true)", [1, 1], [1, 1], [1]),
    ("avg_pool(2, ceil: true)", [1, 1], [1, 1], [1]),
    ("max_pool(4, stride: 3, padding: 1, ceil: true)", [1, 1, 7], [1, 1, 3], [3, 6, 7]),
    ("avg_pool(4, stride: 3, padding: 1, ceil: true)", [1, 1, 7], [1, 1, 3], [0.5, 1.5, 13.0 / 9]),
    (
      "avg_pool(4, stride: 3, padding: 1, ceil: true, count_padding: false)", [1, 1, 7], [1, 1, 3],
      [2, 4.5, 6.5]
    ),
    ("max_pool(3, stride: 2, dilation: 2, ceil: true)", [1, 4, 6], [1, 1, 2], [17, 17]),
    ("max_pool(5, stride: 3, ceil: true)", [1, 3, 3], [1, 1, 1], [9]),
  ]

  @Test(arguments: hanging)
  func theOnlyWindowMayHangOver(call: String, input: Shape, output: Shape, values: [Float]) throws {
    let op = try CallText(call).makeOperator()
    #expect(try op.output(of: [input]).shape(of: [input]) == output)
    try check(op, input, output, values)
  }

  private func check<O: Operator>(_ op: O, _ input: Shape, _ output: Shape, _ values: [Float]) throws {
    let numbers = (1...(input.elementCount ?? 0)).map { Float($0) }
    let defined = op.define([Tensor(input, numbers)], [], output: output).values
    #expect(zip(defined, values).allSatisfy { abs($0 - $1) < 1e-6 } && defined.count == values.count)
  }

  /// One that hangs over by a whole step has nothing under it that counts: PyTorch gives an empty output.
  @Test(
    arguments: [
      ("max_pool(5, stride: 2, ceil: true)", [1, 3, 3]), ("avg_pool(2, stride: 1, ceil: true)", [1, 1]),
      ("lp_pool(4, stride: 3, ceil: true)", [2, 1]), ("max_pool(2)", [1, 1]),
    ] as [(String, Shape)])
  func notByAStep(call: String, input: Shape) throws {
    let op = try CallText(call).makeOperator()
    let misfit = #expect(throws: Misfit.self) { try op.output(of: [input]) }
    #expect(misfit?.code == "window-too-large")
  }

  /// A maximum of nothing would be minus infinity.
  @Test(
    arguments: [
      ("max_pool(1, padding: 1)", [5, 7], false), ("max_pool(2, stride: 2, padding: 2)", [1, 4, 4], false),
      ("max_pool(2, padding: [[0, 2]])", [1, 4], false), ("max_pool(2, padding: 1)", [1, 4], true),
      ("max_pool(3, padding: 1)", [5, 7], true), ("max_pool(2, dilation: 3, padding: 1)", [1, 3], true),
      // Their taps are before the input and after it.
      ("max_pool(2, dilation: 3, padding: 1)", [1, 2], false),
      ("max_pool(2, dilation: 4, padding: 2)", [1, 2], false),
      ("max_pool(2, dilation: 4, padding: same)", [1, 2], false),
      ("max_pool([1, 3], padding: [1, 1])", [1, 4, 4], false),
      ("max_pool(3, padding: 2, stride: 4)", [1, 8], true),
    ] as [(String, Shape, Bool)])
  func maximumNeedsAnElement(call: String, input: Shape, isTaken: Bool) throws {
    let op = try CallText(call).makeOperator()
    guard isTaken else {
      let misfit = #expect(throws: Misfit.self) { try op.output(of: [input]) }
      #expect(misfit?.code == "conflict")
      return
    }
    let output = try op.output(of: [input]).shape(of: [input])
    #expect(try values(op, input, output).allSatisfy { $0.isFinite })
  }

  private func values<O: Operator>(_ op: O, _ input: Shape, _ output: Shape) throws -> [Float] {
    op.define([Tensor(input) { _ in 1 }], [], output: output).values
  }

  /// Whatever is taken has a tap in the input under every window, looked at one by one.
  @Test func everyWindowHasAnElement() throws {
    var (taken, refused) = (0, 0)
    for kernel in 1...3 {
      for (stride, dilation) in [(1, 1), (2, 1), (1, 3), (3, 2)] {
        for before in 0...3 {
          for extent in 1...5 {
            let pool = MaxPool(
              .all(kernel), stride: .all(stride), padding: .explicit([.init(before, 3 - before)]),
              dilation: .all(dilation))
            guard let axis = try? pool.window.axes(over: [extent]).first, let steps = axis.steps(over: extent)
            else { continue }
            let hasElements = (0..<steps).allSatisfy { step in
              (0..<kernel).contains { (0..<extent).contains(axis.input(of: step, tap: $0)) }
            }
            let isTaken = (try? pool.output(of: [[1, extent]])) != nil
            #expect(isTaken == hasElements, "\(pool.call) on \(extent)")
            if isTaken { taken += 1 } else { refused += 1 }
          }
        }
      }
    }
    #expect(taken > 50 && refused > 50)
  }
}
