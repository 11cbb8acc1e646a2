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

  /// A model file that others wrote.
  public struct Original: Sendable {
    /// Its path.
    public var path: String
    /// What the graph's inputs are in it, in the graph's order.
    public var inputs: [End]
    /// What the graph's outputs are in it, in the graph's order.
    public var outputs: [End]

    /// The bits of a fraction in the coarsest real numbers that it computes with.
    public var fractionBits: Int
    /// Whether it rounds values to steps.
    public var isQuantised: Bool

    /// An input or an output.
    public struct End: Sendable {
      /// Its name.
      public var name: String
      /// The axis that is the batch; nil where none is it alone.
      public var axis: Int?

      /// An input or an output.
      public init(name: String, axis: Int?) {
        self.name = name
        self.axis = axis
      }
    }

    /// The file of a model with what goes in and what comes out.
    public init(path: String, of model: FlatModel, inputs: [End], outputs: [End]) {
      self.path = path
      self.inputs = inputs
      self.outputs = outputs
      let types = Set(model.values.filter { !$0.isConstant }.map(\.type))
      fractionBits = types.contains(.bfloat16) ? 7 : types.contains(.float16) ? 10 : 23
      let steps = ["QuantizeLinear", "DynamicQuantize", "QLinear", "Round"]
      isQuantised = model.steps.contains { step in steps.contains { step.op.hasPrefix($0) } }
    }
  }

  /// The job of running the file that a graph was made of.
  public init(_ original: Original, of graph: Graph, batch: Int) {
    func line(_ word: String, _ end: Original.End, _ node: Node.ID) -> String {
      let shape = ([batch] + graph.nodes[node].shape.dimensions).map { " \($0)" }.joined()
      return "\(word) \(Self.escaped(end.name)) \(end.axis ?? -1)\(shape)\n"
    }
    text =
      "file \(Self.escaped(original.path))\n"
      + zip(original.inputs, graph.inputs).map { line("given", $0, $1) }.joined()
      + zip(original.outputs, graph.outputs).map { line("wanted", $0, $1.node) }.joined()
  }

  /// A name as one word: what is neither a letter nor a digit as two hexadecimal digits behind a percent sign.
  private static func escaped(_ name: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return name.utf8.map { byte -> String in
      let isPlain = (48...57).contains(byte) || (97...122).contains(byte | 0x20)
      return isPlain
        ? String(UnicodeScalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
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
    import re
    import sys
    import urllib.parse

    import numpy
    import onnx
    import onnxruntime


    # The directory is removed afterwards, file by file.
    sys.dont_write_bytecode = True


    def one_line(error):
        return f"{type(error).__name__}: {' '.join(str(error).split())[:600]}"


    def session_of(path):
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


    def moved(array, source, target):
        return array if min(source, target) < 0 else numpy.moveaxis(array, source, target)


    KINDS = {"tensor(double)": "float64", "tensor(float16)": "float16", "tensor(bool)": "bool"}


    def run_original(directory, job):
        \"\"\"Runs the file that a network was read from; numbers go in and come out with the batch in front.\"\"\"
        session = session_of(next(urllib.parse.unquote(words[1]) for words in job if words[0] == "file"))
        types = {argument.name: argument.type for argument in session.get_inputs()}
        numbers = numpy.fromfile(directory / "inputs.bin", numpy.float32)
        inputs = {}
        place = 0
        for name, axis, *shape in (words[1:] for words in job if words[0] == "given"):
            name, axis, shape = urllib.parse.unquote(name), int(axis), tuple(map(int, shape))
            piece = numbers[place : place + math.prod(shape)].reshape(shape)
            place += math.prod(shape)
            piece = moved(piece, 0, axis) if axis >= 0 else piece.reshape(shape[1:])
            kind = KINDS.get(types[name], "float32")
            whole = re.fullmatch(r"tensor\\((u?int[0-9]+)\\)", types[name])
            inputs[name] = piece.astype(whole[1] if whole else kind)
        wanted = [words[1:] for words in job if words[0] == "wanted"]
        names = [urllib.parse.unquote(words[0]) for words in wanted]
        with open(directory / "outputs.bin", "wb") as file:
            for output, (_, axis, *shape) in zip(session.run(names, inputs), wanted):
                output, shape = moved(numpy.asarray(output), int(axis), 0), tuple(map(int, shape))
                # An axis of one place may be missing, or be the batch's.
                output = output.reshape(shape) if output.size == math.prod(shape) else output
                print("output", *output.shape)
                output.astype(numpy.float32).tofile(file)


    def run(directory):
        job = [line.split() for line in (directory / "job.txt").read_text().splitlines()]
        if any(words[0] == "file" for words in job):
            return run_original(directory, job)
        path = str(directory / "model.onnx")
        try:
            onnx.checker.check_model(path, full_check=True)
        except Exception as error:
            print("invalid", one_line(error))

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

        session = session_of(path)
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
