import ArchGraph
import ArchONNX

extension Rotary {
  /// Heads of [rows, heads, tokens, features] whose pairs are rotated.
  func onnx(_ x: ONNXTerm, heads: Int, tokens: Int, features: Int, from first: Int) -> ONNXTerm {
    let pairs = pairs(features)
    // A position, divided by the scale, times the angle from one position to the next.
    let angles = RotaryAngles(self, of: features, places: first + tokens)
    let steps = x.layer.table([pairs]) { Double(angles.steps[$0]) }
    let positions = x.layer.range(first..<first + tokens).numbers.unsqueezed([1])
    let turns = (angles.divisor == 1 ? positions : positions / Double(angles.divisor)) * steps
    func sized(_ value: ONNXTerm) -> ONNXTerm {
      angles.magnitude == 1 ? value : value * Double(angles.magnitude)
    }
    let (cosine, sine) = (sized(turns.call("Cos")), sized(turns.call("Sin")))
    let (a, b) =
      interleaved
      ? (x.sliced(3, 0..<2 * pairs, by: 2), x.sliced(3, 1..<2 * pairs, by: 2))
      : (x.sliced(3, 0..<pairs), x.sliced(3, pairs..<2 * pairs))
    let (first, second) = (a * cosine - b * sine, b * cosine + a * sine)
    let rest = features > 2 * pairs ? [x.sliced(3, 2 * pairs..<features)] : []
    guard interleaved else { return first.joined(3, [second] + rest) }
    let turned = first.unsqueezed([4]).joined(4, [second.unsqueezed([4])])
    return turned.reshaped([heads, tokens, 2 * pairs]).joined(3, rest)
  }
}
