import Foundation
import Testing

@testable import ArchcalcCommand

/// What each command prints in each of its forms, for a network with a bit of everything: in files of their own, which
/// RECORD_GOLDEN writes again.
///
/// The figures are proved elsewhere, by running and by other people's tables. These files show that what is printed
/// is what was meant, and every change to it.
@Suite struct FormTests {
  private static let allColumns =
    "layer,operator,input,output,size,weights,params,trainable,buffers,bytes,macs,flops,share,field,stride,offset"

  static let forms: [(file: String, arguments: [String])] = [
    ("summary.txt", ["summary", "NETWORK"]),
    ("summary.md", ["summary", "NETWORK", "-f", "markdown"]),
    ("summary.csv", ["summary", "NETWORK", "-f", "csv", "--columns", allColumns]),
    ("summary.json", ["summary", "NETWORK", "-f", "json"]),
    ("summary-all.txt", ["summary", "NETWORK", "--columns", allColumns, "--all-layers"]),
    ("summary-training.txt", ["summary", "NETWORK", "--training", "--depth", "1"]),
    ("summary-last.txt", ["summary", "NETWORK", "--layout", "hwc", "--input", "image=30x40x3", "-b", "3"]),
    ("table.md", ["table", "NETWORK"]),
    ("table-group.md", ["table", "NETWORK", "--group"]),
    ("table-si.csv", ["table", "NETWORK", "-f", "csv", "--numbers", "si", "--digits", "3"]),
    ("table.csv", ["table", "NETWORK", "-f", "csv", "--columns", "layer,weights,bytes,share,stride,offset"]),
    ("table.json", ["table", "NETWORK", "-f", "json"]),
    ("table.html", ["table", "NETWORK", "-f", "html"]),
    ("table.tex", ["table", "NETWORK", "-f", "latex", "--fold-norms"]),
    ("tables.md", ["table", "NETWORK", "NETWORK(classes: 7)", "lecture_cnn", "vgg11"]),
    ("tables.json", ["table", "NETWORK", "lecture_cnn", "vgg11", "-f", "json"]),
    ("tables.tex", ["table", "NETWORK", "lecture_cnn", "-f", "latex", "--numbers", "si"]),
    (
      "compare-less.csv", ["compare", "NETWORK", "lecture_cnn", "-f", "csv", "--columns", "layer,macs,share"]
    ),
    ("compare-less.txt", ["compare", "NETWORK(classes: 9)", "NETWORK", "--all-layers"]),
    ("compare-more.csv", ["compare", "NETWORK", "NETWORK(classes: 9)", "-f", "csv"]),
    ("compare.json", ["compare", "NETWORK", "NETWORK(batch: 2)", "-f", "json"]),
    ("compare-three.txt", ["compare", "NETWORK", "lecture_cnn", "NETWORK(classes: 9)"]),
    ("memory.txt", ["memory", "NETWORK"]),
    ("memory.md", ["memory", "NETWORK", "-f", "markdown", "--dtype", "float16"]),
    ("memory.csv", ["memory", "NETWORK", "-f", "csv"]),
    ("memory.json", ["memory", "NETWORK", "-f", "json", "-b", "2"]),
    ("memory-training.txt", ["memory", "NETWORK", "--training", "-b", "2"]),
    ("train.txt", ["train", "NETWORK", "--optimizer", "adamw", "--examples", "1000", "--epochs", "3"]),
    (
      "train.json",
      ["train", "NETWORK", "--dtype", "bfloat16", "--checkpoint", "every=8", "--layers", "-f", "json"]
    ),
    ("train.md", ["train", "NETWORK", "--accumulate", "4", "--kept", "pytorch-cuda", "-f", "markdown"]),
    ("fit.txt", ["fit", "NETWORK", "--memory", "64MiB", "--batch", "500"]),
    ("fit.json", ["fit", "NETWORK", "--memory", "1GB", "-f", "json"]),
    (
      "summary-gradients.txt",
      ["summary", "NETWORK", "--columns", "layer,macs,backward_macs,kept", "--training"]
    ),
    ("explain-add.txt", ["explain", "NETWORK", "add"]),
    ("explain-training.txt", ["explain", "NETWORK", "unit[4]", "--training", "--batch", "2"]),
    ("explain-pool.txt", ["explain", "NETWORK", "map"]),
    ("explain-low.txt", ["explain", "NETWORK", "low", "--batch", "2"]),
    ("explain-mask.txt", ["explain", "NETWORK", "mask"]),
    ("explain-frozen.txt", ["explain", "NETWORK", "stem.batch_norm"]),
    ("explain-shared.txt", ["explain", "NETWORK", "second.gate"]),
    ("explain-sound.json", ["explain", "NETWORK", "sound.conv", "-f", "json"]),
    ("check.txt", ["check", "NETWORK"]),
    ("layers-conv.txt", ["layers", "conv"]),
    ("export.py", ["export", "NETWORK"]),
  ]

  private static let directory = projectRoot.appending(path: "Tests/ArchcalcCommandTests/Golden/forms")

  @Test(arguments: forms.indices) func isWhatItWas(index: Int) throws {
    let (file, arguments) = Self.forms[index]
    let path = Self.directory.appending(path: "every-form.arch").path()
    let outcome = CommandLineProgram.run(
      arguments.map { $0.replacing("NETWORK", with: path).replacing("FILE", with: path) },
      in: Environment(width: file.hasSuffix(".txt") ? 100 : nil))
    #expect(outcome.status == 0, "\(file): \(outcome.errors)")
    // Paths are those of the machine.
    let text = (outcome.output + (outcome.errors.isEmpty ? "" : "===== errors\n\(outcome.errors)"))
      .replacing(path, with: "./every-form.arch")
    let url = Self.directory.appending(path: file)
    if isRecording { try text.write(to: url, atomically: true, encoding: .utf8) }
    let golden = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    #expect(golden == text, "\(file) is out of date: `make docs` writes it anew")
  }
}
