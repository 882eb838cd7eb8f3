/** Answers as a person writes them down: by question id, an option id or a list of option ids. A question that is not named is open. */
export type Given = Readonly<Record<string, string | readonly string[]>>
