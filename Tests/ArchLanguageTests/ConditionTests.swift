import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

/// Conditions about what values are: their shapes, and elements of lists.
@Suite struct ConditionTests {
  private func holds(_ condition: String) throws -> Bool {
    let graph = try expand(
      body: "half: max_pool(2)\nimage\nif \(condition) { relu } else { tanh }")
    return graph.nodes.last?.op.name == "relu"
  }

  @Test(arguments: [
    ("image.channels == half.channels", true), ("image.shape == half.shape", false),
    ("image.shape != half.shape and image.rank == half.rank", true), ("image.height > half.height", true),
    ("image.height == 2 * half.height", true), ("it.shape == [4, 16, 16]", true),
    ("it.shape == [4, 16]", false),
    ("image.shape[0] == half.shape[0]", true), ("image.count / half.count == 4", true),
    ("image.channels in [3, 4]", true), ("image.channels in []", false),
    ("not image.channels in [3, 4]", false),
    ("half.shape in [[4, 8, 8], [4, 16, 16]]", true), ("relu in [tanh, relu]", true),
    ("same in [1, 2]", false),
    ("1 + 1 in [2] and 3 in [3]", true), ("same == 1", false), ("1 != same", true), ("[1] == same", false),
    ("in in [1]", false), ("relu != none", true), ("none == leaky_relu(0.2)", false), ("none == none", true),
    ("true == none", false),
  ])
  func isAsItSays(condition: String, value: Bool) throws {
    #expect(try holds(condition) == value)
  }

  private func faults(_ condition: String) -> [Diagnostic] {
    do {
      _ = try holds(condition)
      return []
    } catch {
      return (error as? Diagnostics)?.items ?? []
    }
  }

  @Test(arguments: [
    ("image == half", "compared-values", "image.shape == half.shape"),
    ("image < half", "compared-values", "less(image, half)"),
    ("image + half == 3", "wrong-type", "y: add(image, half)"),
    ("image", "wrong-type", "image.channels == 64"),
    ("image.channels", "wrong-type", "image.channels > 0"), ("3 in 4", "wrong-type", "x in [1, 2]"),
    ("1 < image.channels < 8", "unexpected", "1 < image.channels and image.channels < …"),
    ("image.channels not in [1]", "unexpected", "not x in list"),
    ("image.shape[1:] == half.shape[1:]", "unexpected", "list[1]"),
  ])
  func whatHelpsIsSaid(condition: String, code: String, help: String) throws {
    let found = faults(condition)
    #expect(found.first?.code == code)
    #expect(found.first?.help?.contains("`\(help)`") == true, "\(found.first?.help ?? "none")")
  }

  /// A demand that does not hold is the only fault of its block: what follows relies on it.
  @Test func whatFollowsADemandIsNotBlamed() {
    let text = """
      block joined(a, b) {
          require a.shape == b.shape, "shapes must match"
          sum: add(a, b)
          repeat 3 { conv(sum.height - 100, kernel: 1) }
      }
      network net {
          input image: [4, 16, 16]
          half: max_pool(2)
          y: joined(image, half)
          y.sum -> relu
      }
      """
    do {
      _ = try expand(text)
      Issue.record("the demand does not hold")
    } catch {
      let items = (error as? Diagnostics)?.items ?? []
      #expect(items.map(\.code) == ["unmet-requirement"])
      #expect(items.first?.evidence == ["`a.shape` is [4, 16, 16]", "`b.shape` is [4, 8, 8]"])
      #expect(items.first?.trail == ["in joined(a: 4 x 16 x 16, b: 4 x 8 x 8), called on line 9"])
    }
  }
}
