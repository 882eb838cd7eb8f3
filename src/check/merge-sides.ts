/** The texts of a file as each of two branches has it, where a merge left its marks; undefined where they do not fit together. */
export function sidesOf(text: string): readonly [ours: string, theirs: string] | undefined {
  const sides: [string[], string[]] = [[], []]
  let within: 'both' | 'ours' | 'base' | 'theirs' = 'both'
  for (const line of text.split(/\r?\n/)) {
    const mark = /^(<{7}|\|{7}|={7}|>{7})(?: |$)/.exec(line)?.[1]?.[0]
    if (mark === '<' && within === 'both') within = 'ours'
    else if (mark === '|' && within === 'ours') within = 'base'
    else if (mark === '=' && (within === 'ours' || within === 'base')) within = 'theirs'
    else if (mark === '>' && within === 'theirs') within = 'both'
    else if (mark !== undefined) return undefined
    else {
      if (within === 'both' || within === 'ours') sides[0].push(line)
      if (within === 'both' || within === 'theirs') sides[1].push(line)
    }
  }
  return within === 'both' ? [sides[0].join('\n'), sides[1].join('\n')] : undefined
}
