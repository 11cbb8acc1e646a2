import ArchCalc
import ArchKernels
import Testing

/// `y[c, …] = x[c, …] * weight[c]²`: an operator of a user's, with its rules alone and a definition.
struct SquaredScale: Operator {
  static let signature = Signature("squared_scale", .normalisation, "A squared factor for each channel.")
  static let specimens = [Specimen(SquaredScale(), on: [2, 3, 3])]
  let arguments: [ArgumentValue?] = []

  init() {}
  init(_ arguments: Arguments) throws(ArgumentFault) {}

  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { .sameAsInput }

  func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("in_channels", inputs[0][0])], use: .factor)]
  }

  func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplications] = Count([Factor("per_element", 2)], output.elements)
    work[.weightReads] = Count([Factor("in_channels", inputs[0][0])])
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .asInput, part: .normalisation)
  }

  func placement(of inputs: [Shape]) -> Placement { .own }

  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { inputs[0][$0] * weights[0][[$0[0]]] * weights[0][[$0[0]]] }
  }
}

/// What an operator is given that has nothing but its rules: everything but a kernel and the forms of other programs.
@Suite struct OwnOperatorTests {
  /// A network of the language with the operator in its catalogue.
  private func network() throws -> Graph {
    let text = """
      network own {
        input image: [3, 8, 8]
        conv(2, kernel: 3)
        squared_scale
        relu
        expect params == 58
      }
      """
    return try Program(
      SourceText(name: "own.arch", bytes: Array(text.utf8)),
      catalogue: Catalogue(Catalogue.standard.operators + [SquaredScale.self]), imports: NoImports()
    ).expand("own").graph
  }

  @Test func itIsAnalysed() throws {
    let analysis = try Analysis(network())
    #expect(analysis.totals.parameters == 3 * 3 * 3 * 2 + 2 + 2)
    #expect(analysis.layers[2].work[.multiplications] == 2 * 2 * 6 * 6)
    #expect(analysis.claims().map(\.holds) == [true])
    #expect(SummaryReport(analysis).text(width: nil).contains("squared_scale"))
  }

  @Test func itIsExplained() throws {
    let text = Explanation(try Analysis(network()), 2).text
    #expect(text.contains("squared_scale"))
    #expect(text.contains("2*2*6*6"))
  }

  /// It runs by its definition, whose operations are counted one by one in a network as small as this.
  @Test func itIsRun() throws {
    let analysis = try Analysis(network(), batch: 2)
    let validation = try Validator(pool: WorkerPool(threads: 2)).validate(analysis)
    #expect(validation.holds)
    let layer = try #require(validation.layers.first { $0.node == 2 })
    #expect(layer.workSkipped != nil)
    #expect(layer.counted?[.multiplications] == 2 * 144)
    #expect(layer.weights == (2, 2))
    guard case .skipped = layer.definition else {
      Issue.record("its definition is compared with itself")
      return
    }
  }

  /// A form that it does not have is refused, by the layer's name.
  @Test func formsThatItLacksAreRefused() throws {
    let graph = try network()
    #expect(throws: PyTorchRefusal(2)) { try PyTorchExport(graph) }
    let said = DiagnosticRenderer().render([PyTorchRefusal(2).diagnostic(for: graph)])
    #expect(said.contains("`squared_scale` cannot be written in PyTorch"))
    #expect(said.contains("own.arch:4"))
    let refusal = ONNXRefusal(2, .noNodes)
    #expect(throws: refusal) { try ONNXExport(graph) }
    let saidOfNodes = DiagnosticRenderer().render([refusal.diagnostic(for: graph)])
    #expect(saidOfNodes.contains("`squared_scale` cannot be written in ONNX"))
  }
}
