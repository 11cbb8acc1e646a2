import ArchEngines
import ArchSources
import Foundation
import Testing

@testable import ArchcalcCommand

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How files are written: whole, under a name of their own until then, and with nothing left beside them.
@Suite struct FilesTests {
  private func names(in scratch: Scratch) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.url.path()).sorted()
  }

  @Test func nothingIsLeftBesideAFile() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "a.txt").path()
    try Files.write("first", to: path)
    try Files.write("second", to: path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "second")
    #expect(try names(in: scratch) == ["a.txt"])
  }

  /// What a killed program left is not in the way, whatever process had which number.
  @Test func whatAnotherLeftIsNotInTheWay() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = scratch.url.appending(path: "a.txt").path()
    let stale = "a.txt.\(ProcessInfo.processInfo.processIdentifier).part"
    _ = try scratch.file(stale, "left")
    try Files.write("text", to: path)
    #expect(try names(in: scratch) == ["a.txt", stale].sorted())
  }

  @Test func permissionsStay() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let path = try scratch.file("a.txt", "before")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try Files.write("after", to: path)
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o640)
  }

  @Test func linksAreFollowedWhereTheyLead() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let target = try scratch.file("target.txt", "before")
    let link = scratch.url.appending(path: "link.txt").path()
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    try Files.write("after", to: link)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == "after")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)

    let dangling = scratch.url.appending(path: "dangling.txt").path()
    try FileManager.default.createSymbolicLink(atPath: dangling, withDestinationPath: "nowhere.txt")
    #expect { try Files.write("text", to: dangling) } throws: {
      ($0 as? Files.Fault)?.reason == "it is a link to a file that does not exist"
    }
    #expect(try names(in: scratch) == ["dangling.txt", "link.txt", "target.txt"])
  }

  #if os(Linux)
    /// A pipe is written to, and stays one.
    @Test func pipesAreWrittenInPlace() throws {
      let scratch = try Scratch()
      defer { scratch.remove() }
      let path = scratch.url.appending(path: "pipe").path()
      try #require(mkfifo(path, 0o600) == 0)
      // Both ends are open here, so that neither waits for the other.
      let descriptor = open(path, O_RDWR)
      defer { close(descriptor) }
      try Files.write("text", to: path)
      var bytes = [UInt8](repeating: 0, count: 16)
      #expect(read(descriptor, &bytes, 16) == 4 && bytes[..<4] == ArraySlice("text".utf8))
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    }

    /// A device that takes nothing is written to as a stream: nothing here may put a file in its place.
    @Test func aFullDisk() throws {
      let descriptor = open("/dev/full", O_WRONLY)
      try #require(descriptor >= 0)
      defer { close(descriptor) }
      #expect(!Files.writeAll("text", to: descriptor))
      #expect(errno == ENOSPC && Files.reason(ENOSPC) == "the disk is full")
    }

    /// A stream that must not block is waited for: who reads slowly gets everything.
    @Test func aSlowReaderGetsEverything() throws {
      var ends: [Int32] = [0, 0]
      try #require(pipe(&ends) == 0)
      _ = fcntl(ends[1], F_SETFL, fcntl(ends[1], F_GETFL) | O_NONBLOCK)
      let text = String(repeating: "0123456789", count: 100_000)
      let (reader, writer) = (ends[0], ends[1])
      let received = Received()
      let thread = Thread {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
          let count = read(reader, &buffer, buffer.count)
          if count <= 0 { break }
          received.bytes += count
          usleep(20)
        }
        received.isDone.signal()
      }
      thread.start()
      #expect(Files.writeAll(text, to: writer))
      close(writer)
      received.isDone.wait()
      close(reader)
      #expect(received.bytes == text.utf8.count)
    }

    private final class Received: @unchecked Sendable {
      var bytes = 0
      let isDone = DispatchSemaphore(value: 0)
    }
  #endif
}

/// What the program leaves beside its output when something ends it in the middle.
@Suite(.enabled(if: Program.url != nil, "the program is not built")) struct InterruptedWritingTests {
  private func shell(_ script: String) throws -> (output: String, errors: String) {
    let result = try Subprocess.run("bash", ["-c", script])
    return (result.output, result.errors)
  }

  private var program: String { "'\(Program.url?.path() ?? "")'" }

  /// A file that may not become so large is an error with a status, and no trace of it is left.
  @Test func aLimitOnFilesIsAnError() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let said = try shell(
      """
      cd '\(scratch.url.path())' && ulimit -f 1
      \(program) table --all -f html -o t.html; echo "status $?"; ls
      """)
    #expect(said.output == "status 1\n")
    #expect(said.errors.contains("cannot write `t.html`: it would be larger than files may be here"))
  }

  /// Wherever in the writing a signal comes, the file is whole or not there, and nothing is beside it.
  @Test func signalsLeaveNothing() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let said = try shell(
      """
      cd '\(scratch.url.path())' && set -m
      for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
        \(program) table vgg16 resnet50 densenet121 -f html -o t.html & sleep 0.0$((2 * i + 10))
        kill -s $([ $((i % 2)) = 0 ] && echo INT || echo QUIT) $! 2> /dev/null; wait $! 2> /dev/null
        [ ! -e t.html ] || tail -c 8 t.html; rm -f t.html core*
      done
      ls
      """)
    let rest = said.output.replacing("</html>\n", with: "")
    #expect(rest == "", "\(said)")
  }
}
