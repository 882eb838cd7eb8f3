const OPTIONS = `Answers
  --answers FILE      a YAML or JSON file of answers; - reads standard input
  --set ID=VALUE      one answer; repeatable; wins over the file; several
                      options of one question with commas
  --rubric NAME|FILE  core (default), quick, or a rubric file of your own
  --complete          refuse to decide while a question is open

Interview
  --interview         ask what is still open, even when answers are given
  --all               also ask what can no longer change the result
  --plain             numbered questions and no cursor control, as a screen
                      reader or a simple terminal needs
  --no-standing       do not say after each section where it is heading
  --no-draft          keep no draft of the answers while asking
  --no-input          never ask anything

Reports
  --format FORMAT     text (default), markdown or json, on standard output
  --output FILE       write a report; repeatable; its ending says which:
                      .txt, .md, .markdown or .json
  --save FILE         write the answers to a YAML file
  --date YYYY-MM-DD   the day of the decision, to compute when to look again
  --no-robustness     do not count how firm the verdicts are; a little quicker
  --force             overwrite existing files

Messages
  --quiet             no warnings or notes on standard error
  --color, --no-color colours always, or never
  --debug             show the stack of an internal fault
  -h, --help          this text
  -V, --version       the version`

const EXIT_CODES = `Exit codes
  0    done
  1    a check or gate was not met
  2    could not do what was asked, or not all of it
  130  cancelled with Ctrl-C (129 and 143: hung up, terminated)`

/** What `rag-or-tune --help` prints. */
export const ROOT_HELP = `rag-or-tune: which adaptation layers should an LLM product have, in what order,
and why?

Examples
  rag-or-tune                                       the interview, in a terminal
  rag-or-tune --answers team.yaml                   decide from a file
  rag-or-tune --set need=facts --set change-rate=weekly --set citations=required
  rag-or-tune --answers team.yaml --output plan.md --output plan.json

Usage
  rag-or-tune [command] [options]

Commands
  decide (default)    from answers to a recommendation and a layered plan
  what-if             how other answers to a question or two would change it
  explain             what something weighs and why, or one verdict in full
  help [command]      this text, or that of a command

${OPTIONS}

${EXIT_CODES}
`

/** What `rag-or-tune decide --help` prints. */
export const DECIDE_HELP = `rag-or-tune decide: from answers to a scored recommendation and a layered plan

Examples
  rag-or-tune decide                                the interview, in a terminal
  rag-or-tune decide --answers team.yaml --format json
  rag-or-tune decide --answers team.yaml --interview --save fuller.yaml
  cat team.yaml | rag-or-tune decide --answers - --output plan.md

Usage
  rag-or-tune decide [options]

${OPTIONS}

${EXIT_CODES}
`

/** What `rag-or-tune what-if --help` prints. */
export const WHAT_IF_HELP = `rag-or-tune what-if: the recommendation over every answer to one question, or
over every pair of answers to two, all other answers staying as they are

Examples
  rag-or-tune what-if --answers team.yaml --vary change-rate
  rag-or-tune what-if --answers team.yaml --vary change-rate --vary corpus-size
  rag-or-tune what-if --set need=facts --vary privacy --format json

Usage
  rag-or-tune what-if --vary ID [--vary ID] [options]

What varies
  --vary ID           a question; once for a line, twice for a map. A question
                      with numbers varies by its bands, one that takes several
                      answers over none of them and each alone

Answers
  --answers FILE      a YAML or JSON file of answers; - reads standard input
  --set ID=VALUE      one answer; repeatable; wins over the file; several
                      options of one question with commas
  --rubric NAME|FILE  core (default), quick, or a rubric file of your own

Output
  --format FORMAT     text (default), markdown or json, on standard output
  --output FILE       write it to a file; repeatable; its ending says how:
                      .txt, .md, .markdown or .json
  --force             overwrite existing files

Messages
  --quiet             no warnings or notes on standard error
  --color, --no-color colours always, or never
  --debug             show the stack of an internal fault
  -h, --help          this text
  -V, --version       the version

${EXIT_CODES}
`

/** What `rag-or-tune explain --help` prints. */
export const EXPLAIN_HELP = `rag-or-tune explain: what something in the rubric is, what it weighs on whom,
because of what, and how far that was checked; or one verdict in full

Examples
  rag-or-tune explain                               every id there is
  rag-or-tune explain rag                           an approach
  rag-or-tune explain change-rate.daily             one answer to a question
  rag-or-tune explain facts-in-weights --format markdown
  rag-or-tune explain --answers team.yaml rag       a verdict, point by point
  rag-or-tune explain --answers team.yaml privacy   what each answer would do

Usage
  rag-or-tune explain [ID] [options]

What is explained
  ID                  an approach, question, option (question.option), gate,
                      known mistake, precondition, set rule, layer or reference;
                      KIND:ID where one id names several

Answers, for what it does in one decision
  --answers FILE      a YAML or JSON file of answers; - reads standard input
  --set ID=VALUE      one answer; repeatable; wins over the file; several
                      options of one question with commas
  --rubric NAME|FILE  core (default), quick, or a rubric file of your own

Output
  --format FORMAT     text (default), markdown or json, on standard output
  --output FILE       write it to a file; repeatable; its ending says how:
                      .txt, .md, .markdown or .json
  --force             overwrite existing files

Messages
  --quiet             no warnings or notes on standard error
  --color, --no-color colours always, or never
  --debug             show the stack of an internal fault
  -h, --help          this text
  -V, --version       the version

${EXIT_CODES}
`
