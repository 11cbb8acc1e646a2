import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import Testing

/// The unit tests of google-research/receptive_field (commit f12ae8e), in this language.
///
/// Their SAME is TensorFlow's rule, as is `padding: same` here; their padding is our offset with the other sign.
@Suite struct ReceptiveFieldUnitTests {
  private static let strided = "branch { conv(4, kernel: 1, stride: 4) }"
  private static let padded =
    "pad([[1, 0], [1, 0]]) -> conv(4, kernel: 3, stride: 2) -> conv(4, kernel: 1, stride: 2)"

  private func merge(_ branches: String, input: Int = 64) -> String {
    "network n {\n  input image: [4, \(input), \(input)]\n\(branches)\n}\n"
  }

  private func fields(_ text: String, isOpen: Bool = true) throws -> (
    fields: ReceptiveFields, last: ReceptiveField?
  ) {
    let graph = try expand(text)
    let fields = ReceptiveFields(of: graph, from: 0, isOpen: isOpen)
    return (fields, fields.fields[graph.nodes.count - 1])
  }

  private func expectSquare(
    _ text: String, size: Int, stride: Int, padding: Int?, isOpen: Bool = true,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (fields, last) = try fields(text, isOpen: isOpen)
    let square = try #require(last?.square, sourceLocation: sourceLocation)
    #expect(square.size == size, sourceLocation: sourceLocation)
    #expect(square.stride == Double(stride), sourceLocation: sourceLocation)
    #expect(square.padding == padding, sourceLocation: sourceLocation)
    #expect(fields.misalignments.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func alignedPaths() throws {
    try expectSquare(
      merge("add {\n\(Self.strided)\nbranch { \(Self.padded) }\n}\nrelu"), size: 3, stride: 4, padding: 1)
  }

  @Test func alignedPathsOfPooling() throws {
    let pools = "pad([[1, 0], [1, 0]]) -> max_pool(3, stride: 2) -> max_pool(1, stride: 2)"
    try expectSquare(
      merge("add {\n\(Self.strided)\nbranch { \(pools) }\n}\nrelu"),
      size: 3, stride: 4, padding: 1)
  }

  /// Behind linear upsampling by an odd factor the middle position of each sees one element: the other's weight is 0.
  @Test(arguments: [(1, 2), (2, 3), (3, 2), (4, 2), (5, 2)])
  func linearUpsamplingThenPooling(scale: Int, size: Int) throws {
    let (_, last) = try fields(
      "network n {\ninput image: [1, 16, 16]\nupsample(\(scale), mode: bilinear) -> max_pool(2)\n}",
      isOpen: false)
    guard case .axes(let axes)? = last else {
      Issue.record("no field")
      return
    }
    #expect(axes.map(\.size) == [size, size])
  }

  /// The middle of a symmetric field is 0 to the last bit.
  @Test(arguments: [2, 3, 4, 5, 6, 7, 10]) func centresAreExact(scale: Int) throws {
    for layers in ["upsample(\(scale))", "upsample(\(scale), mode: bilinear)"] {
      let (_, last) = try fields("network n {\ninput image: [1, 6, 6]\n\(layers)\n}", isOpen: false)
      guard case .axes(let axes)? = last else {
        Issue.record("no field")
        return
      }
      // A position is around the element that it is made of, half a step before and after.
      let expected = Double(1 - scale) / Double(2 * scale)
      #expect(
        axes.map(\.centre) == [expected, expected] || axes.map(\.centre) == [0, 0], "\(axes.map(\.centre))")
    }
  }

  /// Strides and offsets beyond all counting give the whole axis, and no crash.
  @Test func fieldsBeyondCounting() throws {
    let most = 1 << 40
    for text in [
      "avg_pool(2, stride: 3037000500, padding: 1)\navg_pool(2, stride: 3037000500, padding: 1)",
      "avg_pool(2, stride: \(most), padding: 1)\navg_pool(2, stride: \(most), padding: 1)\nupsample(3)",
      "a: avg_pool(2, stride: \(most), padding: 1)\nb: avg_pool(2, stride: \(most), padding: 1)\nadd(a)",
      "repeat 40 { avg_pool(2, stride: 1048576, padding: 1) -> upsample(3) }\nrelu",
      "repeat 9 { add { branch { avg_pool(2, stride: 1048577, padding: 1) } branch { avg_pool(1, stride: 1048577, padding: 1) -> upsample(2) -> max_pool(2, stride: 2) } } }",
    ] {
      let graph = try expand("network n {\ninput x: [1, 2]\n\(text)\n}")
      let analysis = try Analysis(graph)
      #expect(analysis.layers.allSatisfy { $0.field != nil }, "\(text)")
      for case .axes(let axes)? in analysis.layers.map(\.field) {
        for axis in axes { #expect(axis.size.map { $0 <= 1 << 53 } ?? true) }
      }
    }
  }

  @Test func misalignedPathsAreNamed() throws {
    let text = merge(
      "add {\nbranch { pad([[2, 1], [2, 1]]) -> conv(4, kernel: 5, stride: 2) }\nbranch { conv(4, kernel: 3) -> conv(4, kernel: 3) }\n}",
      input: 7)
    let graph = try expand(text)
    let fields = ReceptiveFields(of: graph, from: 0)
    let misalignment = try #require(fields.misalignments.first)
    #expect(graph.path(of: misalignment.node) == "add")
    let warning = misalignment.diagnostic(in: graph)
    #expect(warning.severity == .warning)
    #expect(warning.evidence.count == 2)
    #expect(warning.evidence[0].contains("`conv[0]`") && warning.evidence[1].contains("`conv[2]`"))
  }

  @Test func samePaddingOfAnUnknownInputHasNoOffset() throws {
    let text = merge(
      "add {\n\(Self.strided)\nbranch { conv(4, kernel: 3, stride: 2, padding: same) -> conv(4, kernel: 1, stride: 2) }\n}\nrelu",
      input: 9)
    try expectSquare(text, size: 3, stride: 4, padding: nil)
    try expectSquare(text, size: 3, stride: 4, padding: 1, isOpen: false)
    let even = try fields(text.replacing("9, 9", with: "8, 8"), isOpen: false)
    #expect(even.fields.misalignments.count == 1)
  }

  @Test func kernelsThatAreNotSquare() throws {
    let (_, last) = try fields(
      merge("conv(4, kernel: [3, 5], stride: 2) -> conv(4, kernel: [3, 1], stride: 2) -> relu"))
    guard case .axes(let axes)? = last else {
      Issue.record("no axes")
      return
    }
    #expect(axes.map(\.size) == [7, 5])
    #expect(axes.map(\.strideValue) == [4, 4])
    #expect(axes.map(\.offset) == [0, 0])
  }

  @Test func dropoutChangesNothing() throws {
    try expectSquare(
      merge("add {\n\(Self.strided)\nbranch { \(Self.padded) -> dropout(0.5) }\n}\nrelu"),
      size: 3, stride: 4, padding: 1)
  }

  @Test func twoMergesInARow() throws {
    try expectSquare(
      merge(
        """
        add {\n\(Self.strided)\nbranch { \(Self.padded) }\n}
        relu
        add {
          branch { conv(4, kernel: 1, stride: 2) }
          branch { pad([[1, 0], [1, 0]]) -> conv(4, kernel: 3, stride: 2) }
        }
        relu
        """), size: 11, stride: 8, padding: 5)
  }

  @Test func twoMergesInARowWithSamePadding() throws {
    let same = """
      add {
        branch { conv(4, kernel: 1, stride: 4, padding: same) }
        branch { conv(4, kernel: 3, stride: 2, padding: same) -> conv(4, kernel: 1, stride: 2, padding: same) }
      }
      relu
      add {
        branch { conv(4, kernel: 1, stride: 2, padding: same) }
        branch { conv(4, kernel: 3, stride: 2, padding: same) }
      }
      relu
      """
    try expectSquare(merge(same, input: 17), size: 11, stride: 8, padding: 5, isOpen: false)
  }

  @Test func sizesInTheOrderOfTheGraph() throws {
    let graph = try expand(Self.ordered(input: 224))
    #expect(graph.nodes.map(\.shape).map { $0[1] } == [224, 56, 225, 112, 56, 56, 56, 28, 28, 28])
  }

  /// The parameters of each layer for the parity of the input: kernel, stride, padding before, padding in all.
  @Test(arguments: [(4, 0, 1), (5, 1, 2)]) func paddingFollowsTheParityOfTheInput(
    input: Int, before: Int, total: Int
  ) throws {
    let window = Window(kernel: 3, stride: 2, padding: .same)
    let axis = try window.axes(over: [input])[0]
    #expect(axis.before == before)
    #expect(axis.before + axis.after == total)
  }

  static func ordered(input: Int) -> String {
    """
    network n {
      input image: [4, \(input), \(input)]
      add {
        branch { conv(4, kernel: 1, stride: 4) }
        branch { pad([[1, 0], [1, 0]]) -> conv(4, kernel: 3, stride: 2) -> max_pool(3, stride: 2, padding: same) }
      }
      relu
      add {
        branch { conv(4, kernel: 1, stride: 2, padding: same) }
        branch { conv(4, kernel: 3, stride: 2, padding: same) }
      }
    }
    """
  }
}

/// Fields that are no plain stretches.
@Suite struct UnevenFieldTests {
  private func last(_ body: String, input: String = "[4, 32, 32]") throws -> [AxisField] {
    let graph = try expand("network n {\n  input image: \(input)\n\(body)\n}\n")
    guard case .axes(let axes)? = ReceptiveFields(of: graph, from: 0).fields[graph.nodes.count - 1] else {
      return []
    }
    return axes
  }

  @Test func stacksOfThreeByThree() throws {
    #expect(try last("conv(4, kernel: 3) -> conv(4, kernel: 3)").first?.size == 5)
    #expect(try last("conv(4, kernel: 3) -> conv(4, kernel: 3) -> conv(4, kernel: 3)").first?.size == 7)
  }

  @Test func aDilatedFieldHasHoles() throws {
    let field = try #require(try last("conv(4, kernel: 3, dilation: 2)").first)
    #expect(field.size == 5)
    #expect(field.positions == 3)
    let filled = try #require(try last("conv(4, kernel: 3) -> conv(4, kernel: 3, dilation: 2)").first)
    #expect(filled.size == 7)
    #expect(filled.positions == 7)
  }

  @Test func transposedConvolutionSeesWhatReachesIt() throws {
    let field = try #require(try last("conv_transpose(4, kernel: 3, stride: 2)").first)
    #expect(field.size == 2)
    #expect(field.strideValue == 0.5)
    #expect(field.field(of: 1) == [0..<1])
    #expect(field.field(of: 2) == [0..<2])
    let wide = try #require(
      try last("conv(4, kernel: 3, stride: 2) -> conv_transpose(4, kernel: 4, stride: 2, padding: 1)").first)
    #expect(wide.strideValue == 1)
    #expect(wide.size == 5)
  }

  @Test func upsamplingAndStrideCancel() throws {
    let field = try #require(try last("max_pool(2) -> upsample(2)").first)
    #expect(field.strideValue == 1)
    #expect(field.size == 2)
    #expect(field.field(of: 3) == [2..<4])
  }

  /// Skips over pooling or strides and back up are aligned to within a step of the coarser map: no warning.
  @Test(arguments: [
    "max_pool(2) -> upsample(2)", "max_pool(2) -> upsample(2, mode: bilinear)",
    "max_pool(2) -> conv_transpose(4, kernel: 2, stride: 2)",
    "conv(4, kernel: 3, stride: 2, padding: 1) -> upsample(2)",
    "conv(4, kernel: 3, stride: 2, padding: 1) -> conv(4, kernel: 3, stride: 2, padding: 1) -> upsample(4)",
  ]) func skipsOverUpsamplingAreAligned(path: String) throws {
    let graph = try expand(
      "network n {\n  input image: [4, 32, 32]\nconcat {\nbranch {}\nbranch { \(path) }\n}\n}\n")
    #expect(ReceptiveFields(of: graph, from: 0).misalignments.isEmpty)
  }

  @Test func whatSeesEverythingSaysSo() throws {
    #expect(try last("flatten -> dense(3)").isEmpty)
    #expect(try last("global_avg_pool").isEmpty)
    #expect(try last("squeeze_excite(reduction: 2)").isEmpty)
  }

  @Test func hugeStridesDoNotHang() throws {
    let axes = try last("conv(1, kernel: 1, stride: 1000000000000) -> upsample(1000000)", input: "[1, 4, 4]")
    #expect(axes.count <= 2)
  }

  /// What is not a layer has no field, and stops nothing.
  @Test(arguments: [-1, 2, Int.max]) func ofNoLayer(input: Int) throws {
    let graph = try expand("network n {\n  input image: [4, 8, 8]\n  conv(4, kernel: 3)\n}\n")
    let fields = ReceptiveFields(of: graph, from: input)
    #expect(fields.fields.count == 2 && fields.misalignments.isEmpty)
    for field in fields.fields { #expect(field?.square == nil) }
  }
}
