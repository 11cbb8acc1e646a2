import ArchDiagnostics
import ArchImport
import ArchLanguage
import ArchONNX
import ArchSources

extension ModelSource {
  /// The file itself, for another engine to run besides the graph that was made from it.
  ///
  /// - Parameter batch: the number of examples.
  /// - Throws: the reason why it cannot take that many.
  package func original(
    _ name: String, settings: Settings, batch: Int
  ) throws(Diagnostics) -> ONNXRuntimeJob.Original {
    let (flat, imported) = try read(name, settings)
    if case .followed(_, let extent) = imported.batch, extent != batch, flat.batchSymbols.isEmpty {
      throw fault(
        "fixed-batch", "the file itself is for \(extent == 1 ? "one example" : "\(extent) examples")", at: "",
        help: "`--batch \(extent)` runs that many")
    }
    func end(_ end: ImportedModel.End) -> ONNXRuntimeJob.Original.End {
      .init(name: end.name, axis: end.axis)
    }
    let original = ONNXRuntimeJob.Original(
      path: file, of: flat, inputs: imported.inputs.map(end), outputs: imported.outputs.map(end))
    guard batch == 1 || (original.inputs + original.outputs).allSatisfy({ $0.axis != nil }) else {
      throw fault(
        "folded-batch", "the file has the batch inside another axis of an input or output", at: "",
        help: "one example can be compared: leave out `--batch`")
    }
    return original
  }
}
