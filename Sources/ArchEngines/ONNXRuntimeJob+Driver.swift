extension ONNXRuntimeJob {
  /// The program that runs jobs, whose directories are its arguments.
  package static let driver = """
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
                print("wrong", name, "is", found, "and should be", *shape)
            elif role == "weight":
                parameters += math.prod(found)
        for name in shapes:
            print("wrong", name, "is not expected")
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
        print("version", onnxruntime.__version__)
        try:
            run(pathlib.Path(directory))
        except Exception as error:
            print("error", one_line(error))
        sys.stdout.flush()

    """
}
