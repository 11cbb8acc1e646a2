import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let multiply: [Reference] = [
    Reference(
      Multiply(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: -9.78125,
      entries: [1: 0.515625, 23: -0.875]),
    Reference(
      Multiply(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 4.015625, entries: [1: 0.515625, 23: 0]),
    Reference(
      Multiply(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 13.828125,
      entries: [1: 0.6875, 23: -0.078125]),
    Reference(
      Multiply(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 15.625, entries: [1: 0.6875, 23: 0.5]),
    Reference(
      Multiply(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: -11.12304688,
      entries: [1: 0.205078125, 23: -1.09375]),
    Reference(
      Multiply(), on: [[2, 3, 4], [4]], gives: [2, 3, 4], checksum: 11.65625,
      entries: [1: 0.515625, 23: 0.125]),
    Reference(
      Multiply(), on: [[3, 3], [3]], gives: [3, 3], checksum: 10.0625, entries: [1: 0.6875, 8: 0.125]),
    Reference(
      Multiply(), on: [[2, 3, 4], [2], [4]], gives: [2, 3, 4], checksum: -9.947265625,
      entries: [1: -0.4296875, 23: -0.328125]),
    // Source: PyTorch 2.15.0, in double precision.
    Reference(
      Multiply(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: -6.080078125,
      entries: [1: -0.322265625, 22: -0.123046875]),
    Reference(
      Multiply(), on: [[3, 2, 4], [3]], gives: [3, 2, 4], checksum: 14.609375, entries: [1: 0.6875, 23: 0.25]),
    Reference(
      Multiply(), on: [[3, 1, 1], [3, 2, 4]], gives: [3, 2, 4], checksum: 32.5,
      entries: [1: -0.328125, 22: 0.15625]),
    Reference(
      Multiply(), on: [[3, 2, 4], [1, 2, 4]], gives: [3, 2, 4], checksum: -3.53125,
      entries: [1: 0.515625, 23: -0.375]),
  ]
}

extension Refusal {
  static let multiply: [Refusal] = [
    Refusal(Multiply(), on: [[2, 3, 4], [3]], .shapes([[2, 3, 4], [3]], except: nil)),
    Refusal(Multiply(), on: [[2, 3, 4], [2, 3, 2]], .shapes([[2, 3, 4], [2, 3, 2]], except: nil)),
    Refusal(Multiply(), on: [[2, 3, 4], [2, 3]], .alignment([2, 3], with: [2, 3, 4], fitsLast: false)),
    Refusal(Multiply(), on: [[4, 4], [4, 4, 4]], .alignment([4, 4], with: [4, 4, 4], fitsLast: true)),
    Refusal(Multiply(), on: [[2, 1, 1], [3, 3, 4]], .shapes([[2, 1, 1], [3, 3, 4]], except: nil)),
  ]
}

extension Giant {
  static let multiply: [Giant] = [
    Giant(Multiply(), on: [[large], [large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
