import ArchDocuments
import Testing

@testable import ArchPictures

/// Lines of drawings that cannot be told from each other.
enum LineOverlaps {
  /// An upright or level piece of a line.
  private struct Piece {
    var isUpright: Bool
    /// Where it is across its direction.
    var at: Double
    var from: Double
    var to: Double
    var route: Int
  }

  /// Pairs of lines of different values that run on top of each other for some pixels.
  static func found(in drawing: NetworkDrawing) -> [String] {
    var pieces: [Piece] = []
    for (index, route) in drawing.composed.routes.enumerated() {
      for line in route.lines {
        for (a, b) in zip(line.points, line.points.dropFirst()) {
          let isUpright = (a.x - b.x).magnitude < 0.01
          #expect(isUpright || (a.y - b.y).magnitude < 0.01, "a line is neither upright nor level: \(a) \(b)")
          pieces.append(
            isUpright
              ? Piece(isUpright: true, at: a.x, from: min(a.y, b.y), to: max(a.y, b.y), route: index)
              : Piece(isUpright: false, at: a.y, from: min(a.x, b.x), to: max(a.x, b.x), route: index))
        }
      }
    }
    pieces.sort { ($0.isUpright ? 0 : 1, $0.at, $0.from) < ($1.isUpright ? 0 : 1, $1.at, $1.from) }
    var found: [String] = []
    for (index, piece) in pieces.enumerated() {
      for other in pieces[(index + 1)...] {
        guard other.isUpright == piece.isUpright, other.at - piece.at < 1.5 else { break }
        let (a, b) = (drawing.composed.routes[piece.route], drawing.composed.routes[other.route])
        guard a.value != b.value, min(piece.to, other.to) - max(piece.from, other.from) > 2 else { continue }
        found.append(
          "\(a.value) and \(b.value) at \(piece.at): \(piece.from) to \(piece.to), \(other.from) to \(other.to)"
        )
      }
    }
    return found
  }
}
