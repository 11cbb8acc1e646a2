import ArchGraph

/// A run of a written network in ONNX Runtime beside our own: the files that it is given and what it answers.
///
/// A job is a directory with `model.onnx`, `driver.py`, `job.txt` and `inputs.bin`; the driver adds `outputs.bin` and writes
/// its answer to standard output. Binary files are 32-bit floats, one tensor after the other.
public struct ONNXRuntimeJob {
  /// What the files are called.
  public enum File {
    /// The written network.
    public static let model = "model.onnx"
    /// The numbers of its weights, where they have a file of their own.
    public static let weights = "model.onnx.data"
    /// The program that runs it.
    public static let driver = "driver.py"
    /// What the tensors in the binary files are.
    public static let job = "job.txt"
    /// All inputs, each with its batch.
    public static let inputs = "inputs.bin"
    /// All outputs, each with its batch.
    public static let outputs = "outputs.bin"
  }

  /// The text of `job.txt`.
  public let text: String

  /// The job of running a written network.
  public init(_ export: ONNXExport, of graph: Graph, batch: Int) {
    var text = ""
    for (tensor, place) in zip(export.model.graph.initializers, export.tensors) {
      let role = graph.weights[place.weights].parameters[place.parameter].role
      text += "tensor \(tensor.name) \(role.rawValue)\(tensor.dimensions.map { " \($0)" }.joined())\n"
    }
    for input in graph.inputs {
      let shape = graph.nodes[input].shape
      text += "input \(shape.element.rawValue)\(([batch] + shape.dimensions).map { " \($0)" }.joined())\n"
    }
    self.text = text
  }

  /// What ONNX Runtime answered.
  public struct Answer: Sendable {
    /// Its version.
    public var version = ""
    /// The elements of all tensors of the file that can be learnt.
    public var parameters: Int?
    /// Tensors that are not what they should be.
    public var tensorFaults: [String] = []
    /// The shapes of the outputs, with the batch.
    public var outputs: [[Int]] = []
    /// What the checker of the format found wrong.
    public var checkFault: String?
    /// What went wrong otherwise.
    public var fault: String?

    /// Reads what the driver wrote.
    public init(_ text: String) {
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        switch parts.first {
        case "onnxruntime": version = rest
        case "parameters": parameters = Int(rest)
        case "tensor": tensorFaults.append(rest)
        case "output": outputs.append(rest.split(separator: " ").compactMap { Int($0) })
        case "invalid": checkFault = rest
        case "error": fault = rest
        default: break
        }
      }
    }
  }

  /// The program that runs jobs: the directories that it is given, one after the other.
  public static let driver = """
    \"\"\"Runs networks that archcalc wrote with its inputs, and says what came out.\"\"\"

    import math
    import pathlib
    import sys

    import numpy
    import onnx
    import onnxruntime


    # The directory is removed afterwards, file by file.
    sys.dont_write_bytecode = True


    def one_line(error):
        return f"{type(error).__name__}: {' '.join(str(error).split())[:600]}"


    def run(directory):
        path = str(directory / "model.onnx")
        try:
            onnx.checker.check_model(path, full_check=True)
        except Exception as error:
            print("invalid", one_line(error))

        job = [line.split() for line in (directory / "job.txt").read_text().splitlines()]
        tensors = onnx.load(path, load_external_data=False).graph.initializer
        shapes = {tensor.name: list(tensor.dims) for tensor in tensors}
        parameters = 0
        for name, role, *shape in (words[1:] for words in job if words[0] == "tensor"):
            found = shapes.pop(name, None)
            if found != list(map(int, shape)):
                print("tensor", name, "is", found, "and should be", *shape)
            elif role == "weight":
                parameters += math.prod(found)
        for name in shapes:
            print("tensor", name, "is not expected")
        print("parameters", parameters)

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
        numbers = numpy.fromfile(directory / "inputs.bin", numpy.float32)
        inputs = {}
        place = 0
        words = [words[1:] for words in job if words[0] == "input"]
        for argument, (kind, *shape) in zip(session.get_inputs(), words):
            shape = tuple(map(int, shape))
            piece = numbers[place : place + math.prod(shape)].reshape(shape)
            place += math.prod(shape)
            inputs[argument.name] = piece.astype(numpy.int64) if kind == "token" else piece
        with open(directory / "outputs.bin", "wb") as file:
            for output in session.run(None, inputs):
                print("output", *output.shape)
                output.astype(numpy.float32).tofile(file)


    for directory in sys.argv[1:]:
        print("job", directory)
        print("onnxruntime", onnxruntime.__version__)
        try:
            run(pathlib.Path(directory))
        except Exception as error:
            print("error", one_line(error))
        sys.stdout.flush()

    """
}
