import ArchArguments
import Foundation
import Testing

@testable import ArchcalcCommand

@Suite struct TableCommandTests {
  @Test func oneNetworkGivesItsLayers() {
    let output = archcalc("table", "lecture_cnn", "-c", "params,layer", "--numbers", "exact").output
    #expect(
      output == """
        **lecture\\_cnn: Lecture example for 32 x 32 RGB images, after LeNet-5 (LeCun et al. 1998)**

        input image (3, 32, 32), batch 1

        | parameters | layer     |
        | ---------: | --------- |
        |          0 | image     |
        |        608 | conv1     |
        |          0 | pool1     |
        |       3216 | conv2     |
        |          0 | pool2     |
        |      48120 | fc3       |
        |      10164 | fc4       |
        |        850 | fc5       |
        |  **62958** | **total** |

        """)
  }

  @Test func sumsStandUnderEveryColumnThatHasOne() {
    let output = archcalc("table", "lecture_cnn", "-c", "params,macs").output
    #expect(output.contains("\n| **62,958** |   **849,320** |\n"))
    #expect(!archcalc("table", "lecture_cnn", "-c", "layer,output").output.contains("total"))
  }

  @Test func numbersInEveryStyle() {
    func cell(_ arguments: String...) -> String? {
      let outcome = CommandLineProgram.run(
        ["table", "vgg16", "googlenet", "-c", "network,params"] + arguments, in: Environment())
      return outcome.output.split(whereSeparator: \.isNewline).first { $0.contains("vgg16") }.map {
        String($0.filter { $0.isNumber || ",.kMG".contains($0) }.dropFirst(2))
      }
    }
    #expect(cell() == "138,357,544")
    #expect(cell("--numbers", "exact") == "138357544")
    #expect(cell("--numbers", "si") == "138.4M")
    #expect(cell("--digits", "2") == "140M")
    #expect(cell("--numbers", "si", "--digits", "8") == "138.35754M")
    #expect(cell("--format", "csv") == ",138357544")
    #expect(cell("--format", "csv", "--numbers", "si") == ",138.4M")
    #expect(archcalc("table", "vgg16", "--numbers", "exact", "--digits", "3").status == 64)
    #expect(archcalc("table", "vgg16", "--digits", "16").status == 64)
  }

  @Test func settingsInParentheses() {
    let output = archcalc(
      "table", "mobilenet_v1", "mobilenet_v1(width: 0.5)", "mobilenet_v1( resolution = 160 , width=0.25)",
      "-c", "network,input,params,top1", "-f", "csv"
    ).output
    #expect(
      output.split(whereSeparator: \.isNewline).dropFirst() == [
        "mobilenet_v1,\"(3, 224, 224)\",4231976,70.6", "mobilenet_v1(width: 0.5),\"(3, 224, 224)\",1331592,-",
        "\"mobilenet_v1(resolution: 160, width: 0.25)\",\"(3, 160, 160)\",470072,-",
      ])
    #expect(archcalc("summary", "mobilenet_v1(width: 0.5)").output.contains("1,331,592"))
    #expect(archcalc("summary", "resnet(unit: basic, depths: [1, 1])").output.contains("stage[1]"))
    let unknown = archcalc("table", "vgg16", "mobilenet_v1(widht: 0.5)")
    #expect(unknown.errors.contains("did you mean `width`?") && unknown.output.isEmpty && unknown.status == 1)
    #expect(archcalc("table", "mobilenet_v1(0.5)").errors.contains("a setting without a name"))
    #expect(archcalc("table", "mobilenet_v1()").status == 64)
  }

  @Test func everyFaultOfSeveralNetworksIsTold() {
    let outcome = archcalc("table", "vgg16", "vgg61", "resnet")
    #expect(outcome.output.isEmpty && outcome.status == 1)
    #expect(outcome.errors.contains("no network called `vgg61`"))
    #expect(archcalc("table", "vgg16", "resnet").errors.contains("its members are"))
    #expect(archcalc("table").status == 64)
    let mixed = archcalc("table", "vgg16", "resnet50", "--group")
    #expect(mixed.errors.contains("are for the layers of one") && mixed.output.isEmpty)
    #expect(archcalc("table", "vgg16", "--group", "--depth", "1").errors.contains("cannot be used together"))
    #expect(
      archcalc("table", "vgg16", "resnet50", "-c", "layer").errors.contains(
        "there is no column called `layer`"))
    #expect(archcalc("table", "vgg16", "-c", "layer,top1").errors.contains("layers have no top-1"))
    #expect(
      archcalc("summary", "vgg16", "-c", "peak").errors.contains("`archcalc table NETWORK --columns peak`"))
  }

  /// Figures of whole networks of one network are a table of one row.
  @Test func figuresOfOneNetwork() {
    let outcome = archcalc("table", "vgg16", "--columns", "peak,field,top1", "--format", "csv")
    #expect(outcome.status == 0)
    #expect(outcome.output == "peak memory,field,top-1 (%)\r\n25690112,212,71.592\r\n")
  }

  @Test func blocksAsPapersWriteThem() {
    func blocks(_ network: String) -> [String] {
      archcalc("table", network, "--group", "-c", "layer,operator", "-f", "csv").output.split(
        whereSeparator: \.isNewline
      ).filter { $0.contains("] x ") }.map { $0.filter { $0 != "\"" } }
    }
    #expect(
      blocks("resnet50") == [
        "stage[0],[1x1, 64; 3x3, 64; 1x1, 256] x 3", "stage[1],[1x1, 128; 3x3, 128; 1x1, 512] x 4",
        "stage[2],[1x1, 256; 3x3, 256; 1x1, 1024] x 6", "stage[3],[1x1, 512; 3x3, 512; 1x1, 2048] x 3",
      ])
    #expect(
      blocks("densenet121") == [
        "stage[0],[1x1, 128; 3x3, 32] x 6", "stage[1],[1x1, 128; 3x3, 32] x 12",
        "stage[2],[1x1, 128; 3x3, 32] x 24", "stage[3],[1x1, 128; 3x3, 32] x 16",
      ])
    #expect(blocks("bert_base") == ["encoder,[attention 12; dense 3072; dense 768] x 12"])
    #expect(
      blocks("mobilenet_v2").contains(
        "stage[3].inverted_residual[1..3],[1x1, 384; depthwise_conv 3x3; 1x1, 64] x 3"))
    // Branches of a merge are side by side, and are no repetition though two of them are equal.
    #expect(blocks("googlenet").isEmpty)
    let notes = archcalc("table", "resnet50", "--group").output
    #expect(notes.contains("- first block of stage\\[1\\]: 3x3, 128, stride 2; also 1x1, 512, stride 2\n"))
  }
}

@Suite struct TableOutputTests {
  @Test func aFileIsWrittenWholeOrNotAtAll() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (name, start) in [
      ("t.html", "<!DOCTYPE html>"), ("t.tex", "% needs"), ("t.csv", "layer,"), ("t.json", "{"),
      ("t.md", "**vgg16"),
      ("t", "**vgg16"),
    ] {
      let path = scratch.url.appending(path: name).path()
      let outcome = archcalc("table", "vgg16", "--output", path)
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty && outcome.status == 0)
      #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix(start), "\(name)")
    }
    let path = scratch.url.appending(path: "t.html").path()
    let before = try String(contentsOfFile: path, encoding: .utf8)
    #expect(archcalc("table", "vgg61", "--output", path).status == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path())
    #expect(names.sorted() == ["t", "t.csv", "t.html", "t.json", "t.md", "t.tex"])
    #expect(archcalc("table", "vgg16", "-o", "-").output.hasPrefix("**vgg16"))
  }

  @Test func placesThatTakeNoFile() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    func reason(_ path: String) -> String {
      let outcome = archcalc("table", "vgg16", "-o", path)
      #expect(outcome.output.isEmpty && outcome.status == 1)
      return outcome.errors
    }
    #expect(reason(scratch.url.path()).contains("it is a directory"))
    #expect(reason(scratch.url.appending(path: "none/t.md").path()).contains("there is no such directory"))
    let locked = try scratch.file("locked.md", "mine")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: locked)
    #expect(reason(locked).contains("it is read-only"))
    #expect(try String(contentsOfFile: locked, encoding: .utf8) == "mine")
  }

  /// A reader that goes away ends the program quietly.
  @Test func aClosedPipe() throws {
    let program = try #require(Program.url)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "\"$0\" table --all --format html | head -c 10; echo done", program.path()]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) == "<!DOCTYPE done\n"
    )
    #expect(errors.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }

  /// Who measured an accuracy is under every table that has one, and under no other.
  @Test(arguments: [("top1", true), ("top5", true), ("top1,top5", true), ("params", false)])
  func sourcesOfAccuracies(columns: String, isNamed: Bool) {
    let text = archcalc("table", "resnet50", "vgg16", "--columns", "network,\(columns)").output
    #expect(text.contains("- accuracy: torchvision") == isNamed, "\(text)")
  }

  /// Completions offer the columns of layers and those of networks, and all of them are taken.
  @Test func everyColumnIsOffered() {
    func offered(_ command: Command) -> Set<String> {
      guard case .words(let names)? = command.options.first(where: { $0.name == "columns" })?.completion
      else { return [] }
      return Set(names)
    }
    let (layers, networks) = (offered(SummaryCommand.declaration), offered(ListCommand.declaration))
    #expect(layers.contains("weights") && networks.contains("depth"))
    #expect(offered(TableCommand.declaration) == layers.union(networks))
    for name in layers { #expect(archcalc("table", "lecture_cnn", "--columns", name).status == 0, "\(name)") }
    for name in networks {
      let outcome = archcalc("table", "lecture_cnn", "lenet5", "--columns", name)
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
    }
  }
}
