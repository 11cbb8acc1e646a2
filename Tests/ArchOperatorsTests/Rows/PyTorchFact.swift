import ArchGraph
import ArchOperators
import Testing

/// What PyTorch 2.15.0 (CPU) makes of a layer and an input.
///
/// Parameters are the elements of its weight and bias, multiply-adds half of what `FlopCounterMode` counts.
/// The values are those for an input, a weight and a bias whose elements, counted on from tensor to tensor,
/// are `((i*37) % 19 - 9)/8`: the sum of the output, its sum with element `i` taken `i % 13 + 1` times, and
/// its last element. Unequal padding is `torch.nn.functional.pad` before the layer, or cropping after a
/// transposed one; locally connected layers are `unfold` and a product; Lp pooling is of absolute values.
struct PyTorchFact: Sendable, CustomTestStringConvertible {
  let call: String
  let input: Shape
  let output: Shape
  let parameters: Int
  let multiplyAdds: Int?
  let values: [Double]

  var testDescription: String { "\(call) on \(input)" }

  private init(_ line: Substring) {
    let parts = line.split(separator: "|").map { part in
      part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().reduce(into: "") { $0.append($1) }
    }
    func shape(_ text: String) -> Shape { Shape(text.split(separator: " ").compactMap { Int($0) }) }
    call = parts[0]
    input = shape(parts[1])
    output = shape(parts[2])
    parameters = Int(parts[3]) ?? -1
    multiplyAdds = Int(parts[4])
    values = parts[5].split(separator: " ").compactMap { Double($0) }
  }

  func makeOperator() throws -> any Operator { try CallText(call).makeOperator() }

  /// The facts of a table: call | input | output | parameters | multiply-adds | sum, weighed sum and last element.
  static func rows(_ table: String) -> [PyTorchFact] { table.split(separator: "\n").map { PyTorchFact($0) } }
}
