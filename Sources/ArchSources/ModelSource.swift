import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchImport
import ArchLanguage
import ArchONNX

/// A model file of another program, in the ONNX format.
package struct ModelSource: GraphSource {
  let model: ONNX.Model
  /// The path that was given.
  package let file: String
  /// The files with the numbers of weights.
  private let files: ModelFiles
  /// The code of the warning that a file has no batch that could be changed.
  package static let withoutBatch = "model-without-batch"
  /// Its network.
  package let networks: [Program.NetworkDeclaration]

  /// Reads a file.
  ///
  /// - Throws: why it is not a model.
  package init(_ path: String) throws(SourceFault) {
    do throws(Files.Fault) {
      let contents = try Files.model(path)
      do throws(ModelFault) {
        var model = try ONNX.Model(contents)
        let files = ModelFiles(path)
        ExternalNumbers.fetch(&model, from: files)
        self.init(model, files, path: path)
      } catch {
        throw Files.Fault(reason: error.reason)
      }
    } catch {
      throw .unreadable(path, reason: error.reason)
    }
  }

  /// Reads the bytes of a file, and no other files.
  ///
  /// - Throws: why they are not a model.
  package init(bytes: [UInt8], path: String) throws(SourceFault) {
    do throws(ModelFault) {
      self.init(try ONNX.Model(ModelFile(bytes)), ModelFiles(path), path: path)
    } catch {
      throw .unreadable(path, reason: error.reason)
    }
  }

  private init(_ model: ONNX.Model, _ files: ModelFiles, path: String) {
    self.model = model
    self.files = files
    file = path
    let name = path.split(separator: "/").last.map(String.init) ?? path
    networks = [
      Program.NetworkDeclaration(
        name: ImportedModel.identifier(String(name.prefix { $0 != "." })), parameters: Self.symbols(model))
    ]
  }

  /// The names that represent extents of inputs.
  private static func symbols(_ model: ONNX.Model) -> [String] {
    var names: [String] = []
    for input in model.graph.inputs {
      for case .symbol(let name) in input.dimensions ?? [] where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The graph; settings give symbols their extents, and choose branches that only a run decides.
  package func expand(
    _ name: String, settings: Settings
  ) throws(Diagnostics) -> (graph: Graph, warnings: [Diagnostic]) {
    let (symbols, branches) = try symbols(settings)
    let (flat, imported) = try read(name, symbols, branches)
    for name in branches.keys.sorted() where !flat.undecided.contains(name) {
      throw unknownSetting(name, among: networks[0].parameters + flat.undecided)
    }
    var alternatives = ModelBranches(of: file, chosen: branches) { branches throws(Diagnostics) in
      let (flat, imported) = try read(name, symbols, branches)
      return .init(undecided: flat.undecided, graph: imported.graph)
    }
    let (choices, more) = alternatives.choices(
      of: .init(undecided: flat.undecided, graph: imported.graph))
    return (imported.graph.with(choices), more + warnings(imported))
  }

  /// The model with the branches and extents from settings.
  package func read(_ name: String, _ settings: Settings) throws(Diagnostics) -> (
    flat: FlatModel, imported: ImportedModel
  ) {
    let (symbols, branches) = try symbols(settings)
    return try read(name, symbols, branches)
  }

  /// The model with some branches as a graph.
  private func read(
    _ name: String, _ symbols: [String: Int], _ branches: [String: Bool]
  ) throws(Diagnostics) -> (flat: FlatModel, imported: ImportedModel) {
    let flat: FlatModel
    do throws(EvaluationFault) {
      flat = try FlatModel(model, symbols: symbols, branches: branches, layer: OwnLayers.shape)
    } catch {
      throw Diagnostics([error.diagnostic(in: file)])
    }
    do throws(ImportFault) {
      let imported = try ImportedModel(
        flat, declared: model.graph.inputs, name: name, file: file,
        isOwn: model.producer.hasPrefix("archcalc"), files: files, source: origin)
      return (flat, imported)
    } catch {
      throw Diagnostics([error.diagnostic(in: file)])
    }
  }

  /// Warnings about anything unusual.
  private func warnings(_ imported: ImportedModel) -> [Diagnostic] {
    var warnings = imported.leftOut.map {
      Diagnostic(
        "model-output", severity: .warning, "none of our layers gives the output `\($0)`; it is left out",
        at: .model(file: file, node: $0))
    }
    warnings += imported.unlike.map {
      Diagnostic(
        "model-values", severity: .warning,
        "the layer for `\($0.op)` costs the same, but gives different values: \($0.reason)",
        at: .model(file: file, node: $0.node))
    }
    if imported.preparing > 0 {
      warnings.append(
        Diagnostic(
          "model-weights", severity: .warning,
          imported.preparing == 1
            ? "a node prepares weights from weights; it runs once, and is not counted"
            : "\(imported.preparing) nodes prepare weights from weights; they run once, and are not counted",
          at: .model(file: file, node: "")))
    }
    switch imported.batch {
    case .asItStands(let node, let reason):
      warnings.append(
        Diagnostic(
          Self.withoutBatch, severity: .warning,
          "no axis of the inputs is a batch: the figures are for the file exactly as written",
          at: .model(file: file, node: node ?? ""),
          evidence: reason.map { ["with the batch in the first axis, \($0)"] } ?? []))
    case .followed(let inputs, _):
      for input in inputs where input.axis != 0 {
        warnings.append(
          Diagnostic(
            "model-batch", severity: .warning,
            "axis \(input.axis) of the input `\(input.name)` was taken for the batch",
            at: .model(file: file, node: input.name)))
      }
    }
    return warnings
  }

  // MARK: Extents

  /// The extents of symbols, and the branches of conditions, by their names.
  private func symbols(
    _ settings: Settings
  ) throws(Diagnostics) -> (extents: [String: Int], branches: [String: Bool]) {
    var symbols: [String: Int] = [:]
    var branches: [String: Bool] = [:]
    let known = networks[0].parameters
    for (name, text) in settings.values {
      if !known.contains(name), ["then", "else"].contains(text) {
        branches[name] = text == "then"
        continue
      }
      guard known.contains(name) else { throw unknownSetting(name, among: known) }
      guard let extent = Int(text), (1...Limits.extent).contains(extent) else {
        throw fault(
          "bad-setting", "`\(name)` is an extent, but \(text) is not a positive whole number", at: name)
      }
      symbols[name] = extent
    }
    for (name, shape) in settings.inputs { try bind(name, shape, &symbols) }
    return (symbols, branches)
  }

  private func unknownSetting(_ name: String, among known: [String]) -> Diagnostics {
    fault(
      "unknown-setting", "`\(name)` is not the name of an extent or of an open branch in this file", at: name,
      help: known.isEmpty
        ? "all extents of its inputs are numbers"
        : Spelling.question(for: name, among: known) ?? "it has \(Spelling.list(known))")
  }

  /// Gives the symbols of an input the extents of a shape, of one example or with the batch.
  private func bind(_ name: String?, _ shape: [Int], _ symbols: inout [String: Int]) throws(Diagnostics) {
    let stored = Set(model.graph.initializers.map(\.name))
    let inputs = model.graph.inputs.filter { !stored.contains($0.name) }
    guard let input = name.map({ name in inputs.first { $0.name == name } }) ?? inputs.first else {
      throw fault(
        "unknown-input", "there is no input `\(name ?? "")`", at: name ?? "",
        help: Spelling.question(for: name ?? "", among: inputs.map(\.name))
          ?? "it has \(Spelling.list(inputs.map(\.name)))")
    }
    let declared = input.dimensions ?? []
    guard declared.count == shape.count || declared.count == shape.count + 1 else {
      throw fault(
        "wrong-input",
        "the input `\(input.name)` has \(declared.count) axes, but the shape has \(shape.count)",
        at: input.name)
    }
    for (axis, (dimension, extent)) in zip(declared.suffix(shape.count), shape).enumerated() {
      switch dimension {
      case .symbol(let symbol): symbols[symbol] = extent
      case .value(let value) where value != extent:
        throw fault(
          "wrong-input",
          "axis \(axis + declared.count - shape.count) of the input `\(input.name)` is \(value) in the file",
          at: input.name,
          help: "export the model with a name for that axis (dynamic axes), or with the size you want")
      case .value, .unknown: break
      }
    }
  }

  package func fault(_ code: String, _ title: String, at node: String, help: String? = nil) -> Diagnostics {
    Diagnostics([Diagnostic(code, title, at: .model(file: file, node: node), help: help)])
  }

  /// `nil`, since the file is not text.
  package func text(importingFrom prefix: String) -> String? { nil }
}
