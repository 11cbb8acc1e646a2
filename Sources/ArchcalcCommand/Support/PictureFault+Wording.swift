import ArchCalc

extension PictureFault {
  /// The code, the fault, and a way out.
  var wording: (code: String, title: String, help: String?) {
    switch self {
    case .notAChain(let network, let path):
      return (
        "volumes", "`\(network)` is not a chain: `\(path)` is parallel to other layers",
        "`--style volumes` draws layers, or blocks, one after another; `archcalc draw \(network)` draws any network"
      )
    case .noVolume(let shape, let path):
      return (
        "volumes", "no volume can be drawn for \(shape), the output of `\(path)`",
        "`--style volumes` draws vectors, sequences, and maps of at most two axes"
      )
    case .noField(let layer):
      return (
        "field", "what a position of `\(layer)` sees of the input is not a known window",
        "`archcalc explain` shows why; layers before it may have a window"
      )
    case .tooManyAxes(let layer, let count):
      return (
        "field", "the input of `\(layer)` has \(count) \(count == 1 ? "axis" : "axes") of positions",
        "fields are drawn over inputs with one or two such axes"
      )
    case .noPosition(let position, let layer, let extents):
      let words = position.map(String.init).joined(separator: "x")
      let last = extents.map { "\($0 - 1)" }.joined(separator: "x")
      return (
        "position", "`\(layer)` has no position \(words)",
        "its last position is \(last)"
      )
    }
  }
}

extension ImageHeader.Failure {
  /// Why a file is not a picture, as a clause.
  var clause: String {
    switch self {
    case .unknownType: "its first bytes are not those of a known type"
    case .cut: "it ends within its header"
    case .damaged: "its header contradicts itself"
    case .noPixels: "it has no pixels"
    }
  }
}
