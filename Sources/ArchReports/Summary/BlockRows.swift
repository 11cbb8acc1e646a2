import ArchAnalysis
import ArchGraph

extension Analysis {
  /// A row for every block as papers have it: `[1x1, 64; 3x3, 64; 1x1, 256] x 3`.
  ///
  /// Blocks repeat where neighbours have one name, the same layers with the same arguments and maps of one size; the
  /// first may have other strides and more layers, such as a projection. Normalisations, activations and merges are
  /// counted and not listed.
  package func blockRows() -> [SummaryRow] {
    var blocks = Blocks(graph)
    blocks.find()
    return blocks.rows
  }
}
