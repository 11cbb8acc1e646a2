import ArchArguments
import Testing

@Suite struct FishScriptTests {
  /// The whole script, so that a change of it is read before it is made.
  @Test func isWrittenLikeThis() {
    #expect(completionScript(for: .fish, root: Sample.tool) == Self.script)
  }

  static let script = #"""
    # Completions of tool for fish.

    # Whether the cursor is in the command that the first argument names and, if there are more arguments,
    # at an operand from the second argument to the third, counted from 0.
    function __tool_at
        set -l path tool
        set -l paths 'tool show' 'tool pick' 'tool help'
        set -l valued 'tool show -f' 'tool show --format' 'tool show -s' 'tool show --set' 'tool show --from'
        set -l count 0
        set -l expected no
        set -l ended no
        set -l words (commandline -opc)
        set -e words[1]
        for word in $words
            if test $expected = yes
                set expected no
            else if test $ended = no; and test "$word" = --
                set ended yes
            else if test $ended = no; and string match -qr -- '^-.' "$word"
                contains -- "$path $word" $valued; and set expected yes
            else if test $count -eq 0; and contains -- "$path $word" $paths
                set path "$path $word"
            else
                set count (math $count + 1)
            end
        end
        test "$path" = "$argv[1]"; or return 1
        set -q argv[2]; and test $count -lt $argv[2]; and return 1
        set -q argv[3]; and test $count -gt $argv[3]; and return 1
        return 0
    end

    # Prints directories and the files with one of the extensions, or any file if there are none.
    function __tool_files
        set -l current (commandline -ct | string replace -r -- '^-[^=]*=' '')
        set -l pattern (string escape --style=regex -- $argv | string join '|')
        test -n "$pattern"; and set pattern "\.(?:$pattern)"
        __fish_complete_path "$current" | string match -r -- "^[^\t]*(?:/|$pattern)(?:\t.*)?\$"
    end

    function __tool_source_1
        command tool list --names 2>/dev/null </dev/null
        __tool_files arch
    end
    function __tool_source_2
        printf '%s\n' text json
    end
    function __tool_source_3
        __tool_files a b
    end
    function __tool_source_4
        printf '%s\n' 'it\'s' 'a b' '$HOME' '`id`' '10:30' '10:45'
    end
    function __tool_source_5
        __tool_files
    end

    complete -c tool -f
    complete -c tool -n '__tool_at tool 0 0' -a show -d 'show: it\'s all [there]'
    complete -c tool -n '__tool_at tool 0 0' -a pick -d 'pick words'
    complete -c tool -n '__tool_at tool 0 0' -a help -d 'show the help of a command'
    complete -c tool -n '__tool_at tool' -s h -l help -d 'show this help'
    complete -c tool -n '__tool_at tool' -l version -d 'show the version'
    complete -c tool -n '__tool_at \'tool show\' 0 0' -a '(__tool_source_1)'
    complete -c tool -n '__tool_at \'tool show\'' -s f -l format -x -a '(__tool_source_2)' -d 'how to write it'
    complete -c tool -n '__tool_at \'tool show\'' -s s -l set -x -d 'give a value'
    complete -c tool -n '__tool_at \'tool show\'' -l from -x -a '(__tool_source_3)' -d 'where it\'s from'
    complete -c tool -n '__tool_at \'tool show\'' -s q -l quiet -d 'say [nothing]: not a word'
    complete -c tool -n '__tool_at \'tool show\'' -s h -l help -d 'show this help'
    complete -c tool -n '__tool_at \'tool pick\' 0 0' -a '(__tool_source_4)'
    complete -c tool -n '__tool_at \'tool pick\' 1' -a '(__tool_source_5)'
    complete -c tool -n '__tool_at \'tool pick\'' -s h -l help -d 'show this help'
    complete -c tool -n '__tool_at \'tool help\' 0 0' -a show -d 'show: it\'s all [there]'
    complete -c tool -n '__tool_at \'tool help\' 0 0' -a pick -d 'pick words'

    """#
}
