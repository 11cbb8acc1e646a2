import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct PathTests {
  @Test func aLabelNamesTheFirstLayerAndTheOthersFollowIt() throws {
    let graph = try expand(body: "conv1: conv(8, kernel: 3) -> batch_norm -> relu\nrelu")
    #expect(graph.layerPaths == ["conv1", "conv1.batch_norm", "conv1.relu", "relu"])
  }

  @Test func namesThatOccurTwiceHaveIndices() throws {
    let graph = try expand(body: "relu\nrelu\nconv(8, kernel: 3)")
    #expect(graph.layerPaths == ["relu[0]", "relu[1]", "conv"])
  }

  @Test func blocksAndLoopsMakePaths() throws {
    let graph = try expand(
      """
      block unit(width) { conv(width, kernel: 1) -> relu }
      network net {
          input image: [4, 16, 16]
          stage: repeat 2 { unit(8) }
          head: unit(3) -> relu
      }
      """)
    #expect(
      graph.layerPaths == [
        "stage.unit[0].conv", "stage.unit[0].relu", "stage.unit[1].conv", "stage.unit[1].relu", "head.conv",
        "head.relu[0]", "head.relu[1]",
      ])
  }

  @Test func aLabelledMergeHasItsBranchesUnderItsName() throws {
    let graph = try expand(
      body: "for i in [1, 2] { m: add {\nbranch { conv(4, kernel: 1) }\nbranch {}\n} -> relu }")
    #expect(graph.layerPaths == ["m[0].conv", "m[0]", "m[0].relu", "m[1].conv", "m[1]", "m[1].relu"])
    let single = try expand(body: "m: add {\nbranch { conv(4, kernel: 1) }\nbranch {}\n}")
    #expect(single.layerPaths == ["m.conv", "m"])
  }

  @Test func branchesStandInTheirBlock() throws {
    let graph = try expand(
      body: "add {\nbranch { conv(4, kernel: 1) }\nside: branch { conv(4, kernel: 1) }\n}")
    #expect(graph.layerPaths == ["conv", "side.conv", "add"])
  }
}

@Suite struct PublishedTests {
  private static let text = """
    network plain(width = 8) {
        published "Table 1": top1 76.13%, top5 92%
        input image: [3, 16, 16]
        published: conv(width, kernel: 1)
        published -> relu
    }
    network broad = plain(width: 16) {
        published "Table 2": top5 100%
    }
    network bare = plain(width: 32)
    """

  private func published(_ name: String, _ settings: Settings = Settings()) throws -> Published? {
    let program = Program(
      SourceText(name: "t", text: Self.text), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.isEmpty)
    return try program.expand(name, settings: settings).graph.published
  }

  @Test func figuresAreOfTheVeryNetwork() throws {
    #expect(try published("plain") == Published(source: "Table 1", top1: 76.13, top5: 92))
    #expect(try published("broad") == Published(source: "Table 2", top5: 100))
    #expect(try published("bare") == nil)
  }

  @Test func figuresAreOfTheNetworkAsItsFileGivesIt() throws {
    var settings = Settings(values: [("width", "4")])
    settings.readsClaims = false
    #expect(try published("plain", settings) == nil)
  }
}

@Suite struct ValueTests {
  /// The filters of the one convolution of a body, as a way to see a number of the language.
  private func filters(_ expression: String, before: String = "") throws -> Int? {
    try expand(body: "\(before)\nconv(\(expression), kernel: 1)").nodes.last?.shape[0]
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("2 ^ 3 ^ 2", 512), ("-7 / 2 + 10", 6), ("-7 % 3", 2), ("7 / 2", 3),
    ("-2 ^ 2 + 10", 6), ("floor(7 / 2.0)", 3), ("ceil(3.2)", 4), ("round(2.5)", 3), ("abs(-5)", 5),
    ("min(5, 3, 4)", 3), ("max([5, 9, 4])", 9), ("round_to(33, 8)", 32), ("round_to(36, 8)", 40),
    ("round_to(11, 8)", 16), ("round_to(3, 8)", 8), ("62_958 - 62_950", 8), ("0.5 * 16", 8), ("1K / 100", 10),
    ("if 1 < 2 then 3 else 4", 3), ("if 1 == 1.0 and not false then 3 else 4", 3), ("[5, 6, 7][1]", 6),
    ("[5, 6, 7].count", 3), ("in.channels", 4), ("image.height", 16), ("it.shape[2]", 16), ("in.count", 1024),
    ("if false and 1 / 0 == 1 then 1 else 2", 2), ("if true or 1 / 0 == 1 then 1 else 2", 1), ("1e2", 100),
    ("if [1, 2] == [1, 2.0] then 1 else 2", 1), ("if 3 != 4 then 1 else 2", 1), ("2KiB", 2048),
  ]) func evaluates(expression: String, value: Int) throws {
    #expect(try filters(expression) == value)
  }

  @Test func constantsOfFilesAndBlocks() throws {
    #expect(try filters("width * 2", before: "let width = 8") == 16)
    let graph = try expand(
      "let base = width * 2\nlet width = 8\nnetwork net {\ninput image: [3, 4, 4]\nconv(base, kernel: 1)\n}\n"
    )
    #expect(graph.nodes.last?.shape[0] == 16)
  }

  @Test func wordsAndLayersAreValues() throws {
    let graph = try expand(
      """
      block unit(act = relu, padding = valid) { conv(8, kernel: 3, padding: padding) -> act }
      network net {
          input image: [4, 16, 16]
          unit
          unit(act: leaky_relu, padding: same)
      }
      """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "relu", "conv", "leaky_relu"])
    #expect(graph.nodes.last?.shape == [8, 14, 14])
  }

  @Test func settingsWinOverDefaultsAndDerivedArguments() throws {
    let text = """
      network base(width, depth = 1) {
          input image: [4, 16, 16]
          repeat depth { conv(width, kernel: 1) }
      }
      network wide = base(width: 32)
      """
    #expect(try expand(text, network: "wide").nodes.last?.shape[0] == 32)
    let settings = Settings(values: [("width", "2 * 3"), ("depth", "3")])
    let graph = try expand(text, settings: settings, network: "wide")
    #expect(graph.nodes.last?.shape[0] == 6)
    #expect(graph.nodes.count == 4)
  }

  @Test func inputsCanBeGivenFromOutside() throws {
    let settings = Settings(inputs: [(nil, [3, 8, 8])])
    #expect(try expand(body: "conv(2, kernel: 3)", settings: settings).nodes.last?.shape == [2, 6, 6])
  }
}

@Suite struct StructureTests {
  @Test func membersOfBlocksAreValues() throws {
    let graph = try expand(
      """
      block body {
          c3: conv(8, kernel: 3) -> relu
          c4: conv(16, kernel: 3)
      }
      network net {
          input image: [4, 16, 16]
          body: features
          output small: body.c3 -> max_pool(2)
          output large: body.c4
      }
      block features { body }
      """.replacing("body: features", with: "trunk: body").replacing("body.", with: "trunk.")
        .replacing("block features { body }\n", with: ""))
    #expect(graph.outputs.map(\.name) == ["small", "large"])
    #expect(graph.nodes[graph.outputs[0].node].shape == [8, 7, 7])
    #expect(graph.nodes[graph.outputs[1].node].shape == [16, 12, 12])
  }

  @Test func anOutputLeavesTheValueBeforeIt() throws {
    let graph = try expand(body: "flatten\noutput class: dense(10)\noutput box: dense(4)")
    #expect(graph.nodes[graph.outputs[0].node].shape == [10])
    #expect(graph.nodes[graph.outputs[1].node].shape == [4])
    #expect(graph.nodes[graph.outputs[0].node].inputs == graph.nodes[graph.outputs[1].node].inputs)
  }

  @Test func labelsOfLoopsAreLists() throws {
    let graph = try expand(
      body: """
        for i, width in [8, 16, 32] { level: conv(width, kernel: 3) }
        level[1] -> conv(2, kernel: 1)
        a: add(it, it)
        """)
    #expect(graph.nodes.last?.shape == [2, 12, 12])
  }

  @Test func labelsOfBranchesInLoopsAreLists() throws {
    let graph = try expand(
      body: "add {\nfor i in [1, 2] { side: branch { conv(4, kernel: 1) } }\n}\nadd(it, side[1])")
    #expect(graph.nodes.last?.inputs == [3, 2])
  }

  @Test func mergesAndLayersAreValues() throws {
    let graph = try expand(
      """
      block join(merge, norm = batch_norm) {
          merge { branch {} branch { conv(4, kernel: 1) } }
          if norm == batch_norm { norm }
      }
      network net {
          input image: [4, 8, 8]
          join(add) -> join(multiply, norm: relu)
      }
      """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "add", "batch_norm", "conv", "multiply"])
  }

  @Test func branchesCanBeMadeByLoops() throws {
    let graph = try expand(
      body: "concat_free: add {\nfor i in [1, 2, 3] { branch { conv(8, kernel: 1) } }\n}")
    #expect(graph.nodes.last?.inputs.count == 3)
  }

  @Test func everyBranchStartsFromTheSameValueAndInMeansIt() throws {
    let graph = try expand(
      body: "add {\nbranch {}\nbranch { conv(in.channels * 2, kernel: 1) -> conv(in.channels, kernel: 1) }\n}"
    )
    #expect(graph.shape("conv[0]") == [8, 16, 16])
    #expect(graph.shape("conv[1]") == [4, 16, 16])
  }

  @Test func sharedWeightsAreMadeOnce() throws {
    let graph = try expand(
      """
      block tower { conv(8, kernel: 3) -> batch_norm }
      network net {
          input left: [4, 16, 16]
          input right: [4, 16, 16]
          shared twin: tower
          a: left -> twin
          b: right -> twin
          add(a, b)
      }
      """)
    #expect(graph.weights.count == 2)
    #expect(graph.weights.map(\.uses) == [2, 2])
    #expect(graph.layerPaths == ["a.conv", "a.batch_norm", "b.conv", "b.batch_norm", "add"])
    #expect(graph.path(of: graph.weights[0].parameters[0], in: 0) == "a.conv.weight")
  }

  @Test func sharedInstancesInSharedInstances() throws {
    let graph = try expand(
      """
      block inner { conv(4, kernel: 1) }
      block outer {
          shared part: inner
          part -> part -> conv(4, kernel: 1)
      }
      network net {
          input image: [4, 16, 16]
          shared whole: outer
          whole -> whole
      }
      """)
    #expect(graph.nodes.count == 7)
    #expect(graph.weights.map(\.uses) == [4, 2])
  }

  @Test func frozenAndTrainingParts() throws {
    let body =
      "frozen { a: conv(8, kernel: 1) }\nwhen training {\noutput aux: conv(3, kernel: 1)\n}\nb: conv(8, kernel: 1)"
    let graph = try expand(body: body)
    #expect(graph.nodes.map(\.isFrozen) == [false, true, false])
    #expect(graph.weights.map(\.isFrozen) == [true, false])
    let training = try expand(body: body, settings: Settings(isTraining: true))
    #expect(training.nodes.map(\.isTrainingOnly) == [false, false, true, false])
    #expect(training.shape("b") == [8, 16, 16])
    #expect(training.outputs.map(\.name) == ["aux"])
  }

  @Test func statementsEndWithTheirLines() throws {
    let graph = try expand(
      body: """
        conv(
            8,
            kernel: 3
        )
            -> relu ->
            max_pool(
                2)
        """)
    #expect(graph.nodes.map(\.op.name) == ["input", "conv", "relu", "max_pool"])
  }

  @Test func claimsBelongToTheNetworkThatIsAskedFor() throws {
    let text = """
      network base(width = 8) {
          input image: [4, 16, 16]
          a: conv(width, kernel: 1)
          expect params == 40
          if width == 16 { expect params == 80 }
      }
      network other = base(width: 4) {
          expect params(a) within 0.5% of 0.02K
      }
      """
    #expect(try expand(text, network: "base").expectations.map(\.text) == ["params == 40"])
    #expect(
      try expand(text, settings: Settings(values: [("width", "16")]), network: "base").expectations.count == 2
    )
    let other = try expand(text, network: "other").expectations
    #expect(other.map(\.text) == ["params(a) within 0.5% of 0.02K"])
    #expect(other.first?.relation == .within(percent: 0.5))
    #expect(other.first?.value == .decimal(20))
  }

  @Test func aSpreadsheetOfNetworksKeepsItsOrder() throws {
    let program = Program(
      SourceText(
        name: "t",
        text: "network b(x) { input i: [x] }\nnetwork a(x = 1) { input i: [x] }\nnetwork c = b(3)\n"),
      catalogue: .standard, imports: NoImports())
    #expect(program.networks.map(\.name) == ["b", "a", "c"])
    #expect(program.networks.map(\.isComplete) == [false, true, true])
  }
}

@Suite struct RobustnessTests {
  /// Texts that are not the language, cut and mixed from one that is: each gives faults or a graph, never a crash.
  @Test func brokenTextsDoNotCrash() throws {
    let text = """
      source "s"
      block u(w, s = 1) { add { branch { conv(w, kernel: [3, 3], stride: s) -> relu } branch {} } }
      network n(d = [1, 2]) {
          input i: [3, 8, 8]
          shared t: u(3)
          frozen { a: i -> t }
          for k, x in d { l: repeat x as j { conv(3 + j, kernel: 1) } }
          when training { output o: relu }
          if it.channels == 3 and not false { relu } else { relu }
          output p: l[0] -> flatten
          expect params within 1% of 3.5K
      }
      """
    let bytes = Array(text.utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<1500 {
      var mutant = bytes
      for _ in 0...random(4) {
        let place = random(mutant.count)
        switch random(4) {
        case 0: mutant.remove(at: place)
        case 1: mutant.insert(bytes[random(bytes.count)], at: place)
        case 2: mutant[place] = UInt8(random(256))
        default:
          let end = min(mutant.count, place + random(20))
          mutant.removeSubrange(place..<end)
        }
        if mutant.isEmpty { mutant = [0x20] }
      }
      let program = Program(SourceText(name: "m", bytes: mutant), catalogue: .standard, imports: NoImports())
      _ = DiagnosticRenderer().render(program.diagnostics)
      for network in program.networks {
        do throws(Diagnostics) {
          _ = try program.expand(network.name)
        } catch {
          #expect(error.hasErrors)
          _ = DiagnosticRenderer().render(error.items)
        }
      }
    }
  }

  @Test func tooManyClaimsAndPartsAreRefused() throws {
    func codes(_ body: String) -> [String] {
      let program = Program(
        SourceText(name: "many", text: "network n {\ninput x: [2]\nrelu\n\(body)\n}"), catalogue: .standard,
        imports: NoImports())
      do throws(Diagnostics) {
        _ = try program.expand("n")
        return []
      } catch {
        return error.items.map(\.code)
      }
    }
    let claims = codes(String(repeating: "expect params == 0\n", count: 100_001))
    #expect(claims.count == 1 && claims[0].hasPrefix("too-many"), "\(claims)")
    let parts = codes("repeat 1000 { repeat 501 { l: relu } }")
    #expect(parts.count == 1 && parts[0].hasPrefix("too-many"), "\(parts)")
  }

  @Test func veryLongTextsAreRefused() {
    let source = SourceText(name: "long", bytes: Array(repeating: UInt8(ascii: " "), count: 5 << 20))
    let program = Program(source, catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.map(\.code) == ["too-long"])
  }

  @Test func aHundredThousandBracesGiveOneFault() {
    for text in [
      String(repeating: "{", count: 100_000), "network n " + String(repeating: "{", count: 100_000),
    ] {
      let program = Program(
        SourceText(name: "braces", text: text), catalogue: .standard, imports: NoImports())
      #expect(program.diagnostics.count == 1)
    }
    let nested = "network n {\n" + String(repeating: "frozen {\n", count: 100_000)
    let program = Program(
      SourceText(name: "nested", text: nested), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.map(\.code) == ["too-deep"])
  }
}
