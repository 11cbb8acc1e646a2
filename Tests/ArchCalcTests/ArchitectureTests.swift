import ArchCalc
import Architectures
import Testing

/// Every network that the program ships, with the claims of its own file.
@Suite struct ArchitectureTests {
  static let files = EmbeddedArchitectures.files.map(\.name)

  /// Networks whose paths are really shifted where they merge, as published: 2x2 windows with `same` padding
  /// (`unet_keras`, `yolo_v3_tiny`), `same` pooling of an even map (`xception`), every other position from the second on
  /// beside those from the first on (NASNet), copies that are halved again (YOLOv4, YOLOv8).
  private let misaligned: Set = [
    "unet_keras", "xception", "yolo_v3_tiny", "nasnet_a_mobile", "nasnet_a_large", "yolo_v4", "yolo_v4_416",
    "yolov8n",
    "yolov8s", "yolov8m",
  ]

  @Test(arguments: files) func allClaimsHold(file: String) throws {
    let text = try #require(EmbeddedArchitectures.files.first { $0.name == file }).text()
    let program = Program(
      SourceText(name: file, bytes: text), path: file, catalogue: .standard, imports: EmbeddedImports())
    #expect(program.diagnostics.isEmpty)
    let complete = program.networks.filter(\.isComplete)
    // A file may hold blocks for others alone.
    #expect(!complete.isEmpty || program.networks.isEmpty)
    for network in complete {
      let (graph, warnings) = try program.expand(network.name)
      #expect(try warnings.isEmpty && Analysis(graph).warnings.isEmpty, "\(network.name)")
      let analysis = try Analysis(graph)
      #expect(analysis.misalignments.isEmpty != misaligned.contains(network.name), "\(network.name)")
      #expect(network.source != nil, "\(network.name) states its source")
      let claims = analysis.claims()
      #expect(!claims.isEmpty, "\(network.name) claims nothing")
      for claim in claims {
        #expect(claim.holds, "\(network.name): \(claim.claim.text), it is \(claim.found)")
      }
    }
  }

  @Test(arguments: files) func isFormatted(file: String) throws {
    let text = try #require(EmbeddedArchitectures.files.first { $0.name == file }).text()
    #expect(try ArchitectureFormatter.format(SourceText(name: file, bytes: text)).utf8.elementsEqual(text))
  }
}
