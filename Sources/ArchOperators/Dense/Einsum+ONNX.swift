import ArchGraph
import ArchONNX

extension Einsum: ONNXWritable {
  /// `Einsum`, with a letter for the batch.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard case .success(let equation) = read else { return .nodes(layer.x) }
    let text = letters(of: equation, layer.shapes) ?? equation.text(isBatched: true)
    let product = layer.call("Einsum", layer.inputs, ["equation": .string(text)])
    let isNumber = equation.axes(ranks: layer.shapes.map(\.rank))?.result.isEmpty ?? false
    return .nodes(isNumber ? product.unsqueezed([1]) : product)
  }

  /// The equation with letters for the axes of `...`, if that is more axes of one value than of another: ONNX wants as many
  /// of each.
  private func letters(of equation: EinsumEquation, _ shapes: [Shape]) -> String? {
    let pointed = zip(equation.factors, shapes).filter { $0.0.after != nil }.map {
      $0.1.rank - $0.0.letters.count
    }
    guard Set(pointed).count > 1, let axes = equation.axes(ranks: shapes.map(\.rank)) else { return nil }
    let batch: Character = "#"
    return EinsumEquation.text(axes.factors.map { [batch] + $0 }, [batch] + axes.result)
  }
}
