/**
 * Every diagnostic code there is, with its one-line meaning. The list is closed: a code that is not here does not exist,
 * and a code that was published keeps its meaning.
 */
export const CODES = {
  // Reading a file
  'file-missing': 'There is no file at this path.',
  'file-not-regular': 'The path is a folder, a device, a pipe or a socket; only regular files and standard input are read.',
  'file-unreadable': 'The operating system refused to read the file.',
  'file-too-large': 'The input holds more than 512 KiB.',
  'file-encoding': 'The input is not UTF-8.',
  'file-line-ends': 'The lines end in CR alone.',

  // The strict subset of YAML and JSON
  'text-character': 'A control, bidirectional, zero-width or otherwise invisible character.',
  'text-tab': 'A tab where only spaces may separate or indent.',
  'text-too-long': 'A text is longer than its limit.',
  'yaml-syntax': 'The text is not valid YAML or JSON.',
  'yaml-directive': 'A line that starts with a percent sign changes how the rest is read; such lines are refused.',
  'yaml-anchor': 'Anchors are not supported.',
  'yaml-alias': 'Aliases are not supported.',
  'yaml-tag': 'Tags are not supported.',
  'yaml-merge-key': 'Merge keys are not supported.',
  'yaml-documents': 'The file holds more than one document.',
  'yaml-depth': 'Lists and mappings are nested more than 32 levels deep.',
  'yaml-size': 'The file holds more pieces than are read.',
  'yaml-key': 'A key is not text.',
  'yaml-reserved-key': 'A key that programs could take for something of their own.',
  'yaml-duplicate-key': 'One mapping holds the same key twice.',
  'yaml-number': 'A number that could be read in two ways, or not exactly.',
  'too-many-problems': 'There are more problems than are listed.',

  // Answers
  'answers-shape': 'The answers file has another shape than title, rubric, answers, context, owner and review-after.',
  'answers-unknown-key': 'The answers file has a key that does not exist.',
  'answers-text': 'A free text of the answers file is not text.',
  'answers-date': 'The review date is not a date of the calendar as YYYY-MM-DD.',
  'answer-unknown-question': 'The rubric has no question with this id.',
  'answer-absent-question': 'This rubric leaves the question out; the answer is not used.',
  'answer-unknown-option': 'The question has no option with this id.',
  'answer-list': 'A list where one option is wanted.',
  'answer-not-a-list': 'One value where a list is wanted.',
  'answer-kind': 'The value is neither an option nor anything that stands for one.',
  'answer-number': 'A number where none is taken, or not written as a plain whole number.',
  'answer-range': 'A number that no option of the question covers.',
  'answer-repeated': 'An option is chosen twice.',
  'answer-unsure-not-alone': 'Unsure stands beside another option.',
  'answer-empty': 'A key without a value counts as not answered.',
  'answer-overridden': 'A flag and the file disagree; the flag is used.',
  'flag-shape': 'The flag is not written as id=value.',
  'flag-twice': 'The same question is answered by two flags that disagree.',

  // Writing files
  'write-no-path': 'The path of an output is empty.',
  'write-exists': 'The file exists, and overwriting it was not asked for.',
  'write-folder': 'The output is a folder.',
  'write-link': 'The output is a symbolic link.',
  'write-special': 'The output is a device, a pipe or a socket.',
  'write-no-folder': 'The folder of the output does not exist.',
  'write-input': 'The output would overwrite an input.',
  'write-twice': 'Two outputs go to the same file.',
  'write-failed': 'The operating system refused to write.',
  'write-partial': 'Some of several outputs could not be put back as they were.',

  // The command line
  usage: 'The command line is not understood, or asks for things that exclude each other.',
  'output-ending': 'The ending of an output file names no format.',
  'rubric-unknown': 'There is no shipped rubric of this name.',
  'rubric-overridden': 'The flag and the answers file name different rubrics; the flag is used.',
  'no-terminal': 'Nothing is answered, and there is no terminal to ask in.',
  'answer-missing': 'A question is open where an answer is wanted.',
  'answers-incomplete': 'Questions are open, and open questions were refused.',
  'no-reason': 'No question that gives a reason is answered, so there is nothing to decide.',
  'answer-hidden': 'The answer is kept but not scored: other answers make its question pointless.',
  'stdout-failed': 'Standard output is closed or cannot be written.',
  unfinished: 'The run ended before it was done.',
  'internal-fault': 'A mistake in this program.',
} as const satisfies Readonly<Record<string, string>>

export type Code = keyof typeof CODES
