import ArchCalc
import ArchSources
import Foundation
import Testing

@testable import ArchcalcCommand

@Suite struct OddTableTests {
  private static let forms = ["markdown", "csv", "json", "html", "latex"]

  @Test func aNetworkWithoutLayers() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("e.arch", "network empty {\n    input image: [3, 8, 8]\n}\n")
    for option in ["--group", "--fold-norms", "--all-layers", "--depth=1", "--layout=chw"] {
      for form in Self.forms {
        let outcome = archcalc(
          "table", path, option, "-f", form, "-c", "layer,output,params,macs,share,field,bytes")
        #expect(
          outcome.status == 0 && outcome.errors.isEmpty && outcome.output.contains("image"),
          "\(option), \(form)")
      }
    }
    let row = archcalc("table", path, path, "-f", "csv", "-c", "network,depth,params,mib,macs").output
    #expect(row == "network,depth,parameters,MiB,multiply-adds\r\nempty,0,0,0.0,0\r\nempty,0,0,0.0,0\r\n")
  }

  @Test func unknownCostsAreNeverZero() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "u.arch",
      """
      network detector {
          input boxes: [100, 5]
          kept: non_maximum_suppression(10)
          flatten -> dense(4)
      }
      """)
    for form in Self.forms {
      let outcome = archcalc("table", path, "-f", form, "-c", "layer,params,macs,flops")
      #expect(outcome.errors.isEmpty && outcome.output.contains("unknown"), "\(form): \(outcome.errors)")
      #expect(
        archcalc("table", path, "vgg16", "-f", form, "-c", "network,macs").output.contains(
          form == "json" ? "\"macs_known\": 200" : "unknown"),
        "\(form)")
    }
    let json = try #require(
      JSONSerialization.jsonObject(
        with: Data(archcalc("table", path, "-f", "json", "-c", "layer,macs").output.utf8))
        as? [String: Any])
    let rows = try #require(json["rows"] as? [[String: Any]])
    let last = try #require(rows.first { $0["layer"] as? String == "kept" })
    #expect(last["macs"] is NSNull)
    let totals = try #require(json["totals"] as? [String: Any])
    #expect(totals["macs"] is NSNull && totals["macs_known"] as? Int == 200)
    #expect(json["unknown_work"] as? [String] == ["kept"])
    let markdown = archcalc("table", path, "-c", "layer,macs").output
    #expect(markdown.contains("**200 + unknown**"))
  }

  @Test(arguments: ["csv", "html"]) func twoHundredNetworksAtOnce(form: String) throws {
    let names = archcalc("list", "--format", "names").output.split(separator: "\n").map(String.init)
    let many = Array((names + names).prefix(200))
    let outcome = CommandLineProgram.run(
      ["table"] + many + ["-f", form, "-c", "network,params"], in: Environment())
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let isRow: (Substring) -> Bool = {
      form == "csv" ? !$0.hasPrefix("network,") : $0.hasPrefix("<tr><th scope=\"row\"")
    }
    #expect(outcome.output.split(whereSeparator: \.isNewline).count(where: isRow) == 200)
  }

  static let odd = #"A & B: 50% of #1 {x} ~ ^ \ <b>|</b> `c` $x$ [1](u) *--* Müller_é '' ,, 3 < 4"#

  @Test func signsThatMeanSomethingElsewhere() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file(
      "o.arch", "source \"\(Self.odd)\"\nnetwork odd_one {\n    input image: [3, 8, 8]\n    relu\n}\n")
    func document(_ form: String) -> String {
      archcalc("table", path, path, "-f", form, "-c", "network,source").output
    }
    #expect(
      document("markdown").contains(
        #"| odd\_one | A \& B: 50% of #1 {x} \~ ^ \\ \<b\>\|\</b\> \`c\` \$x\$ \[1\](u) \*--\* Müller\_é '' ,, 3 \< 4 |"#
      ))
    #expect(
      document("html").contains(
        "A &amp; B: 50% of #1 {x} ~ ^ \\ &lt;b&gt;|&lt;/b&gt; `c` $x$ [1](u) *--* Müller_<wbr>é &#39;&#39; ,, 3 &lt; 4"
      ))
    #expect(
      document("csv").contains(
        ",\"A & B: 50% of #1 {x} ~ ^ \\ <b>|</b> `c` $x$ [1](u) *--* Müller_é '' ,, 3 < 4\"\r\n"))
    #expect(
      document("latex").contains(
        ##"odd\_one & A \& B: 50\% of \#1 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} \textless{}b\textgreater{}\textbar{}\textless{}/b\textgreater{} \textasciigrave{}c\textasciigrave{} \$x\$ {[}1{]}(u) {*}-{}-{*} Müller\_é '{}' ,{}, 3 \textless{} 4 \\"##
      ))
    let json = try #require(JSONSerialization.jsonObject(with: Data(document("json").utf8)) as? [String: Any])
    #expect((json["rows"] as? [[String: Any]])?.first?["source"] as? String == Self.odd)
  }

  /// As a renderer reads it: as many cells in each row as in the head, and no sign left that is not escaped.
  @Test(arguments: [[], ["--group"]]) func everyMarkdownTableIsOne(
    options: [String]
  ) {
    for name in oneOfEachFile() {
      check(
        CommandLineProgram.run(["table", name, "-c", "layer,operator,output"] + options, in: Environment())
          .output, name)
    }
    check(archcalc("table", "--all").output, "--all")
  }

  private func check(_ output: String, _ name: String) {
    let lines = output.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count > 2, "\(name)")
    let counts = Set(
      lines.map { line in
        line.replacing(#"\\"#, with: "").replacing(#"\|"#, with: "").count { $0 == "|" }
      })
    #expect(counts.count == 1, "\(name)")
    #expect(lines[1].allSatisfy { "|-: ".contains($0) }, "\(name)")
    for line in lines.dropFirst(2) {
      let plain = line.replacing(#/\\[\\|`*_<>\[\]~&$]/#, with: "").replacing(#/\*\*([^*]*)\*\*/#) {
        $0.output.1
      }
      #expect(!plain.contains { #"`*_<>[]~&$\"#.contains($0) }, "\(name): \(line)")
    }
  }
}

/// The first network of each file that the program carries.
func oneOfEachFile() -> [String] {
  EmbeddedNetworks.fileNames.indices.compactMap { index in
    EmbeddedNetworks.program(file: index).networks.first(where: \.isComplete)?.name
  }
}
