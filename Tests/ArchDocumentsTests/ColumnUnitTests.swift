import ArchDocuments
import Testing

/// What one of each unit is, beside the prefixes of the International System and of IEC 80000-13.
@Suite struct ColumnUnitTests {
  @Test(arguments: ColumnStyle.Unit.names + ["K", "KB"]) func factors(name: String) throws {
    let prefixes = ["k": 1, "K": 1, "M": 2, "G": 3, "B": 3, "T": 4, "P": 5]
    let power = try #require(prefixes[String(name.prefix(1))])
    let base = name.hasSuffix("iB") ? 1024.0 : 1000.0
    let factor = (0..<power).reduce(1.0) { product, _ in product * base }
    #expect(try #require(ColumnStyle.Unit(name)).factor == factor)
  }
}
