import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchLanguage
import ArchOperators
import Testing

@Suite struct RobustnessTests {
  /// Texts that are not the language, cut and mixed from one that is: each gives faults or a graph, never a crash.
  @Test func brokenTextsDoNotCrash() throws {
    let text = """
      source "s"
      block u(w, s = 1) { add { branch { conv(w, kernel: [3, 3], stride: s) -> relu } branch {} } }
      network n(d = [1, 2]) {
          input i: [3, 8, 8]
          shared t: u(3)
          frozen { a: i -> t }
          for k, x in d { l: repeat x as j { conv(3 + j, kernel: 1) } }
          when training { output o: relu }
          if it.channels == 3 and not false { relu } else { relu }
          output p: l[0] -> flatten
          expect params within 1% of 3.5K
      }
      """
    let bytes = Array(text.utf8)
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<1500 {
      var mutant = bytes
      for _ in 0...random(4) {
        let place = random(mutant.count)
        switch random(4) {
        case 0: mutant.remove(at: place)
        case 1: mutant.insert(bytes[random(bytes.count)], at: place)
        case 2: mutant[place] = UInt8(random(256))
        default:
          let end = min(mutant.count, place + random(20))
          mutant.removeSubrange(place..<end)
        }
        if mutant.isEmpty { mutant = [0x20] }
      }
      let program = Program(SourceText(name: "m", bytes: mutant), catalogue: .standard, imports: NoImports())
      _ = DiagnosticRenderer().render(program.diagnostics)
      for network in program.networks {
        do throws(Diagnostics) {
          _ = try program.expand(network.name)
        } catch {
          #expect(error.hasErrors)
          _ = DiagnosticRenderer().render(error.items)
        }
      }
    }
  }

  @Test func tooManyClaimsAndPartsAreRefused() throws {
    func codes(_ body: String) -> [String] {
      let program = Program(
        SourceText(name: "many", text: "network n {\ninput x: [2]\nrelu\n\(body)\n}"), catalogue: .standard,
        imports: NoImports())
      do throws(Diagnostics) {
        _ = try program.expand("n")
        return []
      } catch {
        return error.items.map(\.code)
      }
    }
    let claims = codes(String(repeating: "expect params == 0\n", count: 100_001))
    #expect(claims.count == 1 && claims[0].hasPrefix("too-many"), "\(claims)")
    let parts = codes("repeat 1000 { repeat 501 { l: relu } }")
    #expect(parts.count == 1 && parts[0].hasPrefix("too-many"), "\(parts)")
  }

  @Test func veryLongTextsAreRefused() {
    let source = SourceText(name: "long", bytes: Array(repeating: UInt8(ascii: " "), count: 5 << 20))
    let program = Program(source, catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.map(\.code) == ["too-long"])
  }

  @Test func aHundredThousandBracesGiveOneFault() {
    for text in [
      String(repeating: "{", count: 100_000), "network n " + String(repeating: "{", count: 100_000),
    ] {
      let program = Program(
        SourceText(name: "braces", text: text), catalogue: .standard, imports: NoImports())
      #expect(program.diagnostics.count == 1)
    }
    let nested = "network n {\n" + String(repeating: "frozen {\n", count: 100_000)
    let program = Program(
      SourceText(name: "nested", text: nested), catalogue: .standard, imports: NoImports())
    #expect(program.diagnostics.map(\.code) == ["too-deep"])
  }
}
