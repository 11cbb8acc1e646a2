import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

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
