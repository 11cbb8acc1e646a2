import ArchArguments
import Testing

@Suite struct HelpTests {
  @Test func ofTheRoot() {
    #expect(
      help(for: [], in: Sample.root, width: 80) == """
        usage: archcalc [options] COMMAND ...

        Calculates what neural networks cost.

        options:
              --theme THEME  the colors of the terminal (dark, light)
          -h, --help         show this help
              --version      show the version

        commands:
          summary            show what a network costs, layer by layer and in all
          list               list the networks of the library
          compare            show two or more networks side by side
          layers             list the kinds of layers, or describe one
          lock               keep costs from growing unnoticed

        See `archcalc COMMAND --help` for what a command takes.

        """)
  }

  static let summary = """
    usage: archcalc summary [options] NETWORK

    Show what a network costs, layer by layer and in all.

    Parameters, multiplications and the memory of activations are counted exactly
    from the shape of the input.

    operands:
      NETWORK               a network of the library, a file, or `-` for standard
                            input

    options:
      -i, --input SHAPE     the shape of the input, such as 3x224x224
      -s, --set NAME=VALUE  give a parameter a value (can be repeated)
      -d, --depth N         how many levels of blocks to show
      -f, --format FORMAT   how to write the result (text, json, csv)
      -c, --color           use colors even if the output is not a terminal
          --no-color        use no colors
      -a, --all             show unused layers as well
      -h, --help            show this help

    examples:
      archcalc summary resnet-50
          A network of the library with the input it was made for.
      archcalc summary net.arch --input 3x224x224

    """

  @Test func ofACommand() {
    #expect(help(for: ["summary"], in: Sample.root, width: 80) == Self.summary)
  }

  @Test func ofANarrowTerminal() {
    let narrow = """
      usage: archcalc summary [options]
             NETWORK

      Show what a network costs, layer by
      layer and in all.

      Parameters, multiplications and the
      memory of activations are counted
      exactly from the shape of the input.

      operands:
        NETWORK       a network of the
                      library, a file, or `-`
                      for standard input

      options:
        -i, --input SHAPE
                      the shape of the input,
                      such as 3x224x224
        -s, --set NAME=VALUE
                      give a parameter a value
                      (can be repeated)
        -d, --depth N
                      how many levels of
                      blocks to show
        -f, --format FORMAT
                      how to write the result
                      (text, json, csv)
        -c, --color   use colors even if the
                      output is not a terminal
            --no-color
                      use no colors
        -a, --all     show unused layers as
                      well
        -h, --help    show this help

      examples:
        archcalc summary resnet-50
            A network of the library with the
            input it was made for.
        archcalc summary net.arch --input 3x224x224

      """
    #expect(help(for: ["summary"], in: Sample.root, width: 40) == narrow)
    #expect(help(for: ["summary"], in: Sample.root, width: -1) == narrow)
  }

  @Test func ofANestedGroup() {
    #expect(
      help(for: ["lock"], in: Sample.root, width: 80) == """
        usage: archcalc lock [options] COMMAND ...

        Keep costs from growing unnoticed.

        options:
              --strict  treat warnings as errors
          -h, --help    show this help

        commands:
          check         compare with the lock file
          write         write the lock file

        See `archcalc lock COMMAND --help` for what a command takes.

        """)
    #expect(
      help(for: ["lock", "check"], in: Sample.root, width: 80)
        .hasPrefix("usage: archcalc lock check NETWORK\n\nCompare with the lock file.\n"))
  }

  @Test func showsEachKindOfOperandOnce() {
    #expect(
      help(for: ["compare"], in: Sample.root, width: 80) == """
        usage: archcalc compare NETWORK NETWORK...

        Show two or more networks side by side.

        operands:
          NETWORK     a network of the library, a file, or `-` for standard input

        options:
          -h, --help  show this help

        """)
    #expect(help(for: ["layers"], in: Sample.root, width: 80).hasPrefix("usage: archcalc layers [LAYER]\n"))
  }

  @Test func keepsWhatIsLaidOutAlready() {
    let tool = Command(
      "tool", summary: "What is this?", discussion: ["  a  |  b\n  ---+---", "Some\n  more   text."],
      operands: [Operand("FILE", optional: true, repeatable: true, help: "")],
      subcommands: [Command("list", summary: "list it")])
    #expect(
      help(for: [], in: tool, width: 80) == """
        usage: tool [FILE...] [COMMAND ...]

        What is this?

          a  |  b
          ---+---

        Some more text.

        operands:
          FILE

        options:
          -h, --help     show this help
              --version  show the version

        commands:
          list           list it

        See `tool COMMAND --help` for what a command takes.

        """)
  }

  @Test func ignoresWordsThatNameNothing() {
    #expect(help(for: ["summary", "x"], in: Sample.root, width: 80) == Self.summary)
    #expect(help(for: ["x"], in: Sample.root, width: 80) == help(for: [], in: Sample.root, width: 80))
    #expect(help(for: ["secret"], in: Sample.root, width: 80).hasPrefix("usage: archcalc secret\n"))
  }

  @Test func keepsQuietAboutHiddenThings() {
    for path in [[], ["summary"]] {
      let text = help(for: path, in: Sample.root, width: 80)
      #expect(!text.contains("secret") && !text.contains("--trace"))
    }
  }

  @Test func fitsEveryWidth() {
    let paths = [[], ["summary"], ["list"], ["compare"], ["layers"], ["lock"], ["lock", "write"]]
    for width in 40...120 {
      for path in paths {
        let lines = help(for: path, in: Sample.root, width: width).split(separator: "\n")
        // Examples are never broken, so that they can be copied.
        let tooLong = lines.filter { $0.count > width && !$0.hasPrefix("  archcalc summary net.arch") }
        #expect(tooLong == [], "at \(width)")
        #expect(!lines.contains { $0.hasSuffix(" ") })
      }
    }
  }
}
