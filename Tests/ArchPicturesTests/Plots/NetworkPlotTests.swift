import ArchCalc
import ArchPictures
import Testing

/// Plots of networks, beside the figures that they are of.
@Suite struct NetworkPlotTests {
  @Test func bubblesAreFigures() throws {
    let networks = try ["resnet50", "vgg16", "unet"].map { ($0, String?.none, try analysis(of: $0)) }
    let plot = ScatterPlot(networks, x: .multiplyAdds, y: .top1, size: .parameters, element: .float32)
    #expect(
      plot.points.map(\.x)
        == [4_089_184_256, 15_470_264_320, networks[2].2.totals.multiplyAdds].map { Double($0) })
    #expect(plot.points.map(\.y) == [76.13, 71.592, nil])
    #expect(plot.points.map(\.size) == networks.map { Double($0.2.totals.parameters) })
    #expect(plot.notDrawn.map(\.point.label) == ["unet"])
    // What has no place in the plot is named below.
    #expect(plot.picture().wording.contains { $0.contains("unet") })
    #expect(plot.y.better == .more && plot.x.better == .less)
  }

  @Test(arguments: [RowChoice.layers, .blocks, .everyLayer, .parts(depth: 1)])
  func barsAddUp(rows: RowChoice) throws {
    let analysis = try analysis(of: "resnet50")
    let plot = BarPlot(
      [("resnet50", analysis)], [.multiplyAdds, .parameters, .bytes], rows: rows, isSorted: false,
      element: .float16)
    let sums = (0..<3).map { figure in plot.rows.reduce(0) { $0 + ($1.values[figure][0] ?? 0) } }
    let totals = analysis.totals
    #expect(
      sums
        == [totals.multiplyAdds, totals.parameters, 2 * (totals.parameters + totals.buffers)].map {
          Double($0)
        })
  }

  /// Rows of two networks are paired by their paths; each keeps its own.
  @Test func barsOfTwo() throws {
    let (a, b) = (try analysis(of: "resnet50"), try analysis(of: "resnet101"))
    let plot = BarPlot([("a", a), ("b", b)], [.parameters], rows: .layers, isSorted: true, element: .float32)
    let sums = (0..<2).map { side in plot.rows.reduce(0) { $0 + ($1.values[0][side] ?? 0) } }
    #expect(sums == [a, b].map { Double($0.totals.parameters) })
    let stem = try #require(plot.rows.first { $0.label.hasPrefix("stem") })
    #expect(stem.values[0][0] == stem.values[0][1])
    #expect(plot.rows.contains { $0.values[0][0] == nil && $0.values[0][1] != nil })
  }

  /// Live memory is what values need that are made and still needed, by the definition: from maker to last user.
  @Test(arguments: ["lecture_cnn", "resnet50", "unet", "densenet121"]) func memoryIsThePlan(name: String)
    throws
  {
    let analysis = try analysis(of: name)
    let plan = try #require(analysis.plan)
    let plot = try LivePlot([(name, analysis)], element: .float32)
    let schedule = plot.schedules[0]
    let peak = try #require(schedule.peak)
    #expect(peak.bytes == Double(4 * plan.liveElements))
    #expect(plan.worst == peak.step)
    #expect((0..<schedule.count).allSatisfy { schedule.total($0) <= Double(plan.bytes) })
    // No step has less than what its layer gives, unless that is among the weights or is a view.
    for (step, node) in analysis.graph.nodes.enumerated() where plan.offsets[step] != nil {
      #expect(plan.liveAtSteps[step] >= node.shape.elementCount ?? 0)
    }
  }

  /// The highest step of a plot of training is the peak that the step has, at its pass and layer.
  @Test(arguments: ["lecture_cnn", "resnet18", "bert_base"], [Optimizer.sgd, .adamw])
  func memoryOfTraining(name: String, optimizer: Optimizer) throws {
    let analysis = try analysis(of: name)
    for checkpoint in [Checkpoint.none, .blocks] {
      var settings = TrainingStep.Settings()
      settings.optimizer = optimizer
      settings.checkpoint = checkpoint
      settings.type = .bfloat16
      let step = try TrainingStep(analysis.graph, batch: analysis.batch, settings)
      let plot = try LivePlot(training: [(name, analysis)], settings)
      let schedule = plot.schedules[0]
      let peak = try #require(schedule.peak)
      #expect(peak.bytes == Double(step.memory.total))
      let worst = try #require(step.memory.worst)
      #expect(schedule.steps[peak.step] == "\(worst.pass.rawValue) \(analysis.graph.path(of: worst.node))")
      #expect(schedule.bands.allSatisfy { band in band.bytes.allSatisfy { $0 >= 0 } })
    }
  }
}
