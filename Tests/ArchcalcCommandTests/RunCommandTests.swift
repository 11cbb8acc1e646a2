import Foundation
import Testing

@testable import ArchcalcCommand

/// `archcalc run`, as a student uses it.
@Suite struct RunCommandTests {
  private static let network = "network n {\n    input image: [1, 3, 3]\n    c: conv(2, kernel: 2)\n}\n"

  private func run(_ data: String, _ more: [String] = []) throws -> Outcome {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let network = try scratch.file("n.arch", Self.network)
    let file = try scratch.file("n.json", data)
    return CommandLineProgram.run(["run", network, "--data", file] + more, in: Environment())
  }

  private static let data = """
    {"inputs": {"image": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]},
     "weights": {"c.weight": [[[[1, 0], [0, 1]]], [[[0, 0.5], [0, 0]]]], "c.bias": [0, -1]}}
    """

  @Test func channelsOneAfterAnother() throws {
    let outcome = try run(Self.data)
    #expect(
      outcome.output == """
        c (2, 2, 2)
        channel 0
           6.0   8.0
          12.0  14.0

        channel 1
           0.0   0.5
           1.5   2.0

        """)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
  }

  @Test func jsonCanBeGivenToAnotherRun() throws {
    let outcome = try run(Self.data, ["--format", "json", "--layer", "image", "--layer", "c"])
    let json = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let values = try #require(json["values"] as? [[String: Any]])
    #expect(values.map { $0["path"] as? String } == ["image", "c"])
    #expect(values[1]["shape"] as? [Int] == [2, 2, 2])
    #expect(values[1]["numbers"] as? [[[Double]]] == [[[6, 8], [12, 14]], [[0, 0.5], [1.5, 2]]])
    #expect((json["made_up"] as? [String: [String]])?["weights"] == [])
  }

  @Test func whatIsMadeUpIsSaid() throws {
    let first = try run("{\"inputs\": {\"image\": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}}")
    #expect(first.output.hasSuffix("\nmade up from seed 1: c.weight, c.bias\n"))
    #expect(try run("{}", ["--seed", "1"]).output == run("{}").output)
    #expect(try run("{}", ["--seed", "2"]).output != run("{}").output)
    #expect(archcalc("run", "lecture_cnn").output.contains("fc5.softmax (10)"))
  }

  @Test(arguments: [
    ("{\"inputs\": {\"image\": [[1, 2], [3, 4]]}}", "`image` is 1 x 3 x 3, but the data has 2 x 2"),
    ("{\"weights\": {\"c.weigth\": [1]}}", "did you mean `c.weight`?"),
    ("{\"inputs\": {\"image\": [[1, 2, 3], [4, 5]", "is not valid JSON: `,` or `]` is missing at line 1"),
    ("{\"inputs\": {\"image\": [[1, 2, 3], [4, 5, 6], [7, 8]]}}", "`image[2]` has 2 elements"),
  ]) func mistakesInTheData(data: String, message: String) throws {
    let outcome = try run(data)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func mistakesOnTheCommandLine() throws {
    #expect(try run("{}", ["--layer", "d"]).errors.contains("has no layer called `d`"))
    #expect(try run("{}", ["--seed", "x"]).status == ExitStatus.usage)
    #expect(archcalc("run", "lecture_cnn", "--data", "none.json").errors.contains("there is no such file"))
    #expect(
      archcalc("run", "vgg16", "--input", "3x200000x200000").errors.contains("there is not enough memory"))
  }
}
