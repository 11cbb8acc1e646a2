import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let dropout: [Reference] = [
    Reference(
      Dropout(0.3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
    Reference(
      DropPath(0.2), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1.0]),
  ]
}

extension ArgumentRefusal {
  static let dropout: [ArgumentRefusal] = [
    ArgumentRefusal("dropout", positional: [1.5], "rate"),
    ArgumentRefusal("dropout", positional: [-0.1], "rate"),
    ArgumentRefusal("drop_path", positional: [2], "rate"),
    ArgumentRefusal("drop_path", positional: [nil], "rate"),
  ]
}

extension Giant {
  static let dropout: [Giant] = [
    Giant(Dropout(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
    Giant(DropPath(0.5), on: [[large, 2048, 2048]], gives: [large, 2048, 2048]),
  ]
}
