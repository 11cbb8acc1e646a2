import Foundation
import Testing

@testable import ArchcalcCommand

/// Reports in a real browser: every control by pointer and by keys, no request, no error, see `Tests/check-report`.
@Suite(
  .enabled(
    if: Browser.chromium != nil && Browser.python != nil && Program.url != nil,
    "Chromium or Python is not installed"))
struct ReportBrowserTests {
  @Test(arguments: [["lecture_cnn"], ["unet", "unet_padded"]]) func everyControlWorks(networks: [String])
    throws
  {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let report = scratch.url.appending(path: "report.html").path()
    let outcome = CommandLineProgram.run(["report"] + networks + ["--output", report], in: Environment())
    try #require(outcome.status == 0, "\(outcome.errors)")
    let script = projectRoot.appending(path: "Tests/check-report").path()
    let arguments = [script, "--untimed", "--chromium", try #require(Browser.chromium), report]
    let process = Process()
    process.executableURL = URL(filePath: try #require(Browser.python))
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("no request, no error"))
  }
}

/// Programs that a test of a page needs.
enum Browser {
  static let chromium = ["chromium", "chromium-browser", "google-chrome"].compactMap(find).first
  static let python = find("python3")

  private static func find(_ name: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
