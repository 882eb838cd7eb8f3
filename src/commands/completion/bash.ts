import type { Completes } from '../flags.js'
import { familiesIn, firstWords, type Vocabulary } from './vocabulary.js'

/** The completion for bash, 3.2 and later; the options of flags that `kind` can be are told in the script itself. */
export function bashScript(vocabulary: Vocabulary): string {
  const { commands, questions, ids, dotted, rubrics, shorter } = vocabulary
  const names = firstWords(commands).map(({ name }) => name)
  return `# bash completion for rag-or-tune; made by: rag-or-tune completion bash

# Sets flags to what the command takes, argument to what its arguments are, and most to how many there can be.
_rag_or_tune_command() {
  case $1 in
${commands
  .map(
    ({ name, flags, argument, most }) =>
      `    '${name}') flags='${flags.map(({ word }) => word).join(' ')}' argument='${argument === undefined ? '' : kindOf(argument)}' most=${most} ;;`,
  )
  .join('\n')}
  esac
}

# Sets kind to what follows a flag of a command; to nothing where nothing does.
_rag_or_tune_value() {
  case "$1 $2" in
${valueCases(vocabulary).join('\n')}
    *) kind= ;;
  esac
}

# Sets choices to the options of a question, and several to yes where it takes more than one.
_rag_or_tune_question() {
  choices= several=
  case $1 in
${questions.map(({ id, many, options }) => `    ${id}) choices='${options.join(' ')}'${many ? ' several=yes' : ''} ;;`).join('\n')}
  esac
}

# Sets left_out to the ids that a rubric lacks, if it is a shorter one, with a space around each.
_rag_or_tune_left_out() {
  left_out=
  case $1 in
${shorter.map(({ rubric, leftOut }) => `    ${rubric}) left_out=' ${leftOut.join(' ')} ' ;;`).join('\n')}
  esac
}

# Adds to candidates the words of a list that the rubric has: ids, with what may follow them.
_rag_or_tune_add_known() {
  local prefix=$1 each
  shift
  for each in "$@"; do
    if [[ $left_out != *" \${each%%[.=]*} "* ]]; then candidates[\${#candidates[@]}]=$prefix$each; fi
  done
}

# Adds to candidates every word of a list, behind a prefix.
_rag_or_tune_add() {
  local prefix=$1 each
  shift
  for each in "$@"; do candidates[\${#candidates[@]}]=$prefix$each; done
}

_rag_or_tune_answers() {
  local lead=$1 text=$2 choices several given each
  if [[ $text != *=* ]]; then
    for each in ${questions.map(({ id }) => id).join(' ')}; do _rag_or_tune_add_known "$lead" "$each="; done
    open=yes
    return
  fi
  if [[ $left_out == *" \${text%%=*} "* ]]; then return; fi
  _rag_or_tune_question "\${text%%=*}"
  given=\${text#*=}
  if [[ -n $several ]]; then open=yes; fi
  if [[ -n $several && $given == *,* ]]; then
    given=\${given%,*},
    choices=\${choices% unsure}
  else given=; fi
  for each in $choices; do
    if [[ ,$given != *,$each,* ]]; then _rag_or_tune_add "$lead\${text%%=*}=$given" "$each"; fi
  done
}

_rag_or_tune_files() {
  local lead=$1 text=$2 each
  while IFS= read -r each; do _rag_or_tune_add "$lead" "$each"; done < <(compgen -f -- "$text")
  files=yes
}

# Adds to candidates what a value of a kind can be: lead stands before it in the same word, text is what is typed of it.
_rag_or_tune_kind() {
  local kind=$1 lead=$2 text=$3
  case $kind in
    file) _rag_or_tune_files "$lead" "$text" ;;
    rubric) _rag_or_tune_add "$lead" ${rubrics.join(' ')}; _rag_or_tune_files "$lead" "$text" ;;
    answer) _rag_or_tune_answers "$lead" "$text" ;;
    question) _rag_or_tune_add_known "$lead" ${questions.map(({ id }) => id).join(' ')} ;;
    id)
      if [[ $text == *.* ]]; then _rag_or_tune_add_known "$lead" ${dotted.join(' ')}
      else _rag_or_tune_add_known "$lead" ${ids.join(' ')}; fi ;;
    command) _rag_or_tune_add "$lead" ${names.join(' ')} ;;
    words:*) _rag_or_tune_add "$lead" \${kind#words:} ;;
  esac
}

_rag_or_tune() {
  local IFS=$' \\t\\n' command=${names[0]} flags argument most kind= rubric= left_out= open= files= word= piece each name index=1 first=yes count=0
  local -a before candidates
  COMPREPLY=()
  # Bash takes words apart at = (see COMP_WORDBREAKS); here they are put together again, unless there is a space between.
  while [[ $index -le $COMP_CWORD ]]; do
    each=\${COMP_WORDS[$index]}
    if [[ $each == = && -n $word ]]; then word+==
    elif [[ $word == *= && -n $each && $COMP_LINE == *"$word$each"* ]]; then word+=$each
    else
      if [[ $index -gt 1 ]]; then before[\${#before[@]}]=$word; fi
      word=$each
    fi
    index=$((index + 1))
  done
  piece=\${COMP_WORDS[$COMP_CWORD]}
  if [[ $piece == = ]]; then piece=; fi

  for each in "\${before[@]}"; do
    if [[ -n $first && $each != -* ]]; then
      for name in ${names.join(' ')}; do if [[ $each == "$name" ]]; then command=$each; fi; done
${familiesIn(commands)
  .map(
    ({ name, members }) => `    elif [[ $command == ${name} && $count -eq 0 && -z $kind && $each != -* ]]; then
      count=1
      for name in ${members.join(' ')}; do if [[ $each == "$name" ]]; then command="${name} $each" count=0; fi; done`,
  )
  .join('\n')}
    elif [[ -n $kind ]]; then
      if [[ $kind == rubric ]]; then rubric=$each; fi
      kind=
    elif [[ $each == --rubric=* ]]; then rubric=\${each#*=}
    elif [[ $each == --*=* ]]; then :
    elif [[ $each == -* ]]; then _rag_or_tune_value "$command" "$each"
    else count=$((count + 1)); fi
    first=
  done

  _rag_or_tune_left_out "$rubric"
  _rag_or_tune_command "$command"
  if [[ -n $kind ]]; then _rag_or_tune_kind "$kind" '' "$word"
  elif [[ $word == --*=* ]]; then
    _rag_or_tune_value "$command" "\${word%%=*}"
    _rag_or_tune_kind "$kind" "\${word%%=*}=" "\${word#*=}"
  elif [[ $word == -* ]]; then _rag_or_tune_add '' $flags
  elif [[ -n $first ]]; then _rag_or_tune_add '' ${names.join(' ')}
  elif [[ $count -lt $most && -n $argument ]]; then _rag_or_tune_kind "$argument" '' "$word"
  elif [[ -z $word ]]; then _rag_or_tune_add '' $flags; fi

  for each in "\${candidates[@]}"; do
    if [[ $each == "$word"* ]]; then COMPREPLY[\${#COMPREPLY[@]}]=\${each#"\${word%"$piece"}"}; fi
  done
  if [[ -n $files ]]; then compopt -o filenames 2>/dev/null; fi
  if [[ -n $open ]]; then compopt -o nospace 2>/dev/null; fi
  return 0
}

complete -F _rag_or_tune rag-or-tune
`
}

function valueCases({ commands }: Vocabulary): string[] {
  const wordsByKind = new Map<string, string[]>()
  for (const { name, flags } of commands) {
    for (const { word, value } of flags) {
      if (value === undefined) continue
      const kind = kindOf(value)
      wordsByKind.set(kind, [...(wordsByKind.get(kind) ?? []), `'${name} ${word}'`])
    }
  }
  return [...wordsByKind].map(([kind, patterns]) => `    ${patterns.join(' | ')}) kind='${kind}' ;;`)
}

/** What the script calls a kind of value: a word of its own, or the list itself. */
export function kindOf(completes: Completes): string {
  return typeof completes === 'string' ? completes : `words:${completes.join(' ')}`
}
