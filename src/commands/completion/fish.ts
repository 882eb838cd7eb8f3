import type { Completes } from '../flags.js'
import { type CommandWords, type FlagWord, familiesIn, firstWords, type Vocabulary } from './vocabulary.js'

/** The completion for fish, with a description of each command, flag and question. */
export function fishScript(vocabulary: Vocabulary): string {
  const { commands, questions, ids, dotted, shorter } = vocabulary
  const first = firstWords(commands)
  const names = first.map(({ name }) => name).join(' ')
  return `# fish completion for rag-or-tune; made by: rag-or-tune completion fish

function __rag_or_tune_first
    test (count (commandline -opc)) -eq 1
end

function __rag_or_tune_in
    set -l before (commandline -opc)
    set -l command ${commands[0]?.name}
    if set -q before[2]; and contains -- $before[2] ${names}
        set command $before[2]
    end
${familiesIn(commands)
  .map(
    ({ name, members }) => `    if test $command = ${name}; and set -q before[3]; and contains -- $before[3] ${members.join(' ')}
        set command "${name} $before[3]"
    end`,
  )
  .join('\n')}
    contains -- $command $argv
end

# Of the lines that come in, those whose id the rubric has: all of them, unless it is a shorter one.
function __rag_or_tune_known
    set -l left_out
    set -l rubric (commandline -opc | string join ' ' | string replace -rf -- '.* --rubric[ =](\\S+).*' '$1')
    switch "$rubric"
${shorter.map(({ rubric, leftOut }) => `        case ${rubric}\n            set left_out ${leftOut.join(' ')}`).join('\n')}
    end
    while read -l line
        if not contains -- (string match -r -- '^[^.=]*' $line) $left_out
            echo $line
        end
    end
end

function __rag_or_tune_questions
    printf '%s\\n' ${questions.map(({ id }) => id).join(' ')} | __rag_or_tune_known
end

function __rag_or_tune_answers
    set -l text (commandline -ct | string replace -r -- '^--set=' '')
    set -l parts (string split -m 1 -- = "$text")
    set -l several no
    set -l choices
    if not set -q parts[2]
        begin
${questions.map(({ id, title }) => `            printf '%s\\t%s\\n' ${id}= ${quoted(title)}`).join('\n')}
        end | __rag_or_tune_known
        return
    end
    if not echo $parts[1] | __rag_or_tune_known | string length -q
        return
    end
    switch $parts[1]
${questions.map(({ id, many, options }) => `        case ${id}\n            set choices ${options.join(' ')}${many ? '\n            set several yes' : ''}`).join('\n')}
    end
    set -l given
    if test $several = yes
        set given (string split -- , "$parts[2]")
        set -e given[-1]
    end
    for each in $choices
        if test (count $given) -eq 0
            echo $parts[1]=$each
        else if not contains -- $each $given unsure
            echo $parts[1]=(string join -- , $given $each)
        end
    end
end

function __rag_or_tune_ids
    if string match -q -- '*.*' (commandline -ct)
        printf '%s\\n' ${dotted.join(' ')} | __rag_or_tune_known
    else
        printf '%s\\n' ${ids.join(' ')} | __rag_or_tune_known
    end
end

complete -c rag-or-tune -f
${first.map(({ name, summary }) => `complete -c rag-or-tune -n __rag_or_tune_first -a ${name} -d ${quoted(summary)}`).join('\n')}
${commands.flatMap(({ name, argument }) => (argument === undefined ? [] : [argumentLine(name, argument, vocabulary)])).join('\n')}
${flagLines(vocabulary).join('\n')}
`
}

function argumentLine(command: string, argument: Completes, vocabulary: Vocabulary): string {
  return `complete -c rag-or-tune -n 'not __rag_or_tune_first; and __rag_or_tune_in ${asWord(command)}'${wordsFor(argument, vocabulary)}`
}

/** A command as one word of fish, inside single quotes. */
function asWord(name: CommandWords['name']): string {
  return name.includes(' ') ? `"${name}"` : name
}

/** One line for each flag that the same commands take in the same way. */
function flagLines(vocabulary: Vocabulary): string[] {
  const lines = new Map<string, string[]>()
  for (const { name, flags } of vocabulary.commands) {
    for (const flag of flags) {
      const line = flagLine(flag, vocabulary)
      if (line !== undefined) lines.set(line, [...(lines.get(line) ?? []), name])
    }
  }
  return [...lines].map(([line, names]) => `complete -c rag-or-tune -n '__rag_or_tune_in ${names.map(asWord).join(' ')}'${line}`)
}

/** Short flags stand on the line of their long ones. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['--help', ' -s h'],
  ['--version', ' -s V'],
])

function flagLine({ word, summary, value }: FlagWord, vocabulary: Vocabulary): string | undefined {
  if (!word.startsWith('--')) return undefined
  const takes = value === undefined ? '' : ` -r${wordsFor(value, vocabulary)}`
  return `${SHORT.get(word) ?? ''} -l ${word.slice(2)}${takes} -d ${quoted(summary)}`
}

/** The words that a value can be, as options of fish's complete; files only where files are meant. */
function wordsFor(completes: Completes, { commands, rubrics }: Vocabulary): string {
  switch (completes) {
    case 'file':
      return ' -F'
    case 'rubric':
      return ` -F -a '${rubrics.join(' ')}'`
    case 'answer':
      return " -f -a '(__rag_or_tune_answers)'"
    case 'question':
      return " -f -a '(__rag_or_tune_questions)'"
    case 'id':
      return " -f -a '(__rag_or_tune_ids)'"
    case 'command':
      return ` -f -a '${firstWords(commands)
        .map(({ name }) => name)
        .join(' ')}'`
    default:
      return completes.length === 0 ? ' -f' : ` -f -a '${completes.join(' ')}'`
  }
}

/** A text in single quotes, in which fish knows only \\\\ and \\'. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
