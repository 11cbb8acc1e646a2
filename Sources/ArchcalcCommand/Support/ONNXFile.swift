import ArchCalc
import ArchSources

/// A network as an ONNX file, and the separate file with the numbers of its weights.
struct ONNXFile {
  private let export: ONNXExport
  private let writer: ModelWriter
  private let weights: WeightValues?
  /// Where each tensor begins in the separate file, or `nil` if all numbers are in the file itself, or there are none.
  private let offsets: [Int]?

  /// Where the numbers of the weights go.
  enum Numbers {
    /// Into the file, or into a separate one if there are too many.
    case inside
    /// Into the separate file.
    case beside
    /// Nowhere: the file declares them to be in the separate one.
    case nowhere
  }

  /// A file for a network.
  ///
  /// - Parameter location: the name of the separate file.
  init(_ graph: Graph, seed: UInt64, _ numbers: Numbers, location: String) throws(Failure) {
    let export: ONNXExport
    do throws(ONNXRefusal) {
      export = try ONNXExport(graph)
    } catch {
      throw .diagnostics([error.diagnostic(for: graph)])
    }
    let (writer, offsets) = try Self.lay(export, numbers, location: location)
    self.export = export
    self.writer = writer
    self.offsets = numbers == .nowhere ? nil : offsets
    weights = numbers == .nowhere ? nil : WeightValues(graph, seed: seed)
  }

  /// Lays out the file and, if the numbers are separate, their places.
  private static func lay(
    _ export: ONNXExport, _ numbers: Numbers, location: String
  ) throws(Failure) -> (ModelWriter, offsets: [Int]?) {
    if numbers == .inside, let whole = try? ModelWriter(export.model, suppliesNumbers: true) {
      return (whole, nil)
    }
    do throws(ModelTooLarge) {
      let (model, offsets) = try export.external(location)
      return (try ModelWriter(model), offsets)
    } catch {
      throw .command(.tooLarge(export.model.graph.name))
    }
  }

  /// Whether there is a separate file.
  var hasOther: Bool { offsets != nil }

  /// Writes the file; returns false, with the cause in `errno`, if not all of it could be written.
  func write(to descriptor: Int32) -> Bool {
    writer.pieces.allSatisfy { piece in
      switch piece {
      case .bytes(let bytes): bytes.withUnsafeBytes { Files.writeAll($0, to: descriptor) }
      case .numbers(let index): writeNumbers(of: index, to: descriptor)
      }
    }
  }

  /// Writes the separate file; returns false, with the cause in `errno`, if not all of it could be written.
  func writeOther(to descriptor: Int32) -> Bool {
    var end = 0
    return (offsets ?? []).enumerated().allSatisfy { index, offset in
      let gap = [UInt8](repeating: 0, count: offset - end)
      end = offset + 4 * (export.model.graph.initializers[index].elementCount ?? 0)
      return gap.withUnsafeBytes { Files.writeAll($0, to: descriptor) }
        && writeNumbers(of: index, to: descriptor)
    }
  }

  private func writeNumbers(of index: Int, to descriptor: Int32) -> Bool {
    let tensor = export.tensors[index]
    return weights?.forEachPiece(of: WeightPlace(entry: tensor.weights, index: tensor.parameter)) {
      Files.writeAll(UnsafeRawBufferPointer($0), to: descriptor)
    } ?? false
  }
}
