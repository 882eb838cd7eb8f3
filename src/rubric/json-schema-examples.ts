/** Examples for the definitions of the JSON Schema, by their names; every one of them fits its definition. */
export const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  condition: [
    { question: 'need', is: 'facts' },
    { question: 'need', is: ['facts', 'both'] },
    { question: 'symptoms', chosen: { least: 2 } },
    { all: [{ question: 'need', is: 'facts' }, { not: { question: 'change-rate', is: 'rarely' } }] },
    { approach: 'rag', verdict: ['adopt', 'pilot'] },
  ],
  lines: [{ adopt: 6, pilot: 3, ready: 0 }],
  named: [{ id: 'quality', title: 'Quality' }],
  approach: [
    {
      id: 'rag',
      title: 'Retrieval (RAG)',
      summary: 'Passages of your documents, looked up for each request.',
      layer: 'documents',
      prior: -2,
      'prior-because': 'An index costs upkeep before it helps.',
    },
  ],
  alternatives: [{ id: 'one-corpus', of: ['long-context', 'rag'], because: 'Both serve the same documents.' }],
  question: [
    {
      id: 'need',
      section: 'task',
      role: 'reason',
      title: 'What is missing',
      text: 'What does the model lack today?',
      help: 'Facts it does not know, or behaviour it does not show.',
      why: 'The two are mended in different places.',
      criterion: 'quality',
      options: [
        {
          id: 'facts',
          label: 'Facts',
          points: { rag: { points: 6, because: 'Facts are best given when the question is asked.', evidence: ['judgement'] } },
        },
        {
          id: 'behavior',
          label: 'Behaviour',
          points: { rag: { points: -3, because: 'Documents do not change how a model acts.', evidence: ['judgement'] } },
        },
      ],
    },
  ],
  gate: [
    {
      id: 'no-pairs',
      approach: 'fine-tuning',
      effect: 'hold',
      when: { question: 'labeled-pairs', is: 'none' },
      because: 'There is nothing to train on.',
      unlock: 'Collect 50 clean pairs.',
    },
  ],
  precondition: [{ id: 'consent', approach: 'self-model', says: 'Users have agreed to being remembered.' }],
  'set-rule': [
    {
      id: 'form-and-facts',
      kind: 'division',
      when: {
        all: [
          { approach: 'rag', verdict: 'adopt' },
          { approach: 'fine-tuning', verdict: 'adopt' },
        ],
      },
      says: 'Tune the form and retrieve the facts.',
    },
  ],
  mistake: [
    {
      id: 'tune-for-facts',
      title: 'Training facts in',
      when: {
        all: [
          { question: 'need', is: 'facts' },
          { question: 'leaning', is: 'fine-tuning' },
        ],
      },
      says: 'New facts in weights raise invented answers.',
      instead: 'Retrieve them.',
    },
  ],
  deployment: [{ id: 'isolated', title: 'Without the public internet' }],
  layer: [
    {
      id: 'documents',
      title: 'Documents',
      place: 'request',
      summary: 'What it is given to read.',
      'filled-by': ['long-context', 'rag'],
    },
  ],
  plan: [
    {
      does: ['Finds the passages that answer the question.'],
      risks: [{ risk: 'The right passage is not found.', guard: 'Hybrid search and reranking.' }],
      metrics: ['Share of questions whose passage is among the first five.'],
    },
  ],
  phase: [{ id: 'build', title: 'Build', entry: 'A baseline is measured.', exit: 'The metric holds for two weeks.', collects: 'adopt' }],
  validation: [{ quantitative: ['Share of answers a reviewer accepts.'], 'revisit-after-days': 90 }],
  reference: [
    {
      id: 'judgement',
      title: 'Our own judgement',
      publisher: 'The team',
      year: 2026,
      address: 'none',
      claim: 'No published source was found.',
      checked: 'judgement',
    },
  ],
  claim: [
    {
      id: 'cited-facts',
      says: 'Where sources must be cited, fine-tuning is never the only thing built.',
      when: { question: 'citations', is: 'required' },
      // biome-ignore lint/suspicious/noThenProperty: a key of the format; nothing awaits it
      then: { any: [{ not: { approach: 'fine-tuning', verdict: 'adopt' } }, { approach: 'rag', verdict: 'adopt' }] },
    },
    {
      id: 'fresher-never-less',
      says: 'The faster facts change, the more speaks for retrieval.',
      more: 'change-rate',
      'never-lowers': 'rag',
    },
  ],
}
