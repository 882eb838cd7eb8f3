/** Where a file of this folder is given: `--answers FILE`, `--rubric FILE` with good answers, or each in turn. */
export type Role = 'answers' | 'rubric' | 'either'

/** A file that must be refused with exit code 2. */
export interface Refused {
  readonly file: string
  readonly as: Role
  readonly exit: 2
  /** `line:column code` of every problem that is shown, in order. */
  readonly found: readonly string[]
  /** What the first problem must say, its hint included. */
  readonly says: RegExp
}

/** A file that looks odd and means one thing: exit code 0, nothing on standard error. */
export interface Accepted {
  readonly file: string
  readonly as: Role
  readonly exit: 0
  /** The plain file whose output, byte for byte, this one must have. */
  readonly like: string
  /** The rubric that the answers are for; the shipped one if none is named. */
  readonly rubric?: string
}

export type Hostile = Refused | Accepted

function refused(file: string, as: Role, found: readonly string[], says: RegExp): Refused {
  return { file, as, exit: 2, found, says }
}

function accepted(file: string, as: Role, like: string, rubric?: string): Accepted {
  return { file, as, exit: 0, like, ...(rubric !== undefined && { rubric }) }
}

/** Of more problems than that, the first 20 are shown. */
const SHOWN = 20

const LAUGHS = [2, 3, 4].flatMap((line) => [
  `${line}:4 yaml-anchor`,
  ...Array.from({ length: 9 }, (_, index) => `${line}:${8 + 4 * index} yaml-alias`),
])

/**
 * Every file of this folder that is not a plain one to compare with, by the row of the reliability catalogue that its name begins with.
 * A file of syntax that is refused before its content is looked at is given in both roles.
 */
export const HOSTILE: readonly Hostile[] = [
  refused('Y-01-billion-laughs.yaml', 'either', ['1:4 yaml-anchor', ...LAUGHS].slice(0, SHOWN), /anchors.*not supported.*repeat the text/),
  refused('Y-02-one-alias.yaml', 'either', ['1:8 yaml-anchor', '2:8 yaml-alias'], /anchors.*not supported.*repeat the text/),
  refused(
    'Y-03-many-aliases.yaml',
    'either',
    ['1:7 yaml-anchor', ...Array.from({ length: SHOWN - 1 }, (_, index) => `${index + 3}:5 yaml-alias`)],
    /anchors.*not supported/,
  ),
  refused('Y-04-circular-mapping.yaml', 'either', ['1:10 yaml-anchor', '3:10 yaml-alias'], /anchors.*not supported/),
  refused('Y-04-circular-list.yaml', 'either', ['2:13 yaml-anchor', '2:17 yaml-alias'], /anchors.*not supported/),
  refused('Y-05-alias-to-nothing.yaml', 'either', ['2:9 yaml-alias'], /aliases.*not supported/),
  refused('Y-06-duplicate-key.yaml', 'either', ['3:3 yaml-duplicate-key'], /"need" is already there at line 2, column 3/),
  refused('Y-07-number-and-text-key.yaml', 'either', ['2:3 yaml-key', '3:3 yaml-duplicate-key'], /"1" is not read as a text.*in quotes/),
  refused('Y-07-true-and-text-key.yaml', 'either', ['2:3 yaml-key', '3:3 yaml-duplicate-key'], /"true" is not read as a text.*in quotes/),
  refused('Y-09-merge-key.yaml', 'either', ['2:3 yaml-merge-key'], /merge keys.*not supported.*repeat the entries/),
  refused('Y-09-merge-alias.yaml', 'either', ['1:7 yaml-anchor', '4:3 yaml-merge-key', '4:7 yaml-alias'], /anchors/),
  refused('Y-09-merge-key-1-1.yaml', 'either', ['1:1 yaml-directive', '4:3 yaml-merge-key'], /directives/),
  refused('Y-10-version-1-1.yaml', 'either', ['1:1 yaml-directive', '6:18 yaml-number'], /directives.*not supported.*remove the line/),
  refused('Y-11-version-3-0.yaml', 'either', ['1:1 yaml-directive'], /directives.*not supported/),
  refused('Y-11-tag-directive.yaml', 'either', ['1:1 yaml-directive'], /directives.*not supported/),
  refused('Y-11-unknown-directive.yaml', 'either', ['1:1 yaml-directive'], /directives.*not supported/),
  refused('Y-12-code-tag.yaml', 'either', ['2:9 yaml-tag'], /tags.*not supported.*remove the tag/),
  refused('Y-12-reference-tag.yaml', 'either', ['2:9 yaml-tag'], /tags.*not supported/),
  refused('Y-12-local-tag.yaml', 'either', ['2:9 yaml-tag'], /tags.*not supported/),
  refused('Y-13-binary.yaml', 'either', ['1:8 yaml-tag'], /tags.*not supported/),
  refused('Y-13-set.yaml', 'either', ['2:13 yaml-tag'], /tags.*not supported/),
  refused('Y-13-omap.yaml', 'either', ['1:10 yaml-tag'], /tags.*not supported/),
  refused('Y-13-timestamp.yaml', 'either', ['1:15 yaml-tag'], /tags.*not supported/),
  accepted('Y-14-bom-at-start.yaml', 'answers', 'ok.yaml'),
  accepted('Y-14-bom-at-start.rubric.yaml', 'rubric', 'ok-rubric.yaml'),
  refused('Y-15-bom-in-the-middle.yaml', 'either', ['2:3 text-character'], /U\+FEFF BYTE ORDER MARK/),
  refused('Y-15-no-break-space.yaml', 'either', ['2:8 text-character'], /U\+00A0 NO-BREAK SPACE.*plain space/),
  refused('Y-15-line-separator.yaml', 'either', ['1:11 text-character'], /U\+2028 LINE SEPARATOR/),
  accepted('Y-16-crlf.yaml', 'answers', 'ok.yaml'),
  accepted('Y-16-mixed-line-ends.yaml', 'answers', 'ok.yaml'),
  accepted('Y-16-crlf.rubric.yaml', 'rubric', 'ok-rubric.yaml'),
  accepted('Y-16-mixed-line-ends.rubric.yaml', 'rubric', 'ok-rubric.yaml'),
  refused('Y-17-old-mac-line-ends.yaml', 'either', ['1:14 file-line-ends'], /old Mac line ends.*LF or CRLF/),
  refused('Y-18-tab-indent.yaml', 'either', ['2:1 text-tab'], /tab.*use spaces/),
  refused('Y-18-tab-after-dash.yaml', 'either', ['3:6 text-tab'], /tab.*use spaces/),
  refused('Y-20-33-deep.yaml', 'either', ['2:39 yaml-depth'], /too deep \(limit 32\)/),
  refused('Y-21-two-documents.yaml', 'either', ['4:1 yaml-documents'], /more than one document/),
  refused('Y-22-empty.yaml', 'answers', ['1:1 answers-shape'], /expected an answers file, found nothing/),
  refused('Y-22-empty.yaml', 'rubric', ['1:1 rubric-shape'], /a rubric is a mapping.*this is nothing/),
  refused('Y-22-only-comments.yaml', 'answers', ['1:1 answers-shape'], /expected an answers file, found nothing/),
  refused('Y-22-only-comments.yaml', 'rubric', ['1:1 rubric-shape'], /a rubric is a mapping.*this is nothing/),
  refused('Y-22-text.yaml', 'answers', ['1:1 answers-shape'], /expected an answers file, found a text/),
  refused('Y-22-text.yaml', 'rubric', ['1:1 rubric-shape'], /a rubric is a mapping.*this is "need facts"/),
  refused('Y-22-list.yaml', 'answers', ['1:1 answers-shape'], /expected an answers file, found a list/),
  refused('Y-22-list.yaml', 'rubric', ['1:1 rubric-shape'], /a rubric is a mapping.*this is a list/),
  refused('Y-23-raw-escape.yaml', 'either', ['1:10 text-character'], /U\+001B ESCAPE/),
  refused('Y-23-nul.yaml', 'either', ['1:10 text-character'], /U\+0000 NULL/),
  refused('Y-23-escaped-escape.yaml', 'either', ['1:9 text-character'], /U\+001B ESCAPE/),
  refused('Y-24-not-utf-8.yaml', 'either', ['2:8 file-encoding'], /not UTF-8.*byte ff.*save the file as UTF-8/),
  refused('Y-24-utf-16.yaml', 'either', ['1:1 file-encoding'], /not UTF-8.*UTF-16.*save the file as UTF-8/),
  refused('Y-24-lone-surrogate.yaml', 'either', ['1:9 text-character'], /U\+D800/),
  refused('Y-25-override.yaml', 'either', ['1:13 text-character'], /U\+202E RIGHT-TO-LEFT OVERRIDE/),
  refused('Y-25-zero-width-key.yaml', 'either', ['2:5 text-character'], /U\+200B ZERO WIDTH SPACE/),
  refused('Y-25-look-alike-key.yaml', 'answers', ['2:3 answer-unknown-question'], /contains U\+0435 CYRILLIC.*did you mean need\?/),
  refused('Y-25-look-alike-key.rubric.yaml', 'rubric', ['25:17 shape-unknown-key'], /contains U\+0456 CYRILLIC.*did you mean `points`\?/),
  refused('Y-26-proto.yaml', 'either', ['3:3 yaml-reserved-key'], /"__proto__" is reserved/),
  refused('Y-26-constructor.yaml', 'either', ['3:3 yaml-reserved-key', '3:17 yaml-reserved-key'], /"constructor" is reserved/),
  refused('Y-26-to-string.yaml', 'either', ['3:1 yaml-reserved-key'], /"toString" is reserved/),
  accepted('Y-27-words.rubric.yaml', 'rubric', 'Y-27-quoted-words.rubric.yaml'),
  accepted('Y-27-quoted-words.rubric.yaml', 'rubric', 'Y-27-words.rubric.yaml'),
  accepted('Y-27-words.yaml', 'answers', 'Y-27-words.json', 'Y-27-words.rubric.yaml'),
  accepted('Y-27-quoted-words.yaml', 'answers', 'Y-27-words.json', 'Y-27-words.rubric.yaml'),
  accepted('Y-27-words.json', 'answers', 'Y-27-words.yaml', 'Y-27-words.rubric.yaml'),
  refused(
    'Y-27-capitals.rubric.yaml',
    'rubric',
    ['39:14 shape-id', '40:14 shape-id'],
    /"NO" is not an id: it starts with the capital letter N/,
  ),
  refused('Y-27-capitals.yaml', 'answers', ['3:14 answer-unknown-option'], /regulated has no option "NO".*did you mean no\?/),
  refused(
    'Y-28-option-ids.rubric.yaml',
    'rubric',
    ['39:14 shape-type', '40:10 shape-no-value', '41:10 shape-no-value', '42:14 shape-type', '43:14 shape-type', '44:14 shape-id'],
    /`id` takes a text, not true.*put it in quotes/,
  ),
  refused(
    'Y-28-number-ids.rubric.yaml',
    'rubric',
    ['39:14 yaml-number', '40:14 yaml-number', '41:14 yaml-number'],
    /"0x10" is a number.*if it is a text, put it in quotes/,
  ),
  refused(
    'Y-28-quoted-option-ids.rubric.yaml',
    'rubric',
    ['39:14 shape-id', '40:14 shape-id', '41:14 shape-id', '42:14 shape-id', '43:14 shape-id'],
    /"~" is not an id.*an id starts with a letter/,
  ),
  accepted('Y-28-quoted-words.yaml', 'answers', 'Y-28-quoted-words.yaml', 'Y-28-quoted-words.rubric.yaml'),
  accepted('Y-28-quoted-words.rubric.yaml', 'rubric', 'Y-28-quoted-words.rubric.yaml'),
  refused(
    'Y-28-keys.yaml',
    'either',
    ['2:3 yaml-key', '3:3 yaml-key', '4:3 yaml-key', '5:3 yaml-key', '6:3 yaml-key', '7:3 yaml-key', '8:1 yaml-key'],
    /"true" is not read as a text.*put it in quotes/,
  ),
  refused(
    'Y-28-values.yaml',
    'answers',
    ['2:9 answer-kind', '3:14 answer-number', '4:14 answer-kind', '5:12 answer-number', '6:12 answer-kind'],
    /true is not an option of need/,
  ),
  refused(
    'Y-29-numbers.rubric.yaml',
    'rubric',
    [26, 33, 40, 47, 54, 61, 68, 75, 82, 89].map((line) => `${line}:21 yaml-number`),
    /"\.nan" is not a finite number.*plain decimal digits/,
  ),
  refused(
    'Y-29-not-numbers.rubric.yaml',
    'rubric',
    ['26:21 shape-type', '33:21 shape-type', '40:21 shape-type', '47:21 shape-range', '54:21 shape-range', '61:21 shape-type'],
    /`points` takes a number, not "1,5".*whole number/,
  ),
  accepted('Y-29-minus-zero.rubric.yaml', 'rubric', 'Y-29-zero.rubric.yaml'),
  accepted('Y-29-zero.rubric.yaml', 'rubric', 'Y-29-minus-zero.rubric.yaml'),
  refused(
    'Y-29-numbers.yaml',
    'either',
    ['2:18 yaml-number', '3:16 yaml-number', '4:12 yaml-number', '5:9 yaml-number'],
    /not a finite number.*plain decimal digits/,
  ),
  refused('Y-30-colon.yaml', 'either', ['1:8 yaml-syntax'], /put the text in quotes/),
  refused('Y-30-at.yaml', 'either', ['1:8 yaml-syntax'], /put the text in quotes/),
  refused('Y-30-percent.yaml', 'either', ['1:8 yaml-syntax'], /put the text in quotes/),
  refused('Y-30-backtick.yaml', 'either', ['1:8 yaml-syntax'], /put the text in quotes/),
  refused('Y-31-composed-and-decomposed.yaml', 'either', ['3:3 yaml-duplicate-key'], /already there at line 2, column 3/),

  refused('J-01-duplicate.json', 'either', ['1:31 yaml-duplicate-key'], /"need" is already there at line 1, column 14/),
  refused('J-01-duplicate-above.json', 'either', ['1:32 yaml-duplicate-key'], /"answers" is already there at line 1, column 2/),
  accepted('J-02-bom.json', 'answers', 'ok.json'),
  accepted('J-03-lenient.json', 'answers', 'ok.json'),
  refused('J-03-slash-comment.json', 'either', ['1:32 yaml-documents'], /something follows after the end/),
  refused('J-03-slash-comment-inside.json', 'answers', ['2:3 answers-unknown-key', '1:1 answers-shape'], /there is no key "\/\/ said/),
  refused('J-03-block-comment.json', 'either', ['1:13 yaml-syntax'], /./),
  refused('J-04-proto.json', 'either', ['1:31 yaml-reserved-key'], /"__proto__" is reserved/),
  refused('J-04-proto-above.json', 'either', ['1:2 yaml-reserved-key'], /"__proto__" is reserved/),
  refused('J-05-too-large.json', 'either', ['1:31 yaml-number'], /1e400.*exponent/),
  refused('J-05-twenty-digits.json', 'either', ['1:31 yaml-number'], /more digits than can be held exactly/),
  accepted('J-05-minus-zero.json', 'answers', 'J-05-zero.json'),
  accepted('J-05-zero.json', 'answers', 'J-05-minus-zero.json'),
  refused('J-07-nan.json', 'answers', ['1:31 answer-unknown-option'], /no option "NaN"/),
  refused('J-07-undefined.json', 'answers', ['1:22 answer-unknown-option'], /no option "undefined"/),
  refused('J-07-empty.json', 'answers', ['1:1 answers-shape'], /found nothing/),
  refused('J-07-two-documents.json', 'either', ['2:1 yaml-documents'], /something follows after the end/),
  refused('J-07-list.json', 'answers', ['1:1 answers-shape'], /found a list/),
  refused('J-07-text.json', 'answers', ['1:1 answers-shape'], /found a text/),
  refused('J-07-null.json', 'answers', ['1:1 answers-shape'], /found nothing/),
  refused('J-07-bare-nan.json', 'answers', ['1:1 answers-shape'], /found a text/),
  refused('J-07-bare-undefined.json', 'answers', ['1:1 answers-shape'], /found a text/),
]

/** Files without a fault, to compare with and to go with a hostile one. */
export const PLAIN: readonly string[] = ['ok.yaml', 'ok.json', 'ok-need.yaml', 'ok-rubric.yaml']

/** The row of the catalogue that a file is for. */
export function rowOf({ file }: Hostile): string {
  return file.slice(0, 4)
}

/** The command lines, without a format, that give a hostile file in each of its roles; `path` finds a file of this folder. */
export function commandsFor(one: Hostile, path: (file: string) => string): readonly (readonly string[])[] {
  const asRubric = ['--rubric', path(one.file), '--answers', path('ok-need.yaml')]
  const chosen = one.exit === 0 && one.rubric !== undefined ? ['--rubric', path(one.rubric)] : []
  const asAnswers = ['--answers', path(one.file), ...chosen]
  if (one.as === 'either') return [asAnswers, asRubric]
  return [one.as === 'answers' ? asAnswers : asRubric]
}
