import type { Completes } from '../flags.js'
import { kindOf } from './bash.js'
import { type FlagWord, familiesIn, firstWords, type Vocabulary } from './vocabulary.js'

/** The completion for zsh, with a description of each command, flag and question. */
export function zshScript(vocabulary: Vocabulary): string {
  const { commands, questions, ids, dotted, rubrics, shorter } = vocabulary
  return `#compdef rag-or-tune
# zsh completion for rag-or-tune; made by: rag-or-tune completion zsh

_rag-or-tune_commands() {
  local -a described
  described=(
${firstWords(commands)
  .map(({ name, summary }) => `    ${described(name, summary)}`)
  .join('\n')}
  )
  _describe -t commands command described
}

_rag-or-tune_flags() {
  local -a described
  case $1 in
${commands.map(({ name, flags }) => `    ('${name}')\n      described=(\n${flagLines(flags)}\n      ) ;;`).join('\n')}
  esac
  _describe -o option described
}

# Sets known to the words whose id the rubric has: all of them, unless it is a shorter one.
_rag-or-tune_known() {
  local each
  local -a left_out
  case $rubric in
${shorter.map(({ rubric, leftOut }) => `    (${rubric}) left_out=(${leftOut.join(' ')}) ;;`).join('\n')}
  esac
  known=()
  for each in "$@"; do
    if (( ! \${left_out[(Ie)\${each%%[.:]*}]} )); then known+=("$each"); fi
  done
}

_rag-or-tune_answers() {
  local question given each several=no
  local -a described choices open known
  if [[ $PREFIX != *=* ]]; then
    described=(
${questions.map(({ id, title }) => `      ${described(id, title)}`).join('\n')}
    )
    _rag-or-tune_known "\${described[@]}"
    _describe -t questions question known -S '='
    return
  fi
  question=\${PREFIX%%=*}
  _rag-or-tune_known "$question"
  if [[ -z $known ]]; then return; fi
  given=\${PREFIX#*=}
  case $question in
${questions.map(({ id, many, options }) => `    (${id}) choices=(${options.join(' ')})${many ? ' several=yes' : ''} ;;`).join('\n')}
  esac
  if [[ $several == yes && $given == *,* ]]; then
    given=\${given%,*},
    choices=(\${choices:#unsure})
  else
    given=
  fi
  for each in $choices; do
    if [[ ,$given != *,$each,* ]]; then open+=($question=$given$each); fi
  done
  if [[ $several == yes ]]; then compadd -S '' -a open; else compadd -a open; fi
}

# What follows a flag of a command, as the name of a kind; nothing where nothing does.
_rag-or-tune_value() {
  case "$1 $2" in
${valueCases(vocabulary).join('\n')}
    (*) kind= ;;
  esac
}

_rag-or-tune_kind() {
  local -a known
  case $1 in
    (file) _files ;;
    (rubric) compadd ${rubrics.join(' ')}; _files ;;
    (answer) _rag-or-tune_answers ;;
    (question)
      _rag-or-tune_known ${questions.map(({ id }) => id).join(' ')}
      compadd -a known ;;
    (id)
      if [[ $PREFIX == *.* ]]; then _rag-or-tune_known ${dotted.join(' ')}
      else _rag-or-tune_known ${ids.join(' ')}; fi
      compadd -a known ;;
    (command) _rag-or-tune_commands ;;
    (words:*) compadd \${(s: :)\${1#words:}} ;;
  esac
}

_rag-or-tune() {
  local command=${commands[0]?.name} kind= rubric= argument= most=0 each
  integer index=2 count=0
  case $words[2] in
    (${firstWords(commands)
      .map(({ name }) => name)
      .join('|')})
      if (( CURRENT > 2 )); then command=$words[2]; index=3; fi ;;
  esac
  case "$command $words[3]" in
${familiesIn(commands)
  .map(({ name, members }) => `    (${members.map((member) => `'${name} ${member}'`).join('|')})`)
  .join('\n')}
      if (( CURRENT > 3 )); then command="$command $words[3]"; index=4; fi ;;
  esac
  while (( index < CURRENT )); do
    each=$words[index]
    if [[ -n $kind ]]; then
      if [[ $kind == rubric ]]; then rubric=$each; fi
      kind=
    elif [[ $each == --rubric=* ]]; then rubric=\${each#*=}
    elif [[ $each == --*=* ]]; then :
    elif [[ $each == -* ]]; then _rag-or-tune_value $command $each
    else (( count += 1 )); fi
    (( index += 1 ))
  done
  case $command in
${argumentCases(vocabulary).join('\n')}
  esac
  if [[ -n $kind ]]; then _rag-or-tune_kind $kind
  elif [[ $PREFIX == --*=* ]]; then
    _rag-or-tune_value $command \${PREFIX%%=*}
    compset -P 1 '*='
    _rag-or-tune_kind $kind
  elif [[ $PREFIX == -* ]]; then _rag-or-tune_flags $command
  elif (( CURRENT == 2 )); then _rag-or-tune_commands
  elif [[ $count -lt $most && -n $argument ]]; then _rag-or-tune_kind $argument
  else _rag-or-tune_flags $command; fi
}

# Loaded from a folder of fpath, this file is the function itself; read with source, it only makes it known.
if [[ $funcstack[1] == _rag-or-tune ]]; then _rag-or-tune "$@"
else compdef _rag-or-tune rag-or-tune; fi
`
}

/** A word with its description, as one quoted word of zsh. */
function described(word: string, text: string): string {
  return `'${word}:${text.replaceAll("'", "'\\''")}'`
}

function flagLines(flags: readonly FlagWord[]): string {
  return flags.map(({ word, summary }) => `        ${described(word, summary)}`).join('\n')
}

function valueCases({ commands }: Vocabulary): string[] {
  return commands.flatMap(({ name, flags }) =>
    flags.flatMap(({ word, value }) => (value === undefined ? [] : [`    ('${name} ${word}') kind='${kindOf(value)}' ;;`])),
  )
}

function argumentCases({ commands }: Vocabulary): string[] {
  const withArgument = commands.flatMap(({ name, argument, most }): [string, Completes, number][] =>
    argument === undefined ? [] : [[name, argument, most]],
  )
  return withArgument.map(([name, argument, most]) => `    ('${name}') argument='${kindOf(argument)}' most=${most} ;;`)
}
