import ArchDiagnostics
import ArchLanguage
import Foundation
import Testing

@Suite struct FormatterTests {
  private func format(_ text: String) throws -> String {
    try ArchitectureFormatter.format(SourceText(name: "t", text: text))
  }

  static let untidy = """
    // heading
    network   net( width=8 ){
      published  "a paper":top1 76.13 %,top5 92 %


    input image:[3,32,32]   // channels first
      a:conv( width*2 ,kernel:[3,3],padding: -1+2 )->relu// two


      if  width%2==0 and not(width>8){relu} else {
      tanh
      }
      conv(8,
      kernel:3)
      ->   relu
      add{branch{} branch { conv(8,kernel : 1)->relu }
      }
      expect macs within 0.5 % of 4.09G
      expect params==-3

    }
    """

  static let tidy = """
    // heading
    network net(width = 8) {
        published "a paper": top1 76.13%, top5 92%

        input image: [3, 32, 32]                                     // channels first
        a: conv(width * 2, kernel: [3, 3], padding: -1 + 2) -> relu  // two

        if width % 2 == 0 and not (width > 8) { relu } else {
            tanh
        }
        conv(8,
            kernel: 3)
            -> relu
        add { branch {} branch { conv(8, kernel: 1) -> relu }
        }
        expect macs within 0.5% of 4.09G
        expect params == -3
    }

    """

  @Test func writesTheOneForm() throws {
    #expect(try format(Self.untidy) == Self.tidy)
    #expect(try format(Self.tidy) == Self.tidy)
  }

  @Test func aUnitIsNoRemainder() throws {
    let text =
      "network n = m() { published \"a\": top1 5% }\n\nlet x = [7 % 3, 8 % 3]\nlet published = 7 % 3\n"
    #expect(try format(text) == text)
  }

  @Test func refusesFaultyTexts() {
    #expect(throws: Diagnostics.self) { try format("network net {") }
  }
}
