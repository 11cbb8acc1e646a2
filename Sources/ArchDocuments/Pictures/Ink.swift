/// The role of a line, a surface or a text of a picture, which determines its colour by day, in the dark and in print.
package enum Ink: Hashable, Sendable {
  /// The background of the picture.
  case paper
  /// Text, and the outlines of boxes.
  case text
  /// Less important parts: captions, shapes, axes.
  case quiet
  /// Lines of a grid, and frames around groups.
  case faint
  /// The inside of a frame.
  case panel
  /// The inside of a box.
  case box
  /// Highlights: a peak, a choice.
  case strong
  /// One of eight colours that are distinct for people with any colour vision (Okabe and Ito 2008), repeating from 0.
  case series(Int)
  /// The same, light enough for dark letters on it.
  case tint(Int)
  /// An amount of something: from 0, as for plain boxes, to ``most``.
  case shade(Int)
  /// Text on a shade.
  case onShade(Int)
  /// Parts that only the second of two designs has.
  case added
  /// Parts that only the first has.
  case removed
  /// Parts that both have, but that differ.
  case changed

  /// The darkest shade.
  package static let most = 8

  /// The shade for a share between 0 and 1.
  package static func shade(share: Double) -> Ink {
    .shade(share.isFinite ? Int((max(0, min(1, share)) * Double(most)).rounded()) : 0)
  }

  /// The name of its class in a style sheet.
  var name: String {
    switch self {
    case .paper: "paper"
    case .text: "text"
    case .quiet: "quiet"
    case .faint: "faint"
    case .panel: "panel"
    case .box: "box"
    case .strong: "strong"
    case .series(let index): "c\(index % 8)"
    case .tint(let index): "t\(index % 8)"
    case .shade(let step): "h\(max(0, min(Self.most, step)))"
    case .onShade(let step): step > 5 ? "above" : "text"
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    }
  }

  /// The colour on light paper and on dark.
  var colors: (light: String, dark: String) {
    switch self {
    case .paper: ("#ffffff", "#16181b")
    case .text: ("#1a1c1f", "#e4e6e9")
    case .quiet: ("#5b6168", "#a0a7af")
    case .faint: ("#c9ced4", "#454b52")
    case .panel: ("#f5f6f8", "#1e2125")
    case .box: ("#ffffff", "#282c31")
    case .strong: ("#0b57d0", "#8ab4f8")
    case .series(let index):
      [
        ("#0072b2", "#56a5dd"), ("#e69f00", "#e6a817"), ("#009e73", "#27b98d"), ("#cc79a7", "#d98db8"),
        ("#d55e00", "#ee8241"), ("#56b4e9", "#7cc6f0"), ("#8a7a00", "#d8cb3c"), ("#5b6168", "#a0a7af"),
      ][index % 8]
    case .tint(let index):
      [
        ("#cfe3f1", "#1b3a50"), ("#faecc9", "#4a3a14"), ("#cbeae0", "#143f33"), ("#f5e2ed", "#4a2d3e"),
        ("#f8dcc8", "#4f2c17"), ("#dff0fa", "#22414f"), ("#f1eec6", "#403c15"), ("#e3e5e8", "#33383e"),
      ][index % 8]
    // From white to the blue of the first series, and in the dark from grey to its lighter form.
    case .shade(let step):
      [
        ("#ffffff", "#282c31"), ("#eaf3fa", "#29353f"), ("#d3e6f3", "#2a3f4f"), ("#b5d5ea", "#2c4b62"),
        ("#8fc0df", "#2f5978"), ("#62a6d1", "#34698f"), ("#2678b0", "#4a92c4"), ("#1574ac", "#62acdf"),
        ("#005a90", "#86c5f2"),
      ][max(0, min(Self.most, step))]
    case .onShade(let step): step > 5 ? ("#ffffff", "#0d0f11") : ("#1a1c1f", "#e4e6e9")
    case .added: ("#00785a", "#3ecf9f")
    case .removed: ("#b23b00", "#ff9a62")
    case .changed: ("#0b57d0", "#8ab4f8")
    }
  }
}
