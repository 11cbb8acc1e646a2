import ArchONNX

/// What other programs give for single operators, whose shapes are odd on purpose.
///
/// They are ONNX Runtime 1.32, and the reference of onnx 1.23 where that has no kernel. ``OperatorFact`` says how a line
/// is read.
package enum OperatorFacts {
  /// The tables by family.
  package static let families = [
    "windows": windows, "products": products, "normalisations": normalisations, "recurrent": recurrent,
    "attention": attention, "quantisation": quantisation, "signals": signals, "elementwise": elementwise,
    "numbers": numbers, "shaping": shaping, "gathering": gathering, "choosing": choosing,
    "resizing": resizing,
    "reductions": reductions, "fused": fused,
  ]

  package static func facts(_ family: String) -> [OperatorFact] {
    (families[family] ?? "").split(whereSeparator: \.isNewline).compactMap(OperatorFact.init)
  }
}
