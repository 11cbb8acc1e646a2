import ArchAnalysis
import ArchGraph
import Testing

/// Where a field is a bound, since channels that see more were left out on the way, it says so.
@Suite struct FieldBoundTests {
  private func bounds(_ body: String) throws -> [Bool] {
    let analysis = try Analysis(expand("network n {\n\(body)\n}\n"))
    return analysis.layers.map(\.fieldIsBound)
  }

  @Test func rearrangingThereAndBack() throws {
    let body = "input x: [4, 8, 8]\nconv(4, kernel: 3, padding: 1)\nspace_to_depth(2)\ndepth_to_space(2)"
    #expect(try bounds(body) == [false, false, false, true])
    // Once a field is a bound, it is one for all that read it.
    #expect(try bounds(body + "\nconv(4, kernel: 1)\nrelu") == [false, false, false, true, true, true])
    // A layer that reads all channels between makes them see the same.
    #expect(
      try bounds(
        "input x: [4, 8, 8]\nspace_to_depth(2)\nconv(16, kernel: 1)\ndepth_to_space(2)")
        == [false, false, false, false])
  }

  @Test func partsOfJoinedChannels() throws {
    let body = "input x: [2, 8]\nconcat { branch {} branch { conv(2, kernel: 3, padding: 1) } }"
    #expect(try bounds(body + "\nsplit(2, take: 0)").last == true)
    #expect(try bounds(body + "\nconv(2, kernel: 1)\nsplit(2, take: 0)").last == false)
    #expect(
      try bounds(
        "input x: [2, 8]\nconcat { branch { conv(2, kernel: 3) } branch { conv(2, kernel: 3) } }\nsplit(2, take: 0)"
      )
      .last == false)
  }

  /// What comes by one of two paths is a bound where either is, and alike in all channels where both are.
  @Test func paths() {
    func view(_ isUniform: Bool, _ isBound: Bool) -> ChannelView {
      var view = ChannelView()
      view.isUniform = isUniform
      view.isBound = isBound
      return view
    }
    for (a, b) in [(false, false), (false, true), (true, false), (true, true)] {
      #expect(view(a, a).joined(with: view(b, b)) == view(a && b, a || b))
    }
  }

  /// A path that is not followed is not known after a merge either, whatever the other is.
  @Test func aPathThatIsNotFollowed() throws {
    for body in [
      "concat { branch { flatten } branch { permute([1, 0]) -> flatten } }",
      "concat { branch { permute([1, 0]) -> flatten } branch { flatten } }",
    ] {
      let analysis = try Analysis(expand("network n {\ninput x: [2, 4]\n\(body)\n}\n"))
      let paths = analysis.graph.nodes[analysis.graph.nodes.count - 1].inputs.map {
        analysis.layers[$0].field
      }
      #expect(analysis.layers.last?.field == (paths.contains(.unknown) ? .unknown : .whole), "\(paths)")
    }
  }
}
