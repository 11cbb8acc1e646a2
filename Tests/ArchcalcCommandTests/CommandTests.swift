import Foundation
import TestSupport
import Testing

@testable import ArchcalcCommand

@Suite struct SummaryCommandTests {
  /// The lecture's table to the digit: shapes, sizes and parameters of its eight rows.
  @Test func lecture() {
    let rows = archcalc(
      "summary", "lecture_cnn", "--layout", "hwc", "--columns", "output,size,params", "--format", "csv"
    )
    .output.split(whereSeparator: \.isNewline)
    #expect(
      rows == [
        "output,size,parameters", "\"(32, 32, 3)\",3072,0", "\"(28, 28, 8)\",6272,608",
        "\"(14, 14, 8)\",1568,0",
        "\"(10, 10, 16)\",1600,3216", "\"(5, 5, 16)\",400,0", "(120),120,48120", "(84),84,10164",
        "(10),10,850",
      ])
  }

  @Test func fitsTheTerminal() {
    for width in [40, 60, 80, 100, 132] {
      let lines = archcalc("summary", "resnet50", width: width).output.split(separator: "\n")
      let table = lines.drop { !$0.hasPrefix("layer") }.prefix { !$0.hasPrefix("parameters ") }
      #expect(table.count > 100)
      #expect(table.allSatisfy { $0.count <= width }, "\(width) columns")
    }
  }

  @Test func groupsHaveSubtotals() throws {
    let output = archcalc(
      "summary", "resnet50", "--depth", "1", "--format", "csv", "--columns", "layer,params"
    ).output
    let rows = output.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    #expect(
      rows.map { $0[0] } == [
        "image", "stem", "stage[0]", "stage[1]", "stage[2]", "stage[3]", "global_avg_pool", "head",
      ])
    #expect(rows.compactMap { Int($0[1]) }.reduce(0, +) == 25_557_032)
  }

  @Test func jsonIsExact() throws {
    let output = archcalc("summary", "vgg16", "--format", "json").output
    let json = try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    #expect(json["schema"] as? Int == 1)
    #expect(json["network"] as? String == "vgg16")
    let totals = try #require(json["totals"] as? [String: Any])
    #expect(totals["parameters"] as? Int == 138_357_544)
    #expect(totals["trainable"] as? Int == 138_357_544)
    #expect(totals["frozen"] as? Int == 0)
    #expect(totals["buffers"] as? Int == 0)
    #expect(totals["multiply_adds"] as? Int == 15_470_264_320)
    let layers = try #require(json["layers"] as? [[String: Any]])
    let pool = try #require(layers.first { $0["path"] as? String == "features.pool[4]" })
    #expect(pool["operator"] as? String == "max_pool")
    #expect(pool["output_shape"] as? [Int] == [512, 7, 7])
    let field = try #require(pool["receptive_field"] as? [String: Any])
    #expect(field["size"] as? Int == 212)
    #expect(field["stride"] as? Int == 32)
    #expect(field["offset"] as? Int == -90)
    for key in ["flops", "activations"] { #expect(totals[key] as? Int != nil, "\(key)") }
    #expect(layers.compactMap { $0["multiply_adds"] as? Int }.reduce(0, +) == 15_470_264_320)
  }

  @Test func inputBatchAndSettings() {
    let output = archcalc(
      "summary", "mobilenet_v1", "--set", "width=0.5", "-s", "classes=10", "--input", "3x128x128", "-b4",
      "--format=markdown"
    ).output
    #expect(output.contains("input image (3, 128, 128), batch 4"))
    #expect(output.contains("| ------"))
    #expect(archcalc("summary", "googlenet", "--set", "auxiliary=true").output.contains("13,378,280"))
  }

  /// Networks in one of the forms by turns, the first ones in all.
  @Test func everyNetworkHasASummary() {
    let names = archcalc("list", "--format", "names").output.split(separator: "\n").map(String.init)
    #expect(names.count > 200)
    let formats = ["text", "markdown", "csv", "json"]
    let some = Array(names.prefix(12)) + Zoo.some(Array(names.dropFirst(12)), from: 1)
    for (index, name) in some.enumerated() {
      for format in index < 12 ? formats : [formats[index % 4]] {
        let outcome = archcalc("summary", name, "--format", format)
        #expect(
          outcome.status == 0 && !outcome.errors.contains("error:") && !outcome.output.isEmpty,
          "\(name) as \(format)")
      }
    }
  }
}

@Suite struct OtherCommandTests {
  @Test func explainShowsTheWorking() {
    let output = archcalc("explain", "lecture_cnn", "conv1").output
    #expect(output.contains("floor((32 + 2*0 - 5)/1) + 1 = 28"))
    #expect(output.contains("(5*5*3 + 1)*8 = 608"))
    #expect(output.contains("5*5*3*8*28*28 = 470,400"))
    #expect(output.contains("1 + (5 - 1)*1 = 5"))
  }

  @Test func checkTellsByItsStatus() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let good = try scratch.file(
      "good.arch", "network n {\n    input i: [3, 8, 8]\n    relu\n    expect params == 0\n}\n")
    let bad = try scratch.file(
      "bad.arch", "network n {\n    input i: [3, 8, 8]\n    relu\n    expect params == 1\n}\n")
    #expect(archcalc("check", good).status == 0)
    #expect(archcalc("check", good, bad).status == 1)
    #expect(archcalc("check", good, bad).output.contains("n  ok (1 claim)"))
    #expect(archcalc("check", "--all", "--quiet").status == 0)
    #expect(archcalc("check").status == 64)
  }

  @Test func listHasTheNames() throws {
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(archcalc("list", "--format", "json").output.utf8))
        as? [String: Any])
    let networks = try #require(json["networks"] as? [[String: Any]])
    let names = networks.compactMap { $0["name"] as? String }
    for name in [
      "lecture_cnn", "lenet5_1998", "alexnet", "vgg16", "resnet152", "googlenet", "densenet121", "siamese",
    ] {
      #expect(names.contains(name))
    }
  }

  @Test func formatChangesFilesInPlace() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("a.arch", "network n{\ninput i:[3,8,8]\n}\n")
    #expect(archcalc("format", "--check", path).status == 1)
    #expect(archcalc("format", path).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "network n {\n    input i: [3, 8, 8]\n}\n")
    #expect(archcalc("format", "--check", path).status == 0)
    let faulty = try scratch.file("b.arch", "network n {")
    #expect(archcalc("format", faulty).status == 1)
    #expect(try String(contentsOfFile: faulty, encoding: .utf8) == "network n {")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()).sorted() == [
        "a.arch", "b.arch",
      ])
  }

  @Test func importsStayBelowTheFile() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try FileManager.default.createDirectory(
      at: scratch.url.appending(path: "parts"), withIntermediateDirectories: true)
    _ = try scratch.file("parts/unit.arch", "block unit { relu }\n")
    let path = try scratch.file(
      "n.arch",
      "import \"parts/unit.arch\"\nimport \"archcalc/vgg.arch\"\nnetwork n {\n    input i: [3, 64, 64]\n    unit -> vgg_features(vgg11_plan)\n}\n"
    )
    #expect(archcalc("summary", path).status == 0)
    let outside = try scratch.file(
      "parts/o.arch", "import \"../n.arch\"\nnetwork m {\n    input i: [3, 64, 64]\n}\n")
    #expect(archcalc("summary", outside).errors.contains("outside the directory"))
    // A file that is not there but that archcalc has is named as it can be imported; no other is.
    func errors(_ name: String) throws -> String {
      archcalc(
        "summary", try scratch.file("i.arch", "import \"\(name)\"\nnetwork m {\n    input i: [3]\n}\n")
      ).errors
    }
    for name in ["vgg.arch", "parts/vgg.arch"] {
      #expect(try errors(name).contains("there is no such file; archcalc carries `archcalc/vgg.arch`"))
    }
    #expect(try errors("none.arch").contains("there is no such file"))
    #expect(try !errors("none.arch").contains("archcalc carries"))
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsForEveryShell(shell: String) {
    #expect(archcalc("completions", shell).output.contains("archcalc"))
  }
}

@Suite struct WrongInputTests {
  private func expectFault(
    _ arguments: [String], _ message: String, status: Int32 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let outcome = CommandLineProgram.run(arguments, in: Environment())
    #expect(outcome.output.isEmpty, "nothing on standard output", sourceLocation: sourceLocation)
    #expect(outcome.errors.contains(message), sourceLocation: sourceLocation)
    #expect(outcome.status == status, sourceLocation: sourceLocation)
  }

  @Test func filesThatAreNoNetworks() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    expectFault(["summary", scratch.url.path()], "it is a directory")
    expectFault(["summary", scratch.url.appending(path: "none.arch").path()], "there is no such file")
    expectFault(["summary", try scratch.file("empty.arch", "")], "there is no network in this file")
    expectFault(
      ["summary", try scratch.file("binary.arch", "\u{7F}ELF\u{0}\u{1}")], "this is not a text file")
    let large = scratch.url.appending(path: "large.arch")
    try Data(count: 50 << 20).write(to: large)
    expectFault(["summary", large.path()], "but an architecture can have at most")
    let nested = try scratch.file(
      "nested.arch", "network n {\n" + String(repeating: "if true {\n", count: 100_000))
    expectFault(["summary", nested], "nested more than 64 deep")
    if getuid() != 0 {
      let secret = try scratch.file("secret.arch", "network n {}")
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
      expectFault(["summary", secret], "it may not be read")
    }
  }

  @Test func namesThatWereMeantOtherwise() {
    expectFault(["summary", "vgg61"], "did you mean `vgg16`")
    expectFault(["vgg16"], "did you mean `archcalc summary vgg16`?", status: 64)
    expectFault(["summary", "resnet"], "its members are `resnet18`, `resnet34`")
    expectFault(["sumary", "vgg16"], "did you mean `summary`", status: 64)
    expectFault(["summary", "vgg16", "--colums", "layer"], "did you mean `--columns`", status: 64)
    expectFault(["summary", "vgg16", "--columns", "layer,parms"], "did you mean `params`", status: 64)
    expectFault(["explain", "lecture_cnn", "conv3"], "did you mean `conv1`")
    expectFault(["layers", "maxpool"], "did you mean `max_pool`?")
    expectFault(["summary", "mobilenet_v1", "--set", "widht=0.5"], "did you mean `width`?")
    expectFault(["completions", "tcsh"], "the shells are bash, zsh and fish", status: 64)
  }

  @Test func valuesThatAreNone() {
    expectFault(["summary", "vgg16", "--input", "224"], "has the wrong number of axes")
    expectFault(["summary", "vgg16", "--input", "3x-1x4"], "is not a shape", status: 64)
    expectFault(["summary", "vgg16", "--input", "side=3x4x4"], "has no input `side`")
    expectFault(["summary", "vgg16", "--batch", "0"], "--batch", status: 64)
    expectFault(["summary", "vgg16", "--set", "classes"], "is not a setting", status: 64)
    expectFault(["summary", "vgg16", "--set", "classes=many"], "nothing here is called `many`")
    expectFault(["summary", "vgg16", "--input", "3x4000000000x4000000000"], "too large")
    expectFault(
      ["summary", "vgg16", "--input", "3x8x8"], "the window of `max_pool` is larger than its input")
    expectFault(
      ["summary", "lecture_cnn", "--batch", "1000000000000", "--set", "x=1"], "has no parameter `x`")
  }

  @Test func diagnosticsForEditors() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("e.arch", "network n {\n    input i: [3, 8, 8]\n    convv(8)\n}\n")
    let outcome = archcalc("summary", path, "--diagnostics", "json")
    let json = try #require(JSONSerialization.jsonObject(with: Data(outcome.errors.utf8)) as? [String: Any])
    let first = try #require((json["diagnostics"] as? [[String: Any]])?.first)
    #expect(first["code"] as? String == "unknown-layer")
    #expect(first["line"] as? Int == 3)
    #expect(first["column"] as? Int == 5)
    #expect(first["end_column"] as? Int == 10)
    #expect(outcome.status == 1)
  }
}
