import ArchAnalysis
import ArchGraph

extension Analysis {
  /// A row for every block, as in papers: `[1x1, 64; 3x3, 64; 1x1, 256] x 3`.
  ///
  /// Blocks repeat if neighbours have the same name, the same layers with the same arguments and maps of the same size;
  /// the first may have other strides and more layers, such as a projection. Normalisations, activations and merges are
  /// counted but not listed.
  package func blockRows() -> [SummaryRow] {
    var blocks = Blocks(graph)
    blocks.find()
    return blocks.rows
  }
}
