import Foundation
import Testing

@testable import ArchcalcCommand

/// What `draw` and `plot` write, and what they refuse.
@Suite struct PictureCommandTests {
  @Test(arguments: [
    ["draw", "resnet50"], ["draw", "resnet50", "--by", "params", "--width", "320", "--theme", "dark"],
    ["draw", "resnet50", "resnet101"], ["draw", "alexnet", "--style", "volumes"],
    ["draw", "vgg16", "--field", "features.pool[2]", "--at", "0x0"], ["plot", "resnet18", "vgg16"],
    ["plot", "resnet50", "--bars", "macs,field"], ["plot", "vgg11", "vgg13", "--bars", "macs", "--sort"],
    ["plot", "unet", "--memory", "--batch", "4"], ["plot", "resnet18", "unet", "--memory", "--training"],
    ["plot", "resnet18", "vgg16", "--x", "peak", "--y", "params", "--log", "both"],
    ["plot", "resnet18", "vgg16", "--x", "macs:fvcore", "--y", "backward_macs"],
  ])
  func isOnePicture(arguments: [String]) throws {
    let outcome = CommandLineProgram.run(arguments, in: Environment(width: nil))
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("<svg ") && outcome.output.hasSuffix("</svg>\n"))
    #expect(Self.isClosed(outcome.output))
    // Nothing is asked of anybody.
    #expect(
      !outcome.output.contains("href=\"http") && !outcome.output.contains("<script")
        && !outcome.output.contains("url(http"))
  }

  /// Whether elements are closed in their turn.
  static func isClosed(_ svg: String) -> Bool {
    var open: [Substring] = []
    for part in svg.split(separator: "<") {
      let tag = part.prefix { $0 != ">" }
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { return false }
      } else if !tag.hasSuffix("/") {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty
  }

  @Test(arguments: [
    (["draw", "resnet50", "--open", "stage[9]"], "stage[0]"),
    (["draw", "resnet50", "--by", "depth"], "not a sum over layers"),
    (["draw", "resnet50", "--by", "mac"], "macs"),
    (["draw", "resnet50", "--style", "volumes", "--depth", "2"], "--depth"),
    (["draw", "siamese", "--style", "volumes"], "is not a chain"),
    (["draw", "gpt2", "--field", "tokens"], "is not a known window"),
    (["draw", "lecture_cnn", "--field", "conv2", "--at", "99x0"], "no position"),
    (["draw", "lecture_cnn", "--field", "conv2", "--at", "a"], "not a position"),
    (["draw", "lecture_cnn", "--field", "nothing"], "nothing"),
    (["draw", "lecture_cnn", "--at", "1x1"], "--field"),
    (["draw", "lecture_cnn", "--field", "conv2", "--image", "/nowhere.png"], "/nowhere.png"),
    (["draw", "lecture_cnn", "--width", "9"], "--width"),
    (["draw", "lecture_cnn", "--output", "x.png"], "rsvg-convert -f png x.svg -o x.png"),
    (["plot", "resnet50", "--output", "a/x.jpg"], "a/x.svg"),
    (["draw", "lecture_cnn", "--output", "x.txt"], ".svg"),
    (["draw", "lecture_cnn", "--output", "/nowhere/x.svg"], "no such directory"),
    (["draw", "resnet18", "resnet50", "--format", "dot"], "--format dot"),
    (["plot", "resnet50", "--bars", "depth"], "depth"),
    (["plot", "resnet50", "--bars", "macs", "--x", "macs"], "--x"),
    (["plot", "resnet50", "--sort"], "--bars"), (["plot", "a", "--bars", "macs", "--memory"], "--memory"),
    (["plot", "resnet18", "resnet34", "resnet50", "--bars", "macs"], "not 3"),
    (["plot", "resnet50", "--x", "speed"], "speed"), (["plot"], "NETWORK"),
    (["plot", "/nowhere.csv"], "/nowhere.csv"),
  ])
  func isRefused(arguments: [String], word: String) {
    let outcome = CommandLineProgram.run(arguments, in: Environment(width: nil))
    #expect(outcome.status != 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(word), "\(outcome.errors)")
  }

  /// A table that `table` wrote is plotted like its networks; its columns go by the names of figures.
  @Test func tableInCSV() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let names = ["resnet18", "resnet34", "resnet50", "resnet101"]
    let table = CommandLineProgram.run(
      ["table"] + names + ["-c", "network,macs,top1,params", "-f", "csv"], in: Environment(width: nil))
    let file = try scratch.file("zoo.csv", table.output)
    let read = archcalc("plot", file, "--size", "params", "--pareto")
    #expect(read.status == 0, "\(read.errors)")
    let direct = CommandLineProgram.run(
      ["plot"] + names + ["--size", "params", "--pareto"], in: Environment(width: nil))
    for name in names { #expect(read.output.contains(">\(name)<")) }
    // The bubbles are in the same places.
    #expect(circles(read.output) == circles(direct.output) && !circles(read.output).isEmpty)
    let wrong = archcalc("plot", try scratch.file("bad.csv", "network,macs\na,1\nb\n"))
    #expect(wrong.status == 1 && wrong.errors.contains("line 3"))
  }

  private func circles(_ svg: String) -> [String] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<circle") }.map(String.init)
  }

  /// A picture of the user's is carried in the file; what is none is refused.
  @Test func pictureUnderAField() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // The smallest PNG: one pixel.
    let bytes = try #require(
      Data(
        base64Encoded:
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="))
    let png = scratch.url.appending(path: "dot.png")
    try bytes.write(to: png)
    let outcome = archcalc("draw", "lecture_cnn", "--field", "conv2", "--image", png.path())
    #expect(outcome.output.contains("data:image/png;base64,\(bytes.base64EncodedString())"))
    let text = try scratch.file("note.png", "a note")
    let refused = archcalc("draw", "lecture_cnn", "--field", "conv2", "--image", text)
    #expect(refused.status == 1 && refused.errors.contains("not a picture"))
  }
}
