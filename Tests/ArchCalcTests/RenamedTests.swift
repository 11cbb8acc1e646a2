import ArchCalc
import ArchKernels
import ArchReports
import Architectures
import Testing

/// An operator whose name, section, arguments and tensors are called otherwise, and which is the same in all else.
private struct Renamed<Base: Runnable & PyTorchWritable>: Runnable, PyTorchWritable {
  let base: Base

  static var signature: Signature {
    let own = Base.signature
    return Signature(
      reversed(own.name), .postprocessing, own.summary, inputs: own.inputs,
      arguments: own.arguments.map { argument in
        var renamed = argument
        renamed.name = reversed(argument.name)
        return renamed
      }, notes: own.notes)
  }
  static var specimens: [Specimen<Self>] { Base.specimens.map { Specimen(Self(base: $0.op), on: $0.inputs) } }

  init(base: Base) { self.base = base }
  init(_ arguments: Arguments) throws(ArgumentFault) {
    base = try Base(Arguments(Base.signature, arguments.values))
  }

  var arguments: [ArgumentValue?] { base.arguments }
  var traits: Traits { base.traits }
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try base.output(of: inputs) }
  func parameters(of inputs: [Shape]) -> [Parameter] {
    base.parameters(of: inputs).map { parameter in
      var renamed = parameter
      renamed.name = reversed(parameter.name)
      return renamed
    }
  }
  func work(from inputs: [Shape], to output: Shape) -> Work { base.work(from: inputs, to: output) }
  func reach(from inputs: [Shape], to output: Shape) -> Reach { base.reach(from: inputs, to: output) }
  func placement(of inputs: [Shape]) -> Placement { base.placement(of: inputs) }
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    base.define(inputs, weights, output: output)
  }
  func execute(_ run: inout KernelRun) throws(KernelFault) { try base.execute(&run) }
  func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    base.workingMemory(of: inputs, to: output, batch: batch, threads: threads)
  }
  var finishing: Finishing { base.finishing }
  func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    base.finishStep(weights, of: inputs)
  }
  func pytorch(of inputs: [Shape]) -> PyTorchCode { base.pytorch(of: inputs) }
}

/// Names as long as the others, so that tables are as wide.
private func reversed(_ name: String) -> String { String(name.reversed()) }

/// The calls of these operators in a text, and the labels of their arguments, under the other names.
private func renaming(_ text: String) -> String {
  var result = ""
  var rest = text[...]
  func name(at place: Substring) -> String? {
    renamedNames.first {
      place.hasPrefix($0) && !(place.dropFirst($0.count).first.map(isPartOfName) ?? false)
    }
  }
  while let first = rest.first {
    if first == "#" || first == "\"" {
      // Comments and strings stay.
      let end =
        rest.dropFirst().firstIndex(of: first == "#" ? "\n" : "\"") ?? rest.index(before: rest.endIndex)
      result += rest[...end]
      rest = rest[rest.index(after: end)...]
    } else if !(result.last.map(isPartOfName) ?? false), let name = name(at: rest),
      rest.dropFirst(name.count).first != ":"
    {
      result += reversed(name)
      rest = rest.dropFirst(name.count)
      guard rest.first == "(" else { continue }
      var depth = 0
      let end = rest.firstIndex { character in
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        return depth == 0
      }
      var word = ""
      for character in rest[...(end ?? rest.startIndex)] {
        if isPartOfName(character) {
          word.append(character)
        } else {
          result += (character == ":" ? reversed(word) : word) + String(character)
          word = ""
        }
      }
      rest = rest[rest.index(after: end ?? rest.startIndex)...]
    } else {
      result.append(first)
      rest = rest.dropFirst()
    }
  }
  return result
}

private func isPartOfName(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}

private let renamedNames = ["conv", "batch_norm", "softmax"]

/// The words of a report that have been renamed, as they were.
private func restored(_ text: String) -> String {
  var words: [String: String] = [:]
  func note(_ name: String) {
    words[reversed(name)] = name
    for word in name.split(separator: "_") { words[reversed(String(word))] = String(word) }
  }
  for name in renamedNames {
    note(name)
    for argument in Catalogue.standard[name]?.signature.arguments ?? [] { note(argument.name) }
  }
  for name in ["weight", "bias", "running_mean", "running_var"] { note(name) }
  var result = ""
  var word = ""
  for character in text + "\n" {
    if isPartOfName(character) {
      word.append(character)
    } else {
      result += (words[word] ?? word) + String(character)
      word = ""
    }
  }
  return String(result.dropLast())
}

/// No pass goes by what an operator, its arguments or its tensors are called, nor by where it is in the reference.
@Suite struct RenamedTests {
  private struct Imports: ImportLoader {
    let isRenamed: Bool

    func load(_ path: String) throws(ImportFailure) -> SourceText {
      guard let file = EmbeddedArchitectures.files.first(where: { $0.name == path }) else {
        throw ImportFailure("there is no such file")
      }
      let text = String(decoding: file.text(), as: UTF8.self)
      return SourceText(name: path, bytes: Array((isRenamed ? renaming(text) : text).utf8))
    }
  }

  private static let catalogue = Catalogue(
    Catalogue.standard.operators.filter { !renamedNames.contains($0.signature.name) }
      + [Renamed<Conv>.self, Renamed<BatchNorm>.self, Renamed<Softmax>.self])

  /// The same network under the usual names and the others.
  private static func both(_ file: String, _ network: String) throws -> [(
    graph: Graph, warnings: [Diagnostic]
  )] {
    try [false, true].map { isRenamed in
      try Program(
        try Imports(isRenamed: isRenamed).load(file), path: file,
        catalogue: isRenamed ? catalogue : .standard, imports: Imports(isRenamed: isRenamed)
      ).expand(network)
    }
  }

  static let networks = [
    ("lecture_cnn.arch", "lecture_cnn"), ("resnet.arch", "resnet50"), ("mobilenet_v1.arch", "mobilenet_v1"),
    ("densenet.arch", "densenet121"), ("vgg.arch", "vgg16"), ("unet.arch", "unet"),
    ("yolo_v3.arch", "yolo_v3"),
  ]

  @Test(arguments: networks) func reportsAreTheSame(file: String, network: String) throws {
    let both = try Self.both(file, network)
    #expect(both[0].graph.nodes.contains { $0.op is Conv } && !both[1].graph.nodes.contains { $0.op is Conv })
    let render = DiagnosticRenderer()
    let texts = try both.map { graph, warnings in
      let analysis = try Analysis(graph, batch: 2)
      var texts = [render.render(warnings + analysis.warnings), render.render(analysis.misalignmentWarnings)]
      for rows in [.layers, .layersWithNormalisations, .everyLayer, .parts(depth: 1), .blocks] as [RowChoice]
      {
        var options = SummaryOptions()
        options.rows = rows
        texts.append(SummaryReport(analysis, options).text(width: nil))
      }
      texts.append(SummaryReport(analysis).json)
      texts += graph.nodes.indices.dropFirst().map { Explanation(analysis, $0).text }
      texts.append(try MemoryReport(analysis, MemoryPlan(graph, batch: 2)).text(width: nil))
      return texts
    }
    #expect(texts[0].count == texts[1].count)
    for (usual, other) in zip(texts[0], texts[1]) {
      #expect(usual == restored(other))
    }
  }

  @Test func comparisonsAreTheSame() throws {
    let first = try Self.both("vgg.arch", "vgg11")
    let second = try Self.both("mobilenet_v1.arch", "mobilenet_v1")
    let texts = try [0, 1].map { (index: Int) -> String in
      let networks = try [first, second].map { ComparedNetwork(try Analysis($0[index].graph)) }
      return DifferenceReport(ArchReports.Comparison(networks)).text(width: nil)
    }
    #expect(texts[0] == restored(texts[1]))
    #expect(texts[0].contains("1/N + 1/k^2"))
  }

  /// The same numbers are made up, the same checks are made, and the same kernels take over the work of others.
  @Test(arguments: [("lecture_cnn.arch", "lecture_cnn"), ("resnet_cifar.arch", "resnet20_cifar")])
  func runsAreTheSame(file: String, network: String) throws {
    let runs = try Self.both(file, network).map { graph, _ in
      let pool = WorkerPool(threads: 2)
      let plan = try MemoryPlan(graph)
      let execution = try Execution(
        graph, plan: plan, weights: WeightStore(graph, seed: 3, pool: pool), pool: pool)
      execution.fillInputs(seed: 3)
      execution.run()
      let validation = try Validator(pool: pool).validate(Analysis(graph))
      let layers = validation.layers.map { layer -> [Int] in
        var compared = -1
        if case .compared(let places, _, _)? = layer.definition { compared = places }
        return [layer.node, compared, layer.counted.map(\.operations) ?? -1, layer.sumError == nil ? 0 : 1]
          as [Int]
      }
      return (
        outputs: execution.outputs, layers, fused: validation.fused?.layers, fields: validation.fields.count,
        holds: validation.holds
      )
    }
    #expect(runs[0].holds && runs[1].holds)
    #expect(runs[0].outputs == runs[1].outputs)
    #expect(runs[0].1 == runs[1].1)
    #expect(runs[0].fused == runs[1].fused && runs[0].fields == runs[1].fields)
  }
}
