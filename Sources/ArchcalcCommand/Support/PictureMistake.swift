import ArchCalc

/// Why a requested picture, plot or page does not exist: only the facts; ``wording`` has the words.
enum PictureMistake: Error {
  // MARK: The way something was written

  /// Two things of which a picture shows only one.
  case notTogether(String, String)
  /// An option that has no effect without another.
  case optionNeeds(String, String)
  /// A kind of picture that other programs make from ours.
  case otherPicture(String)
  /// A figure that is not a sum over layers.
  case notASum(Figure)
  /// Words that are not a position.
  case notAPosition(String)
  /// Bars of more networks than fit side by side.
  case tooManyForBars(Int)
  /// More networks than a page can hold.
  case tooManyForReport(Int, most: Int)

  // MARK: What it is about

  /// A file that is not a table of figures.
  case badTable(String, reason: String)
  /// A file that is not a picture.
  case notAPicture(String, ImageHeader.Failure)
  /// Something that has no picture of this kind.
  case noPicture(PictureFault)
}

extension PictureMistake {
  /// Whether the command line is wrong, rather than what it names.
  var isUsage: Bool {
    switch self {
    case .badTable, .notAPicture, .noPicture: false
    default: true
    }
  }

  /// The code, the fault, and a way out.
  var wording: (code: String, title: String, help: String?) {
    switch self {
    case .notTogether(let one, let other):
      return ("options", "\(one) and \(other) are different pictures", "leave one of them out")
    case .optionNeeds(let option, let other):
      return ("options", "`\(option)` has no effect without `\(other)`", "add `\(other)`")
    case .otherPicture(let file):
      let ending = String(file.reversed().prefix { $0 != "." }.reversed())
      let name = String(file.dropLast(ending.count))
      let isKnown = ["png", "pdf", "eps"].contains(ending.lowercased())
      let way =
        isKnown
        ? "`rsvg-convert -f \(ending.lowercased()) \(name)svg -o \(file)` converts it"
        : "a browser or `rsvg-convert` converts it"
      return ("ending", "pictures are written as SVG, not as `.\(ending)`", "write `\(name)svg`; \(way)")
    case .notASum(let figure):
      return (
        "name", "boxes cannot be shaded by `\(figure.name)`, which is not a sum over layers",
        "use another figure, such as `macs`, `params` or `activation_bytes`"
      )
    case .notAPosition(let text):
      return (
        "position", "`--at \(text)` is not a position", "write a row and a column, counted from 0: `--at 3x3`"
      )
    case .tooManyForBars(let count):
      return (
        "bars", "`--bars` takes one network or two side by side, not \(count)",
        "name one or two of them, or leave out `--bars` to get a bubble for each"
      )
    case .tooManyForReport(let count, let most):
      return (
        "report", "a report has at most \(most) networks, not \(count)",
        "name fewer; `archcalc table` and `archcalc plot` take any number"
      )
    case .badTable(let path, let reason):
      return (
        "table", "`\(path)` cannot be plotted: \(reason)",
        "write it with `archcalc table --format csv`, and name its columns with `--x`, `--y` and `--size`"
      )
    case .notAPicture(let path, let failure):
      return (
        "image", "`\(path)` is not a picture that can be used: \(failure.clause)",
        "use a PNG, JPEG, GIF or WebP file"
      )
    case .noPicture(let fault): return fault.wording
    }
  }
}
