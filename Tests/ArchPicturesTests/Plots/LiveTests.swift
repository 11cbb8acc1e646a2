import ArchDocuments
import Testing

@testable import ArchPictures

@Suite struct LiveTests {
  private func random(_ count: Int, seed: UInt64) -> [Double] {
    var chance = Chance(state: seed)
    return (0..<count).map { _ in (chance.next() * 1e9).rounded() }
  }

  private func dot(_ picture: Picture) -> Point? {
    picture.flat.compactMap { if case .circle(let center, _, _) = $0 { center } else { nil } }.first
  }

  private func surfaces(_ picture: Picture) -> [[Point]] {
    picture.flat.compactMap { if case .polygon(let points, _) = $0 { points } else { nil } }
  }

  @Test(arguments: [1, 2, 21, 300, 599, 50_000], [240.0, 320, 640])
  func thePeakIsNeverLost(_ count: Int, _ width: Double) throws {
    var bytes = random(count, seed: UInt64(count))
    let step = count * 2 / 3
    bytes[step] = 2_147_483_648
    let names = (0..<count).map { "unit[\($0)].conv" }
    let plot = LivePlot(title: "Network", schedules: [.init("n", steps: names, bytes: bytes)])
    #expect(plot.schedules[0].peak?.step == step)
    let picture = plot.picture(width: width)
    #expect(picture.escaped.isEmpty)
    #expect(picture.coveringTexts.isEmpty)
    #expect(picture.texts.contains { $0.text == "peak 2 GiB at unit[\(step)].conv" })
    let place = try #require(self.dot(picture))
    let surface = try #require(self.surfaces(picture).first)
    // The surface reaches as high as the dot, above the place of its step, and no higher.
    #expect(surface.map(\.y).min() == place.y)
    let (left, right) = (surface.map(\.x).min() ?? 0, surface.map(\.x).max() ?? 0)
    let expected = left + (Double(step) + 0.5) / Double(count) * (right - left)
    #expect((place.x - expected).magnitude < 1.01)
    #expect(surface.count < 4 * Int(width))
  }

  /// Names of steps take 110 pixels at most: those that need no more are whole, all others are cut.
  @Test func namesOfSteps() {
    let size = 10.0
    let names = (5...14).flatMap { wide in
      (0...25).map { String(repeating: "m", count: wide) + String(repeating: "i", count: $0) }
    }
    let widths = names.map { TextMetrics.width(of: $0, size: size) }
    #expect(widths.contains { $0 > 109 && $0 <= 110 } && widths.contains { $0 > 110 && $0 <= 111 })
    for start in stride(from: 0, to: names.count, by: 20) {
      let steps = Array(names[start..<start + 20])
      let plot = LivePlot(schedules: [.init("n", steps: steps, bytes: steps.map { _ in 1 })])
      let written = plot.picture().texts.filter { $0.isUpright && $0.ink == .quiet }
      #expect(written.count == 20 && written.allSatisfy { $0.size == size })
      for (text, name) in zip(written, steps) {
        #expect(text.width <= 110)
        #expect((text.text == name) == (TextMetrics.width(of: name, size: size) <= 110), "\(text.text)")
      }
    }
  }

  @Test func columnsShowTheLargestOfTheirSteps() {
    let bytes = random(1237, seed: 9)
    let schedule = LivePlot.Schedule("n", steps: [], bytes: bytes)
    let columns = schedule.columns(most: 100)
    #expect(columns.count == 100)
    #expect(columns.flatMap(\.steps) == Array(0..<1237))
    for column in columns {
      #expect(bytes[column.shown] == bytes[column.steps].max())
      #expect((12...13).contains(column.steps.count))
    }
  }

  @Test func bandsLieOnEachOther() throws {
    let (a, b) = (random(20, seed: 1), random(20, seed: 2))
    let plot = LivePlot(
      schedules: [.init("n", steps: [], bands: [.init("weights", bytes: a), .init("live", bytes: b)])])
    let picture = plot.picture()
    let surfaces = self.surfaces(picture)
    #expect(surfaces.count == 2)
    let floor = surfaces[0].map(\.y).max() ?? 0
    let peak = try #require(plot.schedules[0].peak)
    #expect(peak.bytes == zip(a, b).map(+).max())
    // Heights are in proportion: that of the highest of the lower band, and that of both.
    let lower = floor - (surfaces[0].map(\.y).min() ?? 0)
    let both = floor - (surfaces[1].map(\.y).min() ?? 0)
    #expect((lower / both - (a.max() ?? 0) / peak.bytes).magnitude < 1e-9)
    #expect(Set(picture.texts.map(\.text)).isSuperset(of: ["weights", "live"]))
    #expect(picture.escaped.isEmpty && picture.coveringTexts.isEmpty)
  }

  @Test func networksShareAScaleUnlessTheyShallNot() {
    let schedules = [
      LivePlot.Schedule("a", steps: [], bytes: [1_048_576]), .init("b", steps: [], bytes: [4_194_304, 1]),
    ]
    func heights(_ plot: LivePlot) -> [Double] {
      surfaces(plot.picture()).map { ($0.map(\.y).max() ?? 0) - ($0.map(\.y).min() ?? 0) }
    }
    let shared = heights(LivePlot(schedules: schedules))
    #expect((shared[1] / shared[0] - 4).magnitude < 1e-9)
    let own = heights(LivePlot(schedules: schedules, hasOneScale: false))
    #expect((own[1] / own[0] - 1).magnitude < 0.3)
    #expect(LivePlot(schedules: schedules).picture().coveringTexts.isEmpty)
  }

  @Test func anyInputMakesAPage() {
    for count in [0, 1, 2, 40] {
      for width in [0, 240, 320, 640, 1e9, Double.nan] {
        let schedules = badNames.map { name in
          LivePlot.Schedule(
            name, steps: Array(badNames.prefix(count)),
            bands: badNames.prefix(count).map { .init($0, bytes: badNumbers) })
        }
        let plot = LivePlot(
          title: badNames[0], schedules: Array(schedules.prefix(count)), bytesTitle: badNames[count % 7],
          stepsTitle: badNames[0], hasOneScale: count != 2, notes: badNames)
        let picture = plot.picture(width: width)
        #expect(picture.escaped.isEmpty)
        #expect(picture.coveringTexts.isEmpty)
        #expect(!picture.svg().isEmpty)
      }
    }
    let nothing = LivePlot(schedules: [.init("n", steps: ["a"], bytes: [0])]).picture()
    #expect(nothing.texts.contains { $0.text == "peak 0 B at a" })
  }
}
