import Foundation
import Testing

@testable import ArchcalcCommand

/// The gallery: each picture is what the command above it writes.
///
/// RECORD_GOLDEN writes them again and fails.
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
        A box is a layer together with what follows it in place, or a part of the network. Parts are opened from the outside in, as long as
        the picture remains readable; blocks that repeat are drawn once, with their number. Each line is labelled with the shape of its
        value; inside a frame for several blocks, with the range of its extents.
        """,
      pictures: [
        ("resnet50", "draw resnet50"), ("bert", "draw bert_base"), ("densenet121", "draw densenet121"),
        ("unet", "draw unet"), ("yolo-v3", "draw yolo_v3"), ("three-inputs", "draw three_inputs"),
      ]),
    Section(
      title: "Parts opened, and shaded by a figure",
      text: """
        `--open` opens one part down to its layers, `--depth` opens all parts to that many names of a path. `--by` shades boxes by any figure
        that is a sum over layers.
        """,
      pictures: [
        ("resnet50-stage", "draw resnet50 --open 'stage[2]'"), ("googlenet", "draw googlenet --by macs"),
      ]),
    Section(
      title: "Two designs",
      text: "Parts that only one of them has, and parts that differ, are marked with a sign and a colour.",
      pictures: [("resnet50-resnet101", "draw resnet50 resnet101"), ("vgg11-vgg13", "draw vgg11 vgg13")]),
    Section(
      title: "Volumes",
      text: """
        The classic picture of a chain of layers. If only the blocks form a chain, as in ResNet, a volume is the output of a block.
        """,
      pictures: [
        ("lenet5-volumes", "draw lenet5 --style volumes"),
        ("alexnet-volumes", "draw alexnet --style volumes"),
        ("vgg16-volumes", "draw vgg16 --style volumes"),
      ]),
    Section(
      title: "What a position sees",
      text: """
        The receptive field of one position over the input, with its neighbours dashed and padding hatched; `--at` chooses the position,
        `--image` puts a picture of yours underneath.
        """,
      pictures: [
        ("lecture-field", "draw lecture_cnn --field conv2"),
        ("resnet50-field", "draw resnet50 --field 'stage[1]' --at 14x4"),
      ]),
    Section(
      title: "Networks by their figures",
      text: """
        Bubbles placed by any two figures, with a third as their area; `--pareto` draws a dashed line through those that no other beats in
        both. A table in CSV can be given instead of networks.
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
        `--bars` draws a bar for each layer, block (`--group`) or part (`--depth`), of one network or of two. `--memory` draws what is live
        while the layers run, with the peak; with `--training`, what is live during a training step, by kind.
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
    links, the same from run to run and from machine to machine; they are light, or dark if the viewer prefers that. Other programs
    convert them: `rsvg-convert -f pdf resnet50.svg -o resnet50.pdf` makes a figure for LaTeX. For tools that lay graphs out themselves
    there are `--format dot` and `--format mermaid`. [`archcalc report`](report.md) makes an interactive page.

    `archcalc draw model.onnx` draws a model file by the names in it. `archcalc show model.onnx > model.arch` recovers its blocks and
    repeats, and `archcalc draw ./model.arch` draws those.

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
