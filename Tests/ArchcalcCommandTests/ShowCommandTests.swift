import Architectures
import Foundation
import Testing

@testable import ArchcalcCommand

/// `archcalc show`: what it prints is a file that gives the same network.
@Suite struct ShowCommandTests {
  @Test func theFileAsItIs() throws {
    let file = try #require(EmbeddedArchitectures.files.first { $0.name == "lecture_cnn.arch" })
    #expect(archcalc("show", "lecture_cnn").output == String(decoding: file.text(), as: UTF8.self))
  }

  /// Elsewhere than beside the files that it imports, and changed.
  @Test(arguments: ["bert_base", "efficientnet_b0", "fcn_8s"]) func filesThatImport(name: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "mine.arch").path()
    #expect(archcalc("show", name, "-o", path).status == 0)
    #expect(archcalc("summary", "\(path):\(name)").output == archcalc("summary", name).output)
  }

  @Test(arguments: ["resnet50", "siamese", "yolo_v3", "mobilenet_v1(width: 0.5)"]) func expanded(name: String)
    throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "mine.arch").path()
    #expect(archcalc("show", name, "--expanded", "-o", path).status == 0)
    #expect(archcalc("compare", name, path).output.contains("layers are alike"))
    #expect(archcalc("format", "--check", path).status == 0)
    #expect(archcalc("check", path).status == 0)
  }

  @Test(arguments: ["resnet50", "siamese", "yolo_v3", "mobilenet_v1(width: 0.5)"]) func folded(name: String)
    throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "mine.arch").path()
    #expect(archcalc("show", name, "--folded", "-o", path).status == 0)
    #expect(archcalc("compare", name, path).output.contains("layers are alike"))
    #expect(archcalc("format", "--check", path).status == 0)
    #expect(archcalc("check", path).status == 0)
  }

  /// A file of another program is folded, unless every layer is asked for.
  @Test func modelFiles() {
    let path = projectRoot.appending(path: "docs/examples/encoder.onnx").path()
    #expect(archcalc("show", path).output.contains("repeat 2 {"))
    #expect(archcalc("show", path).output == archcalc("show", path, "--folded").output)
    #expect(!archcalc("show", path, "--expanded").output.contains("repeat"))
    #expect(archcalc("show", path, "--expanded", "--folded").status == 64)
  }

  @Test func settingsAreForWhatIsExpanded() {
    #expect(archcalc("show", "resnet50", "--expanded", "--set", "classes=7").output.contains("dense(7)"))
    let refused = archcalc("show", "resnet50", "--set", "classes=7")
    #expect(refused.status == 64 && refused.errors.contains("`--expanded`"))
    #expect(archcalc("show", "mobilenet_v1(width: 0.5)").status == 64)
  }
}
