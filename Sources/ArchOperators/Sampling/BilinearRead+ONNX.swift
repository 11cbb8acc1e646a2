import ArchGraph
import ArchONNX

extension ONNXTerm {
  /// A map, [rows, channels, height, width], at places between its elements, zero outside: [rows, places, channels].
  ///
  /// - Parameters:
  ///   - row: [rows, places].
  ///   - column: [rows, places].
  ///   - size: the extents of the map.
  func read(_ row: ONNXTerm, _ column: ONNXTerm, channels: Int, _ size: (height: Int, width: Int)) -> ONNXTerm
  {
    let entries = reshaped([channels, -1]).transposed([0, 2, 1])
    func neighbours(_ place: ONNXTerm, _ extent: Int) -> [(index: ONNXTerm, weight: ONNXTerm)] {
      let below = place.call("Floor")
      let share = place - below
      return [(below, 1 - share), (below + 1, share)].map { index, weight in
        // Elements outside are zero.
        let nearest = index.clipped(0, Double(extent - 1))
        return (nearest, weight * index.call("Equal", [nearest]).numbers)
      }
    }
    let columns = neighbours(column, size.width)
    let terms = neighbours(row, size.height).flatMap { i in
      columns.map { j in
        let index = (i.index * Double(size.width) + j.index).cast(.int64).unsqueezed([2])
        return entries.call("GatherND", [index], ["batch_dims": 1]) * (i.weight * j.weight).unsqueezed([2])
      }
    }
    return terms.dropFirst().reduce(terms[0]) { $0 + $1 }
  }
}
