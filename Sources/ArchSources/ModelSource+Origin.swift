import ArchDocuments
import ArchONNX

extension ModelSource {
  /// The program that wrote the file, the version, and how many numbers it stores: indices and single numbers are left
  /// out, and if exporters merged equal tensors, it is less than the layers have.
  ///
  /// If there are numbers other than single-precision ones, it also gives their types and the bytes of all.
  func origin(used: Int) -> String {
    var counts: [ONNX.ElementType: Int] = [:]
    for tensor in model.graph.initializers {
      guard tensor.type.canBeWeights, let count = tensor.elementCount, count > 1 else { continue }
      counts[tensor.type] = (counts[tensor.type] ?? 0).addingReportingOverflow(count).partialValue
    }
    let stored = counts.values.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    let writer = model.producer.isEmpty ? "" : ", written by \(model.producer)"
    let difference = stored.subtractingReportingOverflow(used).partialValue
    let than =
      difference == 0
      ? ""
      : ", \(Int(clamping: difference.magnitude).groupedDigits) \(difference < 0 ? "fewer" : "more") than its layers have"
    return
      "ONNX, opset \(model.opsets[""] ?? 0)\(writer); \(stored.groupedDigits) numbers stored\(Self.types(counts))\(than)"
  }

  /// How many numbers there are of each type, the most first; empty if all are single-precision.
  private static func types(_ counts: [ONNX.ElementType: Int]) -> String {
    guard counts.keys.contains(where: { $0 != .float32 }) else { return "" }
    let sorted = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let bits = counts.reduce(0.0) { $0 + Double($1.value) * Double($1.key.bits ?? 0) }
    let parts = sorted.map { counts.count == 1 ? "\($0.key)" : "\($0.value.groupedDigits) \($0.key)" }
    return " (\(parts.joined(separator: ", ")); \(NumberText.bytes(bits / 8)))"
  }
}
