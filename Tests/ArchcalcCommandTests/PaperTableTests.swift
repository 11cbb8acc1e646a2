import Testing

@testable import ArchcalcCommand

/// Tables as papers print them, by one command each, digit by digit.
@Suite struct PaperTableTests {
  /// Liu and others 2022, A ConvNet for the 2020s, Table 1: parameters and FLOPs.
  @Test func convNeXt() {
    let names = ["T", "S", "B", "L", "XL"]
    let networks = ["convnext_tiny", "convnext_small", "convnext_base", "convnext_large", "convnext_xlarge"]
    let naming = zip(networks, names).flatMap { ["--name", "\($0)=ConvNeXt-\($1)"] }
    let rows = Self.table(
      networks + ["--columns", "network,mparams,gmacs", "--decimals", "params=0,macs=1"] + naming)
    #expect(
      rows == [
        ["ConvNeXt-T", "29", "4.5"], ["ConvNeXt-S", "50", "8.7"], ["ConvNeXt-B", "89", "15.4"],
        ["ConvNeXt-L", "198", "34.4"], ["ConvNeXt-XL", "350", "60.9"],
      ])
  }

  /// Liu and others 2021, Swin Transformer, Table 1 (a).
  ///
  /// The paper rounds 28.3 M up: 29.
  @Test func swin() {
    let rows = Self.table([
      "swin_t", "swin_s", "swin_b", "--columns", "network,mparams,gmacs", "--decimals", "params=0,macs=1",
      "--name",
      "swin_t=Swin-T", "--name", "swin_s=Swin-S", "--name", "swin_b=Swin-B",
    ])
    #expect(rows == [["Swin-T", "28", "4.5"], ["Swin-S", "50", "8.7"], ["Swin-B", "88", "15.4"]])
  }

  /// He and others 2015, Table 1, last line: 1.8, 3.6, 3.8, 7.6 and 11.3 x 10^9, the second and third cut off.
  @Test func resNet() {
    let rows = Self.table([
      "resnet18", "resnet34", "resnet50_v1", "resnet101_v1", "resnet152_v1", "--columns", "network,gmacs",
      "--decimals", "1",
    ])
    #expect(rows.map { $0[1] } == ["1.8", "3.7", "3.9", "7.6", "11.3"])
  }

  /// Units and decimals of columns by other counts, in every form.
  @Test func countsOfTools() {
    let text = archcalc(
      "table", "resnet50", "vit_b_16", "--columns", "network,macs,macs:fvcore", "--unit",
      "macs=G,macs:fvcore=G",
      "--decimals", "3", "--format", "text"
    ).output
    #expect(text.contains("resnet50") && text.contains("4.089") && text.contains("4.112"))
    #expect(text.contains("multiply-adds (G)") && text.contains("MACs (fvcore) (G)"))
    let convention = archcalc(
      "table", "resnet50", "--columns", "network,macs,peak", "--convention", "thop", "--unit", "macs=G",
      "--format", "text"
    ).output
    #expect(convention.contains("4.13") && convention.contains("MACs (thop) (G)"))
  }

  /// The cells of the rows of a table.
  private static func table(_ arguments: [String]) -> [[String]] {
    let outcome = CommandLineProgram.run(["table"] + arguments + ["--format", "csv"], in: Environment())
    return outcome.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
