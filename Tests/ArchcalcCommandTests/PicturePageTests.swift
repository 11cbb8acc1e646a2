import Foundation
import Testing

@testable import ArchcalcCommand

/// The gallery: each picture is what the command above it writes.
///
/// RECORD_GOLDEN writes them anew and fails.
@Suite struct PicturePageTests {
  /// A section of the gallery.
  private struct Section {
    var title: String
    var text: String
    var pictures: [(name: String, command: String)]
  }

  private static let sections = [
    Section(
      title: "Blocks",
      text: """
        Boxes are layers with what follows them in place, or parts of the network. Parts are opened, the outermost first, as long as
        the picture stays one that can be looked at; blocks that repeat are drawn once, with how often. Beside each line stands the shape
        of its value; in a frame that stands for several blocks, from which extent to which.
        """,
      pictures: [
        ("resnet50", "draw resnet50"), ("bert", "draw bert_base"), ("densenet121", "draw densenet121"),
        ("unet", "draw unet"), ("yolo-v3", "draw yolo_v3"), ("three-inputs", "draw three_inputs"),
      ]),
    Section(
      title: "Parts opened, and shaded by a figure",
      text: """
        `--open` opens a part down to its layers, `--depth` all parts down to so many names of a path. `--by` shades boxes by any figure that
        is a sum over layers.
        """,
      pictures: [
        ("resnet50-stage", "draw resnet50 --open 'stage[2]'"), ("googlenet", "draw googlenet --by macs"),
      ]),
    Section(
      title: "Two designs",
      text: "What only one of them has, and what differs, is marked by a sign and a colour.",
      pictures: [("resnet50-resnet101", "draw resnet50 resnet101"), ("vgg11-vgg13", "draw vgg11 vgg13")]),
    Section(
      title: "Volumes",
      text: """
        The classic picture of a chain of layers. Where layers are no chain but blocks are, as in ResNet, a volume is what a block gives.
        """,
      pictures: [
        ("lenet5-volumes", "draw lenet5 --style volumes"),
        ("alexnet-volumes", "draw alexnet --style volumes"),
        ("vgg16-volumes", "draw vgg16 --style volumes"),
      ]),
    Section(
      title: "What a position sees",
      text: """
        The receptive field of one position over the input, the next ones dashed, padding hatched; `--at` chooses the position, `--image` lays
        a picture of yours under it.
        """,
      pictures: [
        ("lecture-field", "draw lecture_cnn --field conv2"),
        ("resnet50-field", "draw resnet50 --field 'stage[1]' --at 14x4"),
      ]),
    Section(
      title: "Networks by their figures",
      text: """
        Bubbles by any two figures, a third for their area; a dashed line goes through those that no other beats in both.
        A table in CSV stands for its rows.
        """,
      pictures: [
        (
          "accuracy",
          "plot resnet18 resnet50 resnet152 vgg16 mobilenet_v2 densenet121 efficientnet_b0 efficientnet_b1 efficientnet_b2 "
            + "efficientnet_b3 vit_b_16 swin_t swin_s convnext_tiny convnext_small --size params --pareto"
        )
      ]),
    Section(
      title: "Layers, and memory over time",
      text: """
        `--bars` has a bar for each layer, block (`--group`) or part (`--depth`), of one network or of two. `--memory` has what is live
        while the layers run, with its peak; with `--training` in a step of training, by what it is.
        """,
      pictures: [
        ("resnet50-bars", "plot resnet50 --bars macs,params --group"),
        ("resnets-bars", "plot resnet50 resnet101 --bars macs --depth 1"),
        ("resnet50-memory", "plot resnet50 --memory"),
        ("resnet50-training", "plot resnet50 --memory --training --batch 8"),
      ]),
  ]

  private static let intro = """
    # Pictures

    This page is generated: `make docs`. Each picture is what the command above it writes. They are SVG files without scripts, fonts or
    links, the same from run to run and from machine to machine; light, and dark where whoever looks at them prefers that. Other programs
    convert them: `rsvg-convert -f pdf resnet50.svg -o resnet50.pdf` makes a figure for LaTeX. For tools that lay graphs out themselves
    there are `--format dot` and `--format mermaid`. [`archcalc report`](report.md) makes a page that can be asked.

    A model file is drawn by the names in it: `archcalc draw model.onnx`. Its blocks and repeats are found again by
    `archcalc show model.onnx > model.arch`, and `archcalc draw ./model.arch` draws those.

    """

  @Test func theGalleryIsCurrent() throws {
    var page = Self.intro
    for section in Self.sections {
      page += "\n## \(section.title)\n\n\(section.text)\n"
      for picture in section.pictures {
        page += "\n    archcalc \(picture.command)\n\n![\(picture.command)](images/\(picture.name).svg)\n"
        let outcome = CommandLineProgram.run(Self.words(picture.command), in: Environment())
        #expect(outcome.status == 0, "\(picture.command): \(outcome.errors)")
        try expectCurrent("docs/images/\(picture.name).svg", outcome.output)
      }
    }
    try expectCurrent("docs/pictures.md", page)
  }

  /// Every picture in the folder is one of the gallery, and those of other pages are among them.
  @Test func noPictureIsLeftOver() throws {
    let names = Set(Self.sections.flatMap { $0.pictures.map { "\($0.name).svg" } })
    let folder = projectRoot.appending(path: "docs/images")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path()).filter {
      $0.hasSuffix(".svg")
    }
    #expect(Set(files) == names)
    let readme = try String(contentsOf: projectRoot.appending(path: "README.md"), encoding: .utf8)
    let shown = readme.matches(of: /docs\/images\/([a-z0-9-]+\.svg)/).map { String($0.output.1) }
    #expect(!shown.isEmpty && Set(shown).isSubset(of: names))
  }

  /// The words of a command, those in quotes as one.
  private static func words(_ command: String) -> [String] {
    command.split(separator: " ").map { String($0.filter { $0 != "'" }) }
  }
}
