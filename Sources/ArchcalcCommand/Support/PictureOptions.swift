import ArchArguments
import ArchCalc
import ArchDocuments

extension SharedOptions {
  /// The options of every picture.
  static let picture: [Option] = [
    .value(
      "width", short: "w", "PIXELS",
      help: "the widest it may be, in pixels of 1/96 inch: 320 for a column of a paper, 1200 for a slide"),
    .value(
      "theme", "THEME", choices: PictureTheme.allCases.map(\.rawValue),
      help: "the paper it is for; auto, light or dark as whoever looks at it has it, unless given"),
  ]
}

extension Invocation {
  /// How wide a picture may be, in pixels of 1/96 inch; nil for as wide as suits it.
  func pictureWidth() throws(Failure) -> Double? {
    do throws(UsageFault) { return try integer("width", in: 100...10_000).map(Double.init) } catch {
      throw .usage(error)
    }
  }

  /// The paper that a picture is for.
  var pictureTheme: PictureTheme { value("theme").flatMap { PictureTheme(rawValue: $0) } ?? .auto }
}
