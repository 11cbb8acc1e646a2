import ArchEngines
import ArchSources
import Foundation
import Testing

@testable import ArchcalcCommand

@Suite struct SubprocessTests {
  @Test func takesStatusAndBothStreams() throws {
    let result = try Subprocess.run("sh", ["-c", "echo out; echo err >&2; exit 3"])
    #expect(result.ending == .exited(3))
    #expect(result.output == "out\n")
    #expect(result.errors == "err\n")
  }

  @Test func keepsNoMoreThanTheBound() throws {
    // More than a pipe holds on both streams, so that a reader of one alone would wait for ever.
    let script = "i=0; while [ $i -lt 20000 ]; do echo 0123456789; echo 0123456789 >&2; i=$((i+1)); done"
    let result = try Subprocess.run("sh", ["-c", script], bound: 1000)
    #expect(result.ending == .exited(0))
    #expect(result.output.utf8.count == 1000)
    #expect(result.errors.utf8.count == 1000)
  }

  @Test func tellsThatAProgramWasKilled() throws {
    #expect(try Subprocess.run("sh", ["-c", "kill -9 $$"]).ending == .killed(9))
  }

  @Test func readsNothingOfOurInput() throws {
    #expect(try Subprocess.run("cat", []).output == "")
  }

  @Test func saysWhyAProgramCannotRun() throws {
    #expect(throws: Subprocess.Fault.self) { try Subprocess.run("/no/such/program", []) }
  }

  @Test func aDirectoryIsGoneWithItsFiles() throws {
    var directory: TemporaryDirectory? = try TemporaryDirectory()
    let path = try #require(directory?.path)
    try directory?.write("numbers") { append throws(Files.Fault) in
      let numbers: [Float] = [1, 2, 3]
      let result: Result<Void, Files.Fault> = numbers.withUnsafeBufferPointer { buffer in
        do throws(Files.Fault) { return .success(try append(buffer)) } catch { return .failure(error) }
      }
      try result.get()
    }
    #expect(try directory?.numbers("numbers", count: 3) == [1, 2, 3])
    #expect(try directory?.numbers("numbers", count: 4) == nil)
    try FileManager.default.createDirectory(atPath: "\(path)/inner/more", withIntermediateDirectories: true)
    directory = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

/// What the program leaves behind when a signal ends it.
@Suite(.enabled(if: Program.url != nil, "the program is not built")) struct InterruptionTests {
  @Test(arguments: ["INT", "TERM", "HUP"]) func nothingIsLeft(signal: String) throws {
    let number = ["INT": 2, "TERM": 15, "HUP": 1][signal] ?? 0
    try expectNothingLeft(ending: 128 + number, "kill -s \(signal) $!")
  }

  /// Who is told to ignore a signal, as `nohup` does, goes on until another comes.
  @Test func whatIsIgnoredStaysIgnored() throws {
    try expectNothingLeft(ignoring: "HUP", ending: 143, "kill -s HUP $!; kill -s TERM $!")
  }

  private func expectNothingLeft(ignoring ignored: String = "", ending status: Int, _ kill: String) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let folder = scratch.url.path()
    // A Python that imports torch, as far as is asked, and then takes its time over the job that it is given.
    // Job control, since a shell without has what it starts in the background ignore SIGINT.
    let script = """
      set -m
      cd '\(folder)' && mkdir tmp
      cat > python <<'END'
      #!/bin/sh
      case "$1" in */driver.py) echo made > "$2/outputs.bin"; echo $$ > pid; mv pid started; exec sleep 600 > /dev/null 2>&1;; esac
      END
      chmod +x python
      (\(ignored.isEmpty ? "" : "trap '' \(ignored);") TMPDIR="$PWD/tmp" exec '\(Program.url?.path() ?? "")' \
        validate lecture_cnn --against torch --python ./python) > said 2>&1 &
      # As long as it takes on a machine with other things to do; it ends by the signal alone.
      i=0; while [ ! -e started ] && [ $i -lt 4000 ]; do i=$((i+1)); sleep 0.025; done
      ls tmp/* && { \(kill); }
      wait $! 2> /dev/null; echo "status $?"; ls tmp; kill $(cat started)
      """
    let result = try Subprocess.run("bash", ["-c", script])
    #expect(
      result.output == """
        driver.py
        inputs.bin
        job.txt
        model.py
        outputs.bin
        weights.bin
        status \(status)

        """, "\(result.output)\(result.errors)")
  }
}

@Suite struct ExportCommandTests {
  @Test func writesAFileOrStandardOutput() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let text = archcalc("export", "lecture_cnn", "--format", "pytorch").output
    #expect(text.contains("class LectureCnn(nn.Module):"))
    let file = scratch.url.appending(path: "lecture.py")
    let outcome = archcalc("export", "lecture_cnn", "-o", file.path())
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
    #expect(
      archcalc("export", "lecture_cnn", "-o", "/no/such/directory/x.py").errors.contains("cannot write"))
  }

  @Test func takesInputsAndSettings() {
    let text = archcalc("export", "lecture_cnn", "--input", "3x64x64", "--batch", "4").output
    #expect(text.contains("torch.randn(4, 3, 64, 64)"))
  }

  @Test func saysPlainlyWhatIsMissing() {
    let absent = archcalc("validate", "lecture_cnn", "--against", "torch", "--python", "/no/such/python")
    #expect(absent.status == 64 && absent.errors.contains("--python PATH"))
    // A program that is there but imports nothing.
    let other = archcalc("validate", "lecture_cnn", "--against", "torch", "--python", "false")
    #expect(other.errors.contains("cannot import torch") && other.errors.contains("pip install torch"))
    #expect(archcalc("validate", "lecture_cnn", "--python", "python3").errors.contains("--against torch"))
    let runtime = archcalc("validate", "lecture_cnn", "--against", "onnxruntime", "--python", "false")
    #expect(runtime.status == 64 && runtime.errors.contains("pip install onnx onnxruntime"))
  }
}
