import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// The text in a box, and the size it needs.
struct BoxText {
  /// The first line.
  var title: String
  /// The small text above it: the name that the network gives it.
  var label: String?
  /// The small text below it.
  var lines: [String] = []
  /// How often it occurs: `x 6`.
  var count: String?

  /// The title with how often it occurs.
  var heading: String { count.map { "\(title) \($0)" } ?? title }

  /// The size of the letters of the title, and of all others.
  static let (large, small) = (11.0, 9.5)
  /// The room around the letters.
  static let margin = 8.0
  /// The widest that a line may be.
  static let widest = 150.0
  /// The most lines of small letters.
  static let mostLines = 4
  private static let lineHeight = 12.0

  init(_ box: DrawnBox, _ drawn: DrawnNetwork, figure: String?) {
    let graph = drawn.analysis.graph
    title = box.name
    if box.count > 1 { count = "x \(NumberText.grouped(box.count))" }
    switch box.content {
    case .input:
      if box.count > 1 { lines = ["\(NumberText.grouped(box.count)) inputs"] }
      count = nil
    case .output, .frame: break
    case .layers:
      let main = graph.nodes[box.nodes[0]]
      title = main.drawn
      let words = TextMetrics.width(of: title, size: Self.large, weight: .bold)
      if words > Self.widest, title.hasPrefix(main.op.name + " ") {
        lines = Self.broken(String(title.dropFirst(main.op.name.count + 1)))
        title = main.op.name
      }
      if main.name != main.op.name, box.count == 1 { label = box.name }
      let others = box.nodes.dropFirst().map { graph.nodes[$0].op.name }
      lines += Self.broken(others.joined(separator: ", "))
    case .part:
      let first = box.starts.count > 1 ? box.nodes.filter { $0 >= box.starts[1] } : box.nodes
      let one = box.starts.count > 2 ? first.filter { $0 < box.starts[2] } : first
      let listed = one.filter { graph.nodes[$0].isListed }
      let text = ListedLayers(listed.map { graph.nodes[$0].terse }).text
      lines = Self.broken(text)
      if lines.count > Self.mostLines || listed.isEmpty {
        lines = [one.count == 1 ? "1 layer" : "\(NumberText.grouped(one.count)) layers"]
      }
      if box.areBranches, box.count > 1 { lines.append("\(NumberText.grouped(box.count)) branches") }
      if let note = box.note { lines += Self.broken("first: \(note)").prefix(2) }
    }
    if let figure { lines.append(figure) }
    title = TextMetrics.fitted(title, width: Self.widest, size: Self.large, weight: .bold)
    label = label.map { TextMetrics.fitted($0, width: Self.widest, size: Self.small) }
  }

  /// A text in lines; lists are broken between their items as long as each fits a line.
  private static func broken(_ text: String) -> [String] {
    let items = text.split(separator: ";").map { item -> String in
      let fits = TextMetrics.width(of: String(item), size: small) < widest - 6
      return fits ? String(item.drop { $0 == " " }.map { $0 == " " ? "\u{A0}" : $0 }) : String(item)
    }
    return TextMetrics.lines(of: items.joined(separator: "; "), width: widest, size: small)
      .map { String($0.map { $0 == "\u{A0}" ? " " : $0 }) }
  }

  /// The size of a box with this text.
  var size: (width: Double, height: Double) {
    var width = TextMetrics.width(of: title, size: Self.large, weight: .bold)
    if let count { width += 8 + TextMetrics.width(of: count, size: Self.large, weight: .bold) }
    for line in lines + (label.map { [$0] } ?? []) {
      width = max(width, TextMetrics.width(of: line, size: Self.small))
    }
    let height = 15 + Self.lineHeight * Double(lines.count + (label == nil ? 0 : 1)) + 6
    return (max(44, width + 2 * Self.margin), height)
  }

  /// The texts in a box.
  func elements(in box: Rectangle, ink: Ink = .text, quiet: Ink = .quiet) -> [Picture.Element] {
    var elements: [Picture.Element] = []
    let middle = box.center.x
    var y = box.y + 4
    if let label {
      y += Self.lineHeight
      elements.append(
        .text(PictureText(label, at: Point(middle, y - 2), size: Self.small, anchor: .middle, ink: quiet)))
    }
    y += 14
    if let count {
      let gap = 8.0
      let own = TextMetrics.width(of: title, size: Self.large, weight: .bold)
      let other = TextMetrics.width(of: count, size: Self.large, weight: .bold)
      let left = middle - (own + gap + other) / 2
      elements.append(
        .text(PictureText(title, at: Point(left, y - 2), size: Self.large, weight: .bold, ink: ink)))
      elements.append(
        .text(
          PictureText(
            count, at: Point(left + own + gap, y - 2), size: Self.large, weight: .bold,
            ink: ink == .text ? .strong : ink)))
    } else {
      elements.append(
        .text(
          PictureText(
            title, at: Point(middle, y - 2), size: Self.large, anchor: .middle, weight: .bold, ink: ink)))
    }
    for line in lines {
      y += Self.lineHeight
      elements.append(
        .text(PictureText(line, at: Point(middle, y - 2), size: Self.small, anchor: .middle, ink: quiet)))
    }
    return elements
  }
}

extension Node {
  /// The layer as shown in a drawing: `conv 3x3, 64, stride 2`.
  var drawn: String {
    let text = terse
    return text.hasPrefix(op.name) ? text : "\(op.name) \(text)"
  }
}
