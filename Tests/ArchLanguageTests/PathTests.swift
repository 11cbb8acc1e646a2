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
