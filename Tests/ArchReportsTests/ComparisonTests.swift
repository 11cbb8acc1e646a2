import ArchAnalysis
import ArchCalc
import Architectures
import TestSupport
import Testing

@testable import ArchReports

/// The sums that a comparison promises.
private func expectSums(
  _ old: ComparedNetwork, _ new: ComparedNetwork, sourceLocation: SourceLocation = #_sourceLocation
) {
  let comparison = Comparison([old, new])
  // Networks that were analysed without training have no sums of it.
  let countsTraining = [old, new].allSatisfy { $0.sums.training != nil }
  guard let difference = comparison.difference else { return }
  // Every row once, in order.
  #expect(
    difference.entries.flatMap { Array($0.old) } == Array(old.rows.indices), sourceLocation: sourceLocation)
  #expect(
    difference.entries.flatMap { Array($0.new) } == Array(new.rows.indices), sourceLocation: sourceLocation)
  var depth = DifferenceOptions()
  depth.depth = 1
  var listing = DifferenceOptions()
  listing.isListing = true
  var changes = DifferenceOptions()
  changes.onlyChanges = true
  changes.sort = .multiplyAdds
  for options in [DifferenceOptions(), depth, listing, changes] {
    let lines = DifferenceReport(comparison, options).lines
    for measure in Figure.all where measure.isSum && (!measure.isOfTraining || countsTraining) {
      let sum = lines.reduce(0) { $0 + (measure.value(of: $1.difference, .float32).known ?? 0) }
      let wanted = comparison.total(measure, of: 1, .float32).difference
      #expect(
        sum == wanted, "\(old.title) against \(new.title): \(measure.name)", sourceLocation: sourceLocation)
    }
  }
}

private func lines(
  _ old: ComparedNetwork, _ new: ComparedNetwork, _ options: DifferenceOptions = DifferenceOptions()
) -> [String] {
  DifferenceReport(Comparison([old, new]), options).lines.map {
    "\($0.mark.isEmpty ? " " : $0.mark) \($0.path): \($0.text)"
  }
}

@Suite struct ComparisonTests {
  // MARK: Sums

  /// The zoo, each network against the next.
  @Test func linesAddUpInTheZoo() throws {
    var networks: [ComparedNetwork] = []
    for file in EmbeddedArchitectures.files {
      let program = Program(
        SourceText(name: file.name, bytes: file.text()), path: file.name, catalogue: .standard,
        imports: EmbeddedImports())
      for network in Zoo.some(program.networks.filter(\.isComplete), from: 0) {
        networks.append(ComparedNetwork(try Analysis(try program.expand(network.name).graph)))
      }
    }
    #expect(networks.count > 50)
    for (old, new) in zip(networks, networks.dropFirst()) { expectSums(old, new) }
    for network in networks { #expect(Comparison([network, network]).difference?.isEmpty == true) }
  }

  @Test func linesAddUpForRandomNetworks() throws {
    var random = Seeded(state: 3)
    let layers = [
      "conv(8, kernel: 3, padding: same)", "conv(8, kernel: 1)", "conv(16, kernel: 3, padding: same)", "relu",
      "batch_norm", "depthwise_conv(kernel: 3, padding: same)", "separable_conv(8, kernel: 3, padding: same)",
      "max_pool(2)", "dropout(0.5)", "add { branch { conv(in.channels, kernel: 1) -> relu } branch {} }",
      "squeeze_excite(reduction: 1)", "part: conv(8, kernel: 3, padding: same) -> batch_norm -> relu",
    ]
    for _ in 0..<200 {
      var lists = [
        (0..<Int.random(in: 0...14, using: &random)).map { _ in layers.randomElement(using: &random)! }
      ]
      lists.append(lists[0])
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let place = Int.random(in: 0...lists[1].count, using: &random)
        if Bool.random(using: &random) || place == lists[1].count {
          lists[1].insert(layers.randomElement(using: &random)!, at: place)
        } else {
          lists[1].remove(at: place)
        }
      }
      let networks = try lists.map { list in
        // At most five halvings of 64, and no label twice.
        var pools = 0
        var labels = 0
        let kept = list.compactMap { layer -> String? in
          pools += layer == "max_pool(2)" ? 1 : 0
          labels += layer.hasPrefix("part") ? 1 : 0
          if layer == "max_pool(2)", pools > 5 { return nil }
          return layer.hasPrefix("part") ? "part\(labels)" + layer.dropFirst(4) : layer
        }
        return try network(kept.joined(separator: "\n"), input: "[3, 64, 64]")
      }
      expectSums(networks[0], networks[1])
      expectSums(networks[1], networks[0])
    }
  }

  // MARK: What is found

  @Test func resnet101HasSeventeenBlocksMore() throws {
    let (old, new) = try (embedded("resnet50"), embedded("resnet101"))
    #expect(
      lines(old, new) == [
        "  image … stage[2].bottleneck[5]: 101 layers alike",
        "+ stage[2].bottleneck[6] … [22]: 17 blocks of 7 layers",
        "  stage[3] … head: 25 layers alike",
      ])
    #expect(lines(new, old)[1] == "- stage[2].bottleneck[6] … [22]: 17 blocks of 7 layers")
    let added = DifferenceReport(Comparison([old, new])).lines[1]
    #expect(added.difference.parameters == 44_549_160 - 25_557_032)
  }

  @Test func aNameAloneIsNoDifference() throws {
    let old = try network("a: conv(8, kernel: 3) -> relu\nconv(16, kernel: 3)\nflatten -> dense(10)")
    let new = try network(
      "stem: conv(8, kernel: 3) -> relu\nlast: conv(16, kernel: 3)\nhead: flatten -> dense(10)")
    #expect(Comparison([old, new]).difference?.isEmpty == true)
    // Even where all blocks are called otherwise.
    let v1 = try embedded("resnet50_v1")
    let v2 = try embedded("resnet50")
    let kinds = Comparison([v1, v2]).difference?.entries.map(\.kind) ?? []
    #expect(kinds.count { $0 == .changed } == 9)
    #expect(kinds.allSatisfy { $0 == .alike || $0 == .changed })
  }

  @Test func changedArguments() throws {
    let old = try network("conv(8, kernel: 3, padding: 1) -> relu\nmax_pool(2)\nflatten -> dense(10)")
    let new = try network(
      "conv(8, kernel: 3, stride: 2, padding: 1) -> relu6\navg_pool(2)\nflatten -> dense(10)")
    #expect(
      lines(old, new) == [
        "~ conv: stride 1 -> 2, relu -> relu6", "- max_pool: max_pool 2x2 + flatten",
        "+ avg_pool: avg_pool 2x2 + flatten", "~ dense: input (2048) -> (512)",
      ])
    let frozen = try network("frozen { conv(8, kernel: 3) }")
    let trained = try network("conv(8, kernel: 3)")
    #expect(lines(frozen, trained) == ["~ conv: frozen -> trained"])
    #expect(lines(trained, frozen) == ["~ conv: trained -> frozen"])
    let shared = try network("shared a: conv(3, kernel: 1)\na\na")
    let own = try network("conv(3, kernel: 1)\nconv(3, kernel: 1)")
    #expect(lines(shared, own) == ["~ conv[1]: shared weights -> own"])
    #expect(lines(trained, try network("conv(8, kernel: 3)", batch: 4)) == ["~ conv: batch 1 -> 4"])
    #expect(
      lines(trained, try network("conv(8, kernel: 3)", input: "[3, 64, 64]")) == [
        "~ image: shape (3, 32, 32) -> (3, 64, 64)", "~ conv: input 32x32 -> 64x64",
      ])
  }

  /// Layers that take other values are not alike, though each is the same.
  @Test func otherWiring() throws {
    let layers =
      "a: conv(3, kernel: 1)\nb: conv(3, kernel: 3, padding: 1)\nc: conv(3, kernel: 5, padding: 2)\n"
    let old = try network(layers + "add(c, a)")
    let new = try network(layers + "add(c, b)")
    #expect(lines(old, new).last == "~ add: from c, a -> from c, b")
    #expect(Comparison([old, try network(layers + "add(a, c)")]).difference?.isEmpty == true)
  }

  /// Layers put in shift the numbers of those after them; they are found all the same.
  @Test func insertedLayers() throws {
    #expect(
      try lines(embedded("vgg16"), embedded("vgg19")).filter { !$0.hasPrefix(" ") } == [
        "+ features.unit[7].conv: conv 256, 3x3, padding 1 + relu",
        "+ features.unit[11].conv: conv 512, 3x3, padding 1 + relu",
        "+ features.unit[12].conv: conv 512, 3x3, padding 1 + relu",
      ])
    let old = try network("conv(4, kernel: 1)\nconv(5, kernel: 1)\nconv(6, kernel: 1)")
    let new = try network(
      "conv(4, kernel: 1)\nbatch_norm\nconv(5, kernel: 1)\nconv(5, kernel: 3, padding: 1)\nconv(6, kernel: 1)"
    )
    #expect(lines(old, new) == ["+ batch_norm: batch_norm", "+ conv[2]: conv 5, 3x3, padding 1"])
    let wide = lines(try embedded("densenet121"), try embedded("densenet169")).filter {
      $0.hasPrefix("+") || $0.hasPrefix("-")
    }
    #expect(
      wide == [
        "+ stage[2].dense_layer[24] … [31]: 8 blocks of 5 layers",
        "+ stage[3].dense_layer[16] … [31]: 16 blocks of 5 layers",
      ])
  }

  @Test func nothingInCommon() throws {
    let old = try network("conv(8, kernel: 3)\nmax_pool(2)", input: "[3, 9, 9]")
    let new = try network("flatten -> dense(10) -> sigmoid", input: "[2, 5]")
    expectSums(old, new)
    #expect(
      lines(old, new) == [
        "~ image: shape (3, 9, 9) -> (2, 5)", "- conv: conv 8, 3x3", "- max_pool: max_pool 2x2",
        "+ flatten: flatten", "+ dense: dense 10 + sigmoid",
      ])
  }

  @Test func networksWithoutLayers() throws {
    let empty = try network("")
    #expect(Comparison([empty, empty]).difference?.isEmpty == true)
    expectSums(empty, try network("conv(8, kernel: 3)"))
    let report = DifferenceReport(Comparison([empty, try network("conv(8, kernel: 3)")]))
    #expect(report.totalsTable.rows[0] == ["parameters", "0", "224", "+224", "-"])
    #expect(report.text(width: 80).contains("+  conv"))
    #expect(
      DifferenceReport(Comparison([empty, empty])).text(width: nil).contains("the only layer is alike"))
  }

  @Test func unknownWorkIsUnknown() throws {
    let head = "boxes: dense(20)\nnon_maximum_suppression(5)"
    let input = "[8, 10]"
    func detector(_ text: String) throws -> ComparedNetwork { try network(text, input: input) }
    let known = try detector("boxes: dense(20)")
    let unknown = try detector(head)
    let report = DifferenceReport(Comparison([known, unknown]))
    #expect(report.totalsTable.rows[2] == ["multiply-adds", "1,600", "1,600 + unknown", "unknown", "-"])
    #expect(report.linesTable.rows.last?[4] == "unknown")
    #expect(report.notes.contains { $0.name == "unknown" })
    #expect(report.json.contains("\"multiply_adds\": null"))
    // The same unknown work on both sides is not difference.
    let wider = try detector(head.replacing("dense(20)", with: "dense(20, bias: false)"))
    #expect(DifferenceReport(Comparison([unknown, wider])).totalsTable.rows[2][3] == "0")
    #expect(
      Comparison([known, unknown]).increases(in: [.multiplyAdds, .parameters], .float32).map(\.figure) == [
        .multiplyAdds
      ])
  }

  // MARK: Bounds

  /// Networks of thousands of layers, alike and not.
  @Test func largeNetworks() throws {
    let chain = try network(
      "repeat 3000 { conv(3, kernel: 3, padding: 1) -> batch_norm }", input: "[3, 8, 8]")
    let longer = try network(
      "repeat 3500 { conv(3, kernel: 3, padding: 1) -> batch_norm }", input: "[3, 8, 8]")
    let other = try network(
      "repeat 3000 as i { conv(3 + i % 7, kernel: 3, padding: 1) -> relu -> batch_norm }", input: "[3, 8, 8]")
    let clock = ContinuousClock()
    let time = clock.measure {
      expectSums(chain, longer)
      expectSums(chain, other)
      expectSums(other, longer)
    }
    #expect(time < .seconds(60), "debug builds take a few seconds")
    #expect(lines(chain, longer).contains("+ conv[3000]: conv 3, 3x3, padding 1"))
  }
}
