import ArchArguments
import Testing

@Suite struct BashScriptTests {
  /// The whole script, so that a change of it is read before it is made.
  @Test func isWrittenLikeThis() {
    #expect(completionScript(for: .bash, root: Sample.tool) == Self.script)
  }

  static let script = #"""
    # Completions of tool for bash, to be sourced.

    _tool__source_1() {
      _tool__run list --names
      _tool__files arch
    }
    _tool__source_2() {
      _tool__words text json
    }
    _tool__source_3() {
      _tool__files a b
    }
    _tool__source_4() {
      _tool__words 'it'\''s' 'a b' '$HOME' '`id`' '10:30' '10:45'
    }
    _tool__source_5() {
      _tool__files
    }

    # What the command in path takes.
    _tool__describe() {
      commands=() options=() operands=() repeats=''
      case $path in
        tool)
          commands=(show pick help)
          options=(-h --help --version)
          ;;
        'tool show')
          options=(-f --format -s --set --from -q --quiet -h --help)
          operands=(_tool__source_1)
          ;;
        'tool pick')
          options=(-h --help)
          operands=(_tool__source_4 _tool__source_5)
          repeats=1
          ;;
        'tool help')
          commands=(show pick)
          ;;
      esac
    }

    # What completes the value of an option, or failure if the option takes none.
    _tool__value() {
      case $1 in
        'tool show -f' | 'tool show --format') source=_tool__source_2 ;;
        'tool show -s' | 'tool show --set') source=: ;;
        'tool show --from') source=_tool__source_3 ;;
        *) return 1 ;;
      esac
    }

    # Offers those of the arguments that begin with the word being typed.
    _tool__words() {
      local word
      for word in "$@"; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$prefix$word"); fi
      done
    }

    # Offers directories and the files with one of the extensions, or any file if there are none.
    _tool__files() {
      local word extension
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$prefix$word"); done < <(
        if (($# == 0)); then compgen -f -- "$current"; else compgen -d -- "$current"; fi
        for extension in "$@"; do compgen -f -X "!*.$extension" -- "$current"; done
      )
    }

    # Offers the lines that the program prints when run with the arguments.
    _tool__run() {
      local word
      while IFS= read -r word; do _tool__words "$word"; done < <(
        command tool "$@" 2>/dev/null </dev/null
      )
    }

    _tool() {
      local path=tool current='' prefix='' source='' expected='' ended=''
      local repeats='' glued='' broken='' word='' count=0 last=0 index
      local -a words commands options operands
      COMPREPLY=()

      # Bash breaks words at "=" and ":"; they are put together again.
      words=("${COMP_WORDS[0]}")
      for ((index = 1; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $word && ! ${word//[=:]/} ]]; then
          glued=1
          words[last]+=$word
        elif [[ $glued && $word ]]; then
          glued=''
          words[last]+=$word
        else
          glued=''
          last=$((last + 1))
          words[last]=$word
        fi
      done
      if [[ $glued ]]; then word=''; fi
      broken=${words[last]%"$word"}

      _tool__describe
      for ((index = 1; index < last; index++)); do
        word=${words[index]}
        if [[ $expected ]]; then
          expected=''
        elif [[ ! $ended && $word == -- ]]; then
          ended=1
        elif [[ ! $ended && $word == -?* ]]; then
          if _tool__value "$path $word"; then expected=$source; fi
        else
          for source in "${commands[@]}"; do
            if [[ $count == 0 && $word == "$source" ]]; then
              path+=" $word"
              _tool__describe
              continue 2
            fi
          done
          count=$((count + 1))
        fi
      done

      current=${words[last]}
      if [[ $expected ]]; then
        "$expected"
      elif [[ ! $ended && $current == -*=* ]] && _tool__value "$path ${current%%=*}"; then
        prefix="${current%%=*}="
        current=${current#*=}
        "$source"
      elif [[ ! $ended && $current == -* ]]; then
        _tool__words "${options[@]}"
      else
        if ((count == 0)); then _tool__words "${commands[@]}"; fi
        if ((count < ${#operands[@]})); then
          "${operands[count]}"
        elif [[ $repeats ]]; then
          "${operands[${#operands[@]} - 1]}"
        fi
      fi

      # Only the last piece of a broken word is replaced.
      for index in "${!COMPREPLY[@]}"; do
        COMPREPLY[index]=${COMPREPLY[index]#"$broken"}
      done
    }

    complete -F _tool tool

    """#
}
