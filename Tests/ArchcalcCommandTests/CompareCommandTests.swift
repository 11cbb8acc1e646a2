import Foundation
import TestSupport
import Testing

@testable import ArchcalcCommand

@Suite struct CompareCommandTests {
  @Test func settingsOfOneNetwork() throws {
    let output = archcalc("compare", "mobilenet_v1", "mobilenet_v1(width: 0.5, classes: 10)", "--totals")
      .output
    #expect(output.contains("B: mobilenet_v1(width: 0.5, classes: 10)"))
    let written = [
      "mobilenet_v1(width: 0.5)", "mobilenet_v1(width=0.5)", "mobilenet_v1( width : 0.5 )",
      "mobilenet_v1(width: 1.0 - 0.5)",
    ]
    for operand in written {
      #expect(
        archcalc("compare", "mobilenet_v1", operand, "--totals", "--columns", "params", "-f", "csv").output
          .contains(",1331592,-2900384,"), "\(operand)")
    }
    for operand in [
      "resnet50(input: 3x320x320)", "resnet50(input: [3, 320, 320])", "resnet50(input: image=3x320x320)",
    ] {
      #expect(
        archcalc("compare", "resnet50", operand).output.contains("input image (3, 320, 320)"), "\(operand)")
    }
    #expect(archcalc("compare", "vgg16", "vgg16(batch: 8)").output.contains("batch 1 -> 8"))
    // Settings of all networks, and one that differs.
    let common = archcalc(
      "compare", "vgg11", "vgg11(classes: 10)", "--set", "classes=20", "--totals", "-f", "csv")
    #expect(common.output.contains("vgg11,128848276,"))
    // Lists and brackets in values.
    let list = archcalc(
      "compare", "resnet50", "resnet(unit: bottleneck, depths: [3, 4, 23, 3])", "--totals", "-f", "csv")
    #expect(list.output.contains("44549160"))
  }

  @Test func everyForm() throws {
    let csv = archcalc("compare", "resnet50", "resnet101", "--format", "csv").output
      .split(whereSeparator: \.isNewline)
    #expect(
      csv == [
        "kind,layer,change,params,bytes,macs,flops,activations",
        "alike,image … stage[2].bottleneck[5],101 layers alike,0,0,0,0,0",
        "added,stage[2].bottleneck[6] … [22],17 blocks of 7 layers,18992128,76177408,3712221184,7443208192,18765824",
        "alike,stage[3] … head,25 layers alike,0,0,0,0,0",
      ])
    let json = try #require(
      JSONSerialization.jsonObject(
        with: Data(
          archcalc("compare", "standard_convolution", "separable_convolution", "-f", "json").output.utf8))
        as? [String: Any])
    #expect(json["schema"] as? Int == 1)
    let networks = try #require(json["networks"] as? [[String: Any]])
    #expect((networks[1]["totals"] as? [String: Any])?["multiply_adds"] as? Int == 672)
    #expect((networks[1]["differences"] as? [String: Any])?["multiply_adds"] as? Int == -1488)
    let layers = try #require(json["layers"] as? [[String: Any]])
    #expect(layers.compactMap { $0["kind"] as? String } == ["alike", "replaced"])
    #expect(
      (layers[1]["separable"] as? [String: Any])?["working"] as? String == "1/N + 1/k^2 = 1/5 + 1/9 = 0.311")
    let sum = layers.reduce(0) { $0 + (($1["difference"] as? [String: Any])?["multiply_adds"] as? Int ?? 0) }
    #expect(sum == -1488)
  }

  @Test func columnsSortAndDepth() {
    let output = archcalc(
      "compare", "resnet18", "resnet34", "--columns", "layer,macs,share", "--sort", "macs", "--only-changes",
      "-f", "csv"
    ).output.split(whereSeparator: \.isNewline)
    #expect(output.count == 5)
    #expect(output[1] == "added,stage[2].basic[2] … [5],924844032,0.5")
    let parts = archcalc("compare", "mobilenet_v1", "mobilenet_v1_full", "--depth", "1", "-f", "csv").output
    #expect(parts.contains("changed,unit[0],\"1 replaced, 1 alike\",16032,"))
    let layers = archcalc("compare", "resnet50", "resnet101", "--all-layers", "-f", "csv").output
    let summary = archcalc("summary", "resnet101", "--all-layers", "-f", "csv").output
    #expect(
      layers.split(whereSeparator: \.isNewline).count == summary.split(whereSeparator: \.isNewline).count)
  }

  @Test func manyNetworks() {
    let names = archcalc("list", "--format", "names").output.split(separator: "\n").map(String.init)
    let some = Zoo.some(names, from: 0)
    for (names, width) in [(some, 80), (some.suffix(20), 120)] {
      let outcome = CommandLineProgram.run(
        ["compare"] + names + ["--sort", "params"], in: Environment(width: width))
      #expect(outcome.status == 0)
      #expect(outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count > names.count)
      #expect(lines.dropLast(3).allSatisfy { $0.count <= width }, "\(width) columns")
    }
    for format in ["markdown", "csv", "json"] {
      let outcome = CommandLineProgram.run(["compare"] + some + ["--format", format], in: Environment())
      #expect(
        outcome.status == 0
          && some.allSatisfy {
            outcome.output.contains($0.replacing("_", with: format == "markdown" ? "\\_" : "_"))
          })
    }
  }

  @Test func fitsTheTerminal() {
    for width in [60, 80, 120] {
      for pair in [
        ["resnet50", "resnet101"], ["mobilenet_v1", "mobilenet_v1_full"], ["vgg16", "resnet50"],
      ] {
        let output = CommandLineProgram.run(["compare"] + pair, in: Environment(width: width)).output
        let tables = output.split(separator: "\n").filter {
          !$0.contains("multiply-adds of") && !$0.contains("left out") && !$0.contains("every arithmetic")
        }
        #expect(tables.allSatisfy { $0.count <= width }, "\(pair) in \(width) columns")
      }
    }
    // The numbers of the blocks stay where there is little room.
    #expect(archcalc("compare", "resnet50", "resnet101", width: 80).output.contains("bottleneck[6] … [22]"))
  }

  @Test func savedReports() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let report = try scratch.file("before.json", archcalc("summary", "resnet50", "--format", "json").output)
    let outcome = archcalc("compare", "--baseline", report, "resnet50")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("all 126 layers are alike"))
    #expect(archcalc("compare", report, "resnet101").output.contains("17 blocks of 7 layers"))
    #expect(archcalc("compare", "resnet101", report).output.contains("-  stage[2].bottleneck[6]"))
    for (name, text, message) in [
      ("cut.json", "{\"schema\": 1, ", "is not valid JSON: a key in quotes is missing at line 1, column 15"),
      (
        "list.json", archcalc("list", "-f", "json").output,
        "it is not a report of `archcalc summary --format json`"
      ),
      ("empty.json", "", "is not valid JSON"),
    ] {
      let outcome = archcalc("compare", "--baseline", try scratch.file(name, text), "resnet50")
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.contains(message), "\(name): \(outcome.errors)")
    }
    #expect(
      archcalc("compare", "--baseline", scratch.url.path(), "resnet50").errors.contains("it is a directory"))
    let large = scratch.url.appending(path: "large.json")
    try Data(count: 40 << 20).write(to: large)
    #expect(archcalc("compare", large.path(), "resnet50").errors.contains("but a report can have at most"))
  }

  @Test func filesOfNetworks() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "two.arch",
      "network a {\n    input i: [3, 8, 8]\n    conv(4, kernel: 3)\n}\nnetwork b {\n    input i: [3, 8, 8]\n    conv(4, kernel: 5)\n}\n"
    )
    // A file of two networks is two networks.
    #expect(archcalc("compare", path).output.contains("kernel 3 -> 5"))
    #expect(archcalc("compare", "\(path):b", "\(path):a").output.contains("kernel 5 -> 3"))
    // Networks of one name are told apart by their files.
    let other = try scratch.file(
      "other.arch", "network a {\n    input i: [3, 8, 8]\n    conv(5, kernel: 3)\n}\n")
    #expect(archcalc("compare", "\(path):a", other).output.contains("B: \(other)"))
  }

  @Test func budgets() {
    let grown = archcalc("compare", "resnet50", "resnet101", "--fail-on-increase", "params,depth")
    #expect(grown.status == 1)
    #expect(grown.output.contains("17 blocks"))
    #expect(grown.errors.contains("error: `resnet101` has more parameters: 44,549,160 against 25,557,032"))
    #expect(grown.errors.contains("has more depth"))
    #expect(archcalc("compare", "resnet101", "resnet50", "--fail-on-increase", "params,macs").status == 0)
    #expect(
      archcalc("compare", "resnet50", "resnet50", "--fail-on-increase", "params,macs,field").status == 0)
    #expect(
      archcalc("compare", "resnet50", "resnet101", "--fail-on-increase", "parms").errors.contains(
        "did you mean `params`"))
  }

  @Test func outputFilesAreWhole() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "diff.md").path()
    let outcome = archcalc("compare", "resnet50", "resnet101", "-f", "markdown", "--output", path)
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == archcalc("compare", "resnet50", "resnet101", "-f", "markdown").output)
    // A fault leaves what was there.
    #expect(archcalc("compare", "resnet50", "resnet51", "-o", path).status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("17 blocks"))
    let missing = archcalc(
      "compare", "vgg11", "vgg13", "-o", scratch.url.appending(path: "none/diff.md").path())
    #expect(
      missing.status == 1 && missing.errors.contains("cannot write")
        && missing.errors.contains("there is no such directory"))
    #expect(
      archcalc("compare", "vgg11", "vgg13", "-o", scratch.url.path()).errors.contains("it is a directory"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()) == ["diff.md"])
    #expect(archcalc("compare", "vgg11", "vgg13", "-o", "-").output.contains("vgg11 against vgg13"))
  }

  #if os(Linux)
    /// A reader that goes away ends the program as it ends any Unix tool: without a word.
    @Test func closedPipe() throws {
      let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(
        path: "archcalc")
      try #require(FileManager.default.isExecutableFile(atPath: program.path()))
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = [
        "-c",
        "set -o pipefail; \"$0\" compare resnet50 resnet101 --all-layers -f json | head -c 1 > /dev/null",
        program.path(),
      ]
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let said = try errors.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      #expect(said.isEmpty)
      #expect(process.terminationStatus == 128 + SIGPIPE)
    }
  #endif

  /// Figures of whole networks are rows of the totals; with nothing else there are no lines.
  @Test func figuresOfWholeNetworks() {
    let outcome = CommandLineProgram.run(
      ["compare", "resnet50", "resnet18", "--columns", "top1,intensity"], in: Environment())
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.contains(["top-1", "(%)", "76.13", "69.758", "-6.37", "0.916"]))
    #expect(!outcome.output.contains("stage"))
    let both = CommandLineProgram.run(
      ["compare", "resnet50", "resnet18", "--columns", "layer,params,depth"], in: Environment())
    #expect(both.output.contains("stage") && both.output.contains("depth"))
    let limit = archcalc("compare", "vgg11", "vgg13", "--fail-on-increase", "top1,intensity,field")
    #expect(limit.status == 1)
    #expect(limit.errors.contains("`vgg13` has more top-1 (%): 69.928 against 69.02"))
    #expect(limit.errors.contains("`vgg13` has more receptive field: 156 against 150"))
  }

  @Test func whatCannotBeCompared() {
    func expectFault(_ arguments: [String], _ message: String, status: Int32) {
      let outcome = CommandLineProgram.run(["compare"] + arguments, in: Environment())
      #expect(outcome.output.isEmpty)
      #expect(outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
      #expect(outcome.status == status, "\(arguments)")
    }
    expectFault([], "needs NETWORK", status: 64)
    expectFault(["vgg16"], "needs another NETWORK", status: 64)
    expectFault(["vgg16", "vgg61"], "did you mean `vgg16`", status: 1)
    expectFault(["vgg16", "resnet"], "its members are `resnet18`", status: 1)
    expectFault(["mobilenet_v1", "mobilenet_v1(widht: 0.5)"], "did you mean `width`?", status: 1)
    expectFault(["vgg16", "vgg16(,)"], "has a setting without a name", status: 64)
    for operand in [")", "vgg16)"] {
      expectFault(["vgg16", operand], "there is no network called `\(operand)`", status: 1)
    }
    expectFault(["vgg16", "vgg16(input: wide)"], "is not a shape", status: 64)
    expectFault(["vgg16", "vgg16(batch: 0)"], "is not a number of examples", status: 64)
    expectFault(
      ["vgg16", "vgg19", "vgg13", "--columns", "layer"], "`layer` is not a column of whole networks",
      status: 64)
    expectFault(["vgg16", "vgg19", "--sort", "depth"], "layers cannot be sorted by depth", status: 64)
  }
}

/// What `archcalc compare` prints, in files of their own; RECORD_GOLDEN writes them again and fails.
@Suite struct CompareGoldenTests {
  static let pairs = [
    ["mobilenet_v1", "mobilenet_v1_full"], ["resnet50", "resnet101"],
    ["standard_convolution", "separable_convolution"], ["inception_direct", "inception_bottleneck"],
    ["dense_instead_of_conv", "conv_instead_of_dense"],
  ]

  @Test(arguments: pairs) func isWhatItWas(pair: [String]) throws {
    let name = pair.joined(separator: "-")
    for (file, arguments, width) in [
      ("\(name).txt", [], nil), ("\(name)-80.txt", [], 80), ("\(name).md", ["--format", "markdown"], nil),
    ] as [(String, [String], Int?)] {
      let outcome = CommandLineProgram.run(["compare"] + pair + arguments, in: Environment(width: width))
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let url = projectRoot.appending(path: "Tests/ArchcalcCommandTests/Golden/\(file)")
      if isRecording { try outcome.output.write(to: url, atomically: true, encoding: .utf8) }
      let golden = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      #expect(golden == outcome.output, "\(file) is out of date: `make docs` writes it anew")
    }
  }

  /// Every row of every Markdown table has as many cells as its heading, whatever the cells hold.
  @Test func markdownTablesAreWhole() throws {
    for pair in Self.pairs + [
      ["vgg16", "resnet50"], ["alexnet", "zfnet"], ["yolo_v3", "siamese"], ["vgg16", "vgg19", "resnet50"],
    ] {
      let output = CommandLineProgram.run(["compare"] + pair + ["-f", "markdown"], in: Environment()).output
      var cells: Int?
      for line in output.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("|") else {
          cells = nil
          continue
        }
        let count = line.replacing("\\|", with: "").count { $0 == "|" }
        #expect(cells == nil || cells == count, "\(line)")
        cells = count
      }
    }
  }
}
