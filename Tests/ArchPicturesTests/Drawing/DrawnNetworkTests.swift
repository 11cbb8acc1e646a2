import ArchCalc
import Testing

@testable import ArchPictures

/// The boxes of drawings and the values between them, beside the graph that they are of.
@Suite struct DrawnNetworkTests {
  private static let names = [
    "resnet18", "resnet50", "googlenet", "densenet121", "unet", "yolo_v3", "bert_base", "gpt2", "swin_t",
    "siamese",
    "three_inputs", "mixtral_8x7b", "nasnet_a_mobile", "mamba_130m", "resnext50_32x4d", "efficientdet_d0",
    "yolov8n",
  ]

  /// With everything closed a drawing is the graph with layers put together: each in one box, each value between boxes once.
  @Test(arguments: names) func closedBoxesAreTheGraph(name: String) throws {
    let analysis = try analysis(of: name)
    let graph = analysis.graph
    let drawn = DrawnNetwork(analysis, Outlines(graph), Opening(depth: 1))
    var boxOf = [Int?](repeating: nil, count: graph.nodes.count)
    for (index, box) in drawn.boxes.enumerated() {
      #expect(box.children.isEmpty)
      for node in box.nodes {
        #expect(boxOf[node] == nil, "\(graph.path(of: node)) is in two boxes")
        boxOf[node] = index
      }
    }
    #expect(boxOf.allSatisfy { $0 != nil })
    var expected: Set<[Int]> = []
    for (id, node) in graph.nodes.enumerated() {
      for input in node.inputs {
        guard let source = boxOf[input], let target = boxOf[id], source != target else { continue }
        expected.insert([input, source, target])
      }
    }
    var found: Set<[Int]> = []
    var outputs: [Int] = []
    for link in drawn.links {
      if case .output = drawn.boxes[link.target].content {
        outputs.append(link.value)
        continue
      }
      #expect(found.insert([link.value, link.source, link.target]).inserted)
    }
    #expect(found == expected)
    #expect(outputs == graph.outputs.map(\.node))
  }

  /// However far it is opened: each layer is in one box without others in it, or is like one that is; each value between
  /// boxes is one of the graph, and each of the graph is one of them, goes on within a box, or goes from one of several
  /// parts that are alike to the next.
  @Test(arguments: names) func openBoxesAreTheGraph(name: String) throws {
    let analysis = try analysis(of: name)
    let graph = analysis.graph
    let outlines = Outlines(graph)
    for opening in [Opening(depth: 2), Opening(depth: 9), Opening(outlines, mostBoxes: 40)] {
      let drawn = DrawnNetwork(analysis, outlines, opening)
      var boxOf: [Int: Int] = [:]
      for (index, box) in drawn.boxes.enumerated() where box.children.isEmpty {
        for node in box.nodes {
          #expect(boxOf[node] == nil)
          boxOf[node] = index
        }
      }
      var shownAs: [Int: Int] = [:]
      for (shown, others) in drawn.alike {
        for other in others {
          let (a, b) = (graph.nodes[shown], graph.nodes[other])
          #expect(a.op.name == b.op.name && a.shape.rank == b.shape.rank)
          shownAs[other] = shown
        }
      }
      let all = graph.nodes.indices.allSatisfy {
        boxOf[$0] != nil || shownAs[$0].flatMap { boxOf[$0] } != nil
      }
      #expect(all, "a layer is nowhere")
      var possible: Set<[Int]> = []
      var missing = 0
      let links = Set(drawn.links.map { [$0.value, $0.source, $0.target] })
      for (id, node) in graph.nodes.enumerated() {
        let target = boxOf[shownAs[id] ?? id]
        for input in node.inputs {
          let value = shownAs[input] ?? input
          guard let target, let source = boxOf[value], source != target else { continue }
          possible.insert([value, source, target])
          let isLike = shownAs[id] != nil || shownAs[input] != nil
          if !isLike, !links.contains([value, source, target]) { missing += 1 }
        }
      }
      let values = links.filter { if case .output = drawn.boxes[$0[2]].content { false } else { true } }
      #expect(values.subtracting(possible).isEmpty)
      #expect(missing == 0)
    }
  }

  /// Blocks that repeat are drawn once, with how often, as Table 1 of the paper has them.
  @Test func resNet50() throws {
    let texts = try NetworkDrawing(analysis(of: "resnet50")).picture.wording
    for (stage, count) in zip(0..., [3, 4, 6, 3]) {
      let title = try #require(texts.firstIndex(of: "stage[\(stage)]"))
      #expect(texts[title + 1] == "x \(count)")
    }
    for shape in [
      "64 × 112 × 112", "256 × 56 × 56", "512 × 28 × 28", "1024 × 14 × 14", "2048 × 7 × 7", "1000",
    ] {
      #expect(texts.contains(shape))
    }
    #expect(texts.contains("1x1, 256; 3x3, 256; 1x1, 1024"))
  }

  /// Of many layers without blocks those that repeat in a pattern of at most sixteen are one part, as often as they do.
  @Test(arguments: [1, 2, 5, 15, 16, 17]) func patternsOfManyLayers(period: Int) throws {
    let rounds = 80 / period + 1
    var builder = GraphBuilder("n")
    var last = try builder.input("x", [9 + period])
    var forms: [LayerForm] = []
    for place in 0..<rounds * period {
      if place < period { forms.append(try builder.form(of: Dense(10 + place), on: [last])) }
      last = try builder.apply(forms[place % period], to: [last])
    }
    builder.output(last, named: nil)
    let outlines = Outlines(builder.graph)
    let runs = outlines.members(of: outlines.root).compactMap { outline in
      if case .run(let parts, _) = outline.content { parts.map(\.nodes.count) } else { nil as [Int]? }
    }
    #expect(runs == (period > 16 ? [] : [Array(repeating: period, count: rounds)]))
  }

  /// A part that is asked for is open down to its layers, and no other is.
  @Test func opensWhatIsAskedFor() throws {
    var options = DrawingOptions()
    options.opened = ["stage[2]"]
    let texts = try NetworkDrawing(analysis(of: "resnet50"), options).picture.wording
    #expect(texts.contains("bottleneck[1..5]") && texts.contains("x 5"))
    #expect(texts.contains("conv 3x3, 256, stride 2"))
    #expect(!texts.contains("conv 3x3, 128"))
  }

  /// The encoder of BERT is one layer, twelve times, with what goes around attention and around the perceptron.
  @Test func bert() throws {
    let analysis = try analysis(of: "bert_base")
    let outlines = Outlines(analysis.graph)
    let drawn = DrawnNetwork(analysis, outlines, Opening(outlines, mostBoxes: DrawingOptions().mostBoxes))
    let layer = try #require(drawn.boxes.firstIndex { $0.count == 12 })
    let inside = drawn.boxes[layer].children
    let sums = inside.filter { drawn.boxes[$0].path.contains(".add") }
    #expect(sums.count == 2)
    for sum in sums {
      let sources = drawn.links.filter { $0.target == sum }
      #expect(sources.count == 2)
    }
  }

  /// Shapes of parts that are alike but for their channels are written from which to which.
  @Test func shapesOfDenseNet() throws {
    let texts = try NetworkDrawing(analysis(of: "densenet121")).picture.wording
    // A layer adds 32 channels: of six on 64 the first gives 96 and the last 256 (Huang et al. 2017, section 3).
    #expect(texts.contains("96–256 × 56 × 56"))
    #expect(texts.contains("544–1024 × 7 × 7"))
  }

  /// U-Net is a U: what leaves the encoder enters the decoder beside it, from the left, and the decoder goes upwards.
  @Test(arguments: ["unet", "unet_padded"]) func unet(name: String) throws {
    let drawing = NetworkDrawing(try analysis(of: name))
    #expect(drawing.composed.isBent)
    let boxes = drawing.drawn.boxes
    func place(_ suffix: String) throws -> Rectangle {
      drawing.composed.places[try #require(boxes.firstIndex { $0.path.hasSuffix(suffix) })]
    }
    for level in 0..<3 {
      let (down, deeper) = (try place("level[\(level)]"), try place("level[\(level + 1)]"))
      #expect(down.bottom < deeper.y)
      let (up, higher) = (try place("double_conv[\(level)]"), try place("double_conv[\(level + 1)]"))
      #expect(higher.bottom < up.y)
      #expect(up.x > down.right)
    }
  }

  /// Shades and figures in boxes are those of the layers in them: they add up.
  @Test(arguments: ["resnet50", "unet", "bert_base"]) func figuresOfBoxesAddUp(name: String) throws {
    let analysis = try analysis(of: name)
    var options = DrawingOptions()
    options.figure = .multiplyAdds
    options.depth = 1
    let drawing = NetworkDrawing(analysis, options)
    let sum = drawing.values.compactMap { $0 }.reduce(0, +)
    #expect(sum == Double(analysis.totals.multiplyAdds))
    #expect(drawing.picture.wording.contains { $0.hasPrefix("multiply-adds:") })
  }
}
