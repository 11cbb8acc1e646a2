import ArchArguments
import ArchCalc
import ArchDocuments
import ArchSources

extension SharedOptions {
  /// The options of every picture.
  static let picture: [Option] = [
    .value(
      "width", short: "w", "PIXELS",
      help: "the maximum width, in pixels of 1/96 inch: 320 for a column of a paper, 1200 for a slide"),
    .value(
      "theme", "THEME", choices: PictureTheme.allCases.map(\.rawValue),
      help: "light, dark, or auto for whichever the viewer prefers (default: auto)"),
  ]
}

extension Invocation {
  /// The widest that a picture may be, in pixels of 1/96 inch, or `nil` for as wide as suits it.
  func pictureWidth() throws(Failure) -> Double? {
    do throws(UsageFault) { return try integer("width", in: 100...10_000).map(Double.init) } catch {
      throw .usage(error)
    }
  }

  /// The ending of the file that a picture is written to, or `nil` if it has none.
  ///
  /// - Throws: if it promises another kind, with a program that makes that from our pictures.
  func pictureEnding(among endings: [String]) throws(Failure) -> String? {
    let others = ["png", "pdf", "eps", "jpg", "jpeg", "webp", "gif"]
    if let file = outputFile, !Files.isDevice(file), let name = file.split(separator: "/").last,
      let dot = name.lastIndex(of: "."), others.contains(name[name.index(after: dot)...].lowercased())
    {
      throw .picture(.otherPicture(file))
    }
    return try outputEnding(among: endings)
  }

  /// The paper that a picture is for.
  var pictureTheme: PictureTheme { value("theme").flatMap { PictureTheme(rawValue: $0) } ?? .auto }
}
