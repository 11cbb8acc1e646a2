import ArchDocuments
import ArchReports
import Foundation
import Testing

@testable import ArchcalcCommand

/// Every command that writes reports writes all forms, to a file or to standard output, and by the file's name.
@Suite struct DocumentFormTests {
  static let reports = [
    ["summary", "lecture_cnn"], ["table", "lecture_cnn"], ["table", "lecture_cnn", "alexnet"],
    ["compare", "vgg11", "vgg13"], ["compare", "vgg11", "vgg13", "vgg16"], ["memory", "lecture_cnn"],
    ["memory", "lecture_cnn", "--training"], ["train", "lecture_cnn"],
    ["fit", "lecture_cnn", "--memory", "1GiB"], ["explain", "lecture_cnn", "conv1"],
    ["explain", "resnet18", "stage[1]"], ["check", "lecture_cnn"], ["check", "lecture_cnn", "vgg11"],
    ["validate", "lecture_cnn"], ["validate", "lecture_cnn", "lenet5"], ["run", "lecture_cnn"],
    ["run", "lecture_cnn", "--layer", "pool2", "--layer", "conv1"], ["layers"], ["layers", "conv"],
    ["layers", "glu"],
  ]

  @Test(arguments: reports) func everyForm(report: [String]) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for form in DocumentForm.allCases {
      let printed = run(report + ["--format", form.rawValue])
      #expect(printed.status == 0 && !printed.output.isEmpty, "\(form)")
      let begins: [DocumentForm: String] = [.json: "{", .html: "<!DOCTYPE html>", .latex: "%"]
      #expect(printed.output.hasPrefix(begins[form] ?? ""), "\(form)")
      // What is said for a terminal is said there alone.
      #expect(form == .text || printed.output != run(report + ["--format", "text"]).output, "\(form)")
      for ending in form.endings {
        let path = scratch.url.appending(path: "report.\(ending.uppercased())").path()
        let written = run(report + ["--output", path])
        #expect(written.status == 0 && written.output.isEmpty && written.errors.isEmpty, "\(ending)")
        #expect(try String(contentsOfFile: path, encoding: .utf8) == printed.output, "\(ending)")
      }
    }
  }

  /// The list of networks, which takes longer, in one form by its name and one by its ending.
  @Test func theListHasForms() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    #expect(run(["list", "--format", "html"]).output.hasPrefix("<!DOCTYPE html>"))
    let path = scratch.url.appending(path: "list.json").path()
    #expect(run(["list", "--output", path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("{"))
  }

  /// A name that promises something else is refused before anything is computed or written.
  @Test(
    arguments: [
      (["summary", "lecture_cnn"], "png", "`.html`"), (["table", "lecture_cnn"], "pdf", "`.tex`"),
      (["compare", "vgg11", "vgg13"], "svg", "`.md`"), (["memory", "lecture_cnn"], "xlsx", "`.csv`"),
      (["list"], "yaml", "`.json`"), (["export", "lecture_cnn"], "pt", "`.onnx`"),
      (["show", "vgg16"], "txt", "`.arch`"), (["explain", "lecture_cnn", "conv1"], "pdf", "`.tex`"),
      (["validate", "lecture_cnn"], "log", "`.txt`"), (["run", "lecture_cnn"], "npy", "`.csv`"),
      (["layers", "conv"], "rst", "`.md`"), (["check", "lecture_cnn"], "xml", "`.json`"),
    ] as [([String], String, String)])
  func otherEndings(command: [String], ending: String, instead: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "plot.\(ending)").path()
    let outcome = run(command + ["--output", path])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("`\(command[0])` cannot write `.\(ending)` files"))
    #expect(outcome.errors.contains(instead))
    #expect(!FileManager.default.fileExists(atPath: path))
    // Where the form is said, the name may be any.
    guard command[0] != "export", command[0] != "show" else { return }
    #expect(run(command + ["--output", path, "--format", "csv"]).status == 0)
  }

  /// Pages of several tables have headings of their own, and each table sorts.
  @Test func pagesOfSeveralTables() {
    let page = run(["compare", "mobilenet_v1", "mobilenet_v1_full", "--format", "html"]).output
    #expect(page.components(separatedBy: "<table>").count == 4)
    #expect(page.components(separatedBy: "<h1").count == 2 && page.components(separatedBy: "<h2").count == 3)
    #expect(page.contains("aria-labelledby=\"title-3\"") && page.contains("id=\"title-3\""))
  }

  private func run(_ arguments: [String]) -> Outcome {
    CommandLineProgram.run(arguments, in: Environment(width: nil))
  }
}
