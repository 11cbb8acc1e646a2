import ArchArguments
import Testing

@Suite struct ZshScriptTests {
  /// The whole script, so that a change of it is read before it is made.
  @Test func isWrittenLikeThis() {
    #expect(completionScript(for: .zsh, root: Sample.tool) == Self.script)
  }

  static let script = #"""
    #compdef tool
    # Completions of tool for zsh.

    _tool__source_1() {
      local failed=1
      local -a shown=("$@")
      _tool__run list --names && failed=0
      _files "${shown[@]}" -g '*.arch' && failed=0
      return failed
    }
    _tool__source_2() {
      local failed=1
      local -a shown=("$@")
      compadd "${shown[@]}" -- text json && failed=0
      return failed
    }
    _tool__source_3() {
      local failed=1
      local -a shown=("$@")
      _files "${shown[@]}" -g '*.(a|b)' && failed=0
      return failed
    }
    _tool__source_4() {
      local failed=1
      local -a shown=("$@")
      compadd "${shown[@]}" -- 'it'\''s' 'a b' '$HOME' '`id`' '10:30' '10:45' && failed=0
      return failed
    }
    _tool__source_5() {
      local failed=1
      local -a shown=("$@")
      _files "${shown[@]}" && failed=0
      return failed
    }

    _tool() {
      local context state state_descr line
      typeset -A opt_args
      _arguments -s -S -C \
        '(-h --help)'{-h,--help}'[show this help]' \
        '--version[show the version]' \
        '1: :->command' \
        '*::: :->rest'
      local failed=$?
      case $state in
        command)
          local -a commands
          commands=(
            'show:show: it'\''s all [there]'
            'pick:pick words'
            'help:show the help of a command'
          )
          _describe -t commands command commands && failed=0
          ;;
        rest)
          words=("${line[1]}" "${words[@]}")
          ((CURRENT++))
          case ${line[1]} in
            show) _tool.show && failed=0 ;;
            pick) _tool.pick && failed=0 ;;
            help) _tool.help && failed=0 ;;
          esac
          ;;
      esac
      return failed
    }

    _tool.show() {
      _arguments -s -S \
        '(-f --format)'{-f+,--format=}'[how to write it]:FORMAT:_tool__source_2' \
        '*'{-s+,--set=}'[give a value]:A=B: ' \
        '--from=[where it'\''s from]:FILE:_tool__source_3' \
        '(-q --quiet)'{-q,--quiet}'[say \[nothing\]\: not a word]' \
        '(-h --help)'{-h,--help}'[show this help]' \
        ':NAME:_tool__source_1'
    }

    _tool.pick() {
      _arguments -s -S \
        '(-h --help)'{-h,--help}'[show this help]' \
        ':WORD:_tool__source_4' \
        '*:FILE:_tool__source_5'
    }

    _tool.help() {
      local context state state_descr line
      typeset -A opt_args
      _arguments -s -S -C \
        '1: :->command' \
        '*::: :->rest'
      local failed=$?
      case $state in
        command)
          local -a commands
          commands=(
            'show:show: it'\''s all [there]'
            'pick:pick words'
          )
          _describe -t commands command commands && failed=0
          ;;
      esac
      return failed
    }

    # Offers the lines that the program prints when run with the arguments.
    _tool__run() {
      local -a lines
      lines=("${(@f)$(command tool "$@" 2>/dev/null </dev/null)}")
      compadd "${shown[@]}" -- "${(@)lines:#}"
    }

    # Autoloaded, this file is the function; sourced, it registers it.
    if [[ ${funcstack[1]} == _tool ]]; then
      _tool "$@"
    else
      compdef _tool tool
    fi

    """#
}
