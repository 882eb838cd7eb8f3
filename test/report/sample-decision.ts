import type { Contribution, DecidedApproach, Decision } from '../../src/engine/decision.js'

/** Need for a total, from the documented formula; only what the sample uses. */
const NEED: ReadonlyMap<number, number> = new Map([
  [-9, 11],
  [-6, 20],
  [-3, 33],
  [-2, 39],
  [0, 50],
  [2, 61],
  [3, 67],
  [4, 72],
  [5, 76],
  [6, 80],
  [7, 83],
  [8, 86],
  [9, 89],
  [11, 93],
  [13, 95],
])

const need = (total: number): number => {
  const found = NEED.get(total)
  if (found === undefined) throw new Error(`the sample has no need for ${total}`)
  return found
}

const QUESTIONS: Readonly<Record<string, readonly [title: string, option: string, label: string]>> = {
  need: ['What is missing', 'both', 'Both facts and behaviour'],
  'change-rate': ['Rate of change', 'weekly', 'Every week'],
  'corpus-size': ['Size of the corpus', 'large', 'Large: up to 50 million tokens'],
  citations: ['Citations', 'required', 'Required'],
  'output-format': ['Format and tone', 'persistent', 'Fails despite careful prompting'],
  'labeled-pairs': ['Labelled pairs', 'dozens', 'Dozens: 1 to 99'],
  'ml-skills': ['Skills', 'some', 'Some experience'],
  timeline: ['Timeline', 'weeks', 'Weeks'],
}

function gives(
  question: string,
  points: number,
  criterion: string,
  because: string,
  evidence: readonly string[] = [],
  axis: Contribution['axis'] = 'need',
): Contribution {
  const [questionTitle, option, optionLabel] = QUESTIONS[question] ?? ['', '', '']
  return { axis, question, questionTitle, option, optionLabel, points, criterion, because, evidence }
}

const CRITERIA = [
  { id: 'quality', title: 'Quality' },
  { id: 'freshness', title: 'Freshness' },
  { id: 'transparency', title: 'Transparency' },
  { id: 'cost', title: 'Cost' },
] as const

interface Sketch {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly layer: string
  readonly verdict: DecidedApproach['verdict']
  readonly prior: number
  readonly priorBecause: string
  readonly spread?: readonly [low: number, high: number]
  readonly readinessPrior: number
  readonly margin: DecidedApproach['margin']
  readonly contributions: readonly Contribution[]
  readonly reason: string
  readonly more?: Partial<DecidedApproach>
}

const sum = (axis: Contribution['axis'], list: readonly Contribution[]): number =>
  list.filter((each) => each.axis === axis).reduce((total, each) => total + each.points, 0)

function approach(sketch: Sketch): DecidedApproach {
  const total = sketch.prior + sum('need', sketch.contributions)
  const ready = sketch.readinessPrior + sum('readiness', sketch.contributions)
  const [low, high] = sketch.spread ?? [total, total]
  return {
    id: sketch.id,
    title: sketch.title,
    summary: sketch.summary,
    layer: sketch.layer,
    verdict: sketch.verdict,
    need: need(total),
    points: { prior: sketch.prior, priorBecause: sketch.priorBecause, total, adoptLine: 5, pilotLine: 2 },
    range: { low, high, lowNeed: need(low), highNeed: need(high), exact: true },
    readiness: need(ready),
    readinessPoints: { prior: sketch.readinessPrior, total: ready, line: 0 },
    margin: sketch.margin,
    contributions: sketch.contributions,
    criteria: CRITERIA.map(({ id, title }) => ({
      id,
      title,
      points: sum(
        'need',
        sketch.contributions.filter((each) => each.criterion === id),
      ),
    })),
    gates: [],
    preconditions: [],
    unlock: [],
    reason: sketch.reason,
    ...sketch.more,
  }
}

const APPROACHES: readonly DecidedApproach[] = [
  approach({
    id: 'prompting',
    title: 'Prompting',
    summary: 'Instructions, examples and strict output schemas.',
    layer: 'instructions',
    verdict: 'adopt',
    prior: 8,
    priorBecause: 'everything else stands on it.',
    readinessPrior: 9,
    margin: null,
    contributions: [],
    reason: 'It is the baseline that every other layer builds on.',
  }),
  approach({
    id: 'long-context',
    title: 'Long context',
    summary: 'The whole corpus in the prompt, with caching.',
    layer: 'documents',
    verdict: 'skip',
    prior: -3,
    priorBecause: 'few corpora fit a prompt.',
    readinessPrior: 5,
    margin: { points: 7, to: 'alternative', at: 'rag' },
    contributions: [
      gives('need', 3, 'quality', 'Facts can be read from the prompt.'),
      gives('corpus-size', -6, 'cost', 'A large corpus does not fit a prompt.', ['liu-2023-lost-in-the-middle']),
    ],
    reason: 'The corpus is too large for a prompt, and retrieval does the same job.',
    more: {
      lostTo: {
        id: 'rag',
        title: 'Retrieval (RAG)',
        points: 17,
        tie: false,
        because: 'Both serve the same corpus; one of them is enough.',
      },
      gates: [
        {
          id: 'corpus-fits',
          effect: 'block',
          because: 'The corpus must fit the prompt with room for the answer.',
          evidence: ['liu-2023-lost-in-the-middle'],
        },
      ],
    },
  }),
  approach({
    id: 'rag',
    title: 'Retrieval (RAG)',
    summary: 'Documents looked up at query time.',
    layer: 'documents',
    verdict: 'adopt',
    prior: -2,
    priorBecause: 'an index is one more thing to run.',
    spread: [9, 13],
    readinessPrior: 5,
    margin: { points: 6, to: 'line', at: 'adopt' },
    contributions: [
      gives('need', 4, 'quality', 'Missing facts belong in documents, not in weights.', ['ovadia-2023']),
      gives('change-rate', 3, 'freshness', 'The index is updated, the model is not.', ['lewis-2020']),
      gives('corpus-size', 3, 'cost', 'Only what is needed enters the prompt.'),
      gives('citations', 3, 'transparency', 'Retrieved passages can be cited and checked.', ['magesh-2025-legal-rag']),
      gives('timeline', -1, 'time-to-value', 'Weeks are enough for a first index, not for a polished one.', [], 'readiness'),
    ],
    reason: 'Facts that change every week and must be cited are best looked up.',
    more: {
      preconditions: [
        { id: 'eval-set', says: 'A set of 50 real questions with known answers exists.', evidence: ['barnett-2024-seven-failures'] },
      ],
    },
  }),
  approach({
    id: 'fine-tuning',
    title: 'Fine-tuning',
    summary: 'Weights changed on labelled examples.',
    layer: 'weights',
    verdict: 'later',
    prior: -6,
    priorBecause: 'it has to be kept up with every base model.',
    spread: [2, 8],
    readinessPrior: 2,
    margin: { points: 2, to: 'readiness', at: 'ready' },
    contributions: [
      gives('need', 4, 'quality', 'Behaviour that prompts do not reach can be trained.', ['zhou-2023-lima']),
      gives('output-format', 9, 'quality', 'The format fails in 4 of 10 replies despite careful prompting.', [
        'zhou-2023-lima',
        'memory-note',
      ]),
      gives('change-rate', -2, 'freshness', 'Facts of this week are not in last month’s weights.'),
      gives(
        'labeled-pairs',
        -4,
        'quality',
        'Dozens of pairs teach little that examples in the prompt do not.',
        ['zhou-2023-lima'],
        'readiness',
      ),
      gives('ml-skills', 0, 'maintainability', 'Some experience is enough for a managed run.', [], 'readiness'),
    ],
    reason: 'The format needs it, but the pairs to train on are missing.',
    more: {
      gates: [
        {
          id: 'few-pairs',
          effect: 'hold',
          because: 'Dozens of pairs are too few to train on.',
          unlock: 'Collect 200 clean pairs from logged failures.',
          evidence: ['zhou-2023-lima'],
        },
      ],
      unlock: ['Collect 200 clean pairs from logged failures.', 'Try constrained decoding first and log what still fails.'],
    },
  }),
  approach({
    id: 'self-learning',
    title: 'Organisation memory',
    summary: 'A store that the system writes from its own interactions.',
    layer: 'experience',
    verdict: 'skip',
    prior: -6,
    priorBecause: 'unmanaged memory spreads errors.',
    spread: [-6, 2],
    readinessPrior: 0,
    margin: { points: 8, to: 'line', at: 'pilot' },
    contributions: [],
    reason: 'Nothing asks for it yet.',
  }),
  approach({
    id: 'self-model',
    title: 'User model',
    summary: 'A correctable model of each user.',
    layer: 'user',
    verdict: 'skip',
    prior: -9,
    priorBecause: 'most products serve all users alike.',
    spread: [-9, 3],
    readinessPrior: 0,
    margin: { points: 11, to: 'line', at: 'pilot' },
    contributions: [],
    reason: 'Nothing says yet that the same question needs different answers.',
  }),
]

const said = (text: string, ...evidence: readonly string[]): { text: string; evidence: readonly string[] } => ({ text, evidence })
const NOTHING = { does: [], components: [], tokens: [], risks: [], metrics: [], reversal: [] } as const

/** A whole decision: two approaches adopted, one later with what unlocks it, one lost to its alternative, two with nothing to say for them. */
export const SAMPLE: Decision = {
  schemaVersion: '1.0',
  tool: { name: 'rag-or-tune', version: '0.1.0' },
  rubric: {
    id: 'core',
    version: '1.0.0',
    digest: 'ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12cd34ef56ab12',
    title: 'The core rubric',
  },
  title: 'Support bot for tariff questions',
  date: '2026-11-21',
  owner: 'Support platform team',
  reviewAfter: '2027-02-01',
  context: {
    workflow: 'Agents ask about tariffs while a customer is on the line.\n\nThe bot drafts the reply; the agent sends it.',
    users: '120 support agents in two countries.',
    objective: 'Right figures with their source, in the house style.',
    data: 'Tariff sheets, policies and two years of tickets.',
  },
  headline: 'Build Prompting and Retrieval (RAG) now; Fine-tuning later, once the pairs exist.',
  set: ['prompting', 'rag'],
  answers: {
    need: {
      value: 'both',
      origin: 'file',
      question: 'What is missing',
      role: 'reason',
      section: { id: 'problem', title: 'What is wrong or missing' },
      labels: ['Both facts and behaviour'],
      scored: true,
    },
    symptoms: {
      value: ['stale-answers', 'wrong-format'],
      origin: 'asked',
      question: 'Symptoms',
      role: 'reason',
      section: { id: 'problem', title: 'What is wrong or missing' },
      labels: ['Answers are out of date', 'The format is wrong'],
      scored: true,
    },
    'change-rate': {
      value: 'weekly',
      origin: 'flag',
      question: 'Rate of change',
      role: 'reason',
      section: { id: 'knowledge', title: 'The knowledge it needs' },
      labels: ['Every week'],
      scored: true,
    },
    'corpus-size': {
      value: 'large',
      origin: 'file',
      number: 12000000,
      question: 'Size of the corpus',
      role: 'reason',
      section: { id: 'knowledge', title: 'The knowledge it needs' },
      labels: ['Large: up to 50 million tokens'],
      scored: true,
    },
    'output-format': {
      value: 'persistent',
      origin: 'file',
      question: 'Format and tone',
      role: 'reason',
      section: { id: 'behaviour', title: 'How it should behave' },
      labels: ['Fails despite careful prompting'],
      scored: true,
    },
    'repeat-users': {
      value: 'unsure',
      origin: 'file',
      question: 'Returning users',
      role: 'enabler',
      section: { id: 'users', title: 'The people who use it' },
      labels: [],
      scored: false,
    },
    'labeled-pairs': {
      value: 'dozens',
      origin: 'file',
      number: 60,
      question: 'Labelled pairs',
      role: 'enabler',
      section: { id: 'means', title: 'What you have to work with' },
      labels: ['Dozens: 1 to 99'],
      scored: true,
    },
    timeline: {
      value: 'weeks',
      origin: 'file',
      question: 'Timeline',
      role: 'enabler',
      section: { id: 'means', title: 'What you have to work with' },
      labels: ['Weeks'],
      scored: false,
    },
    'current-stack': {
      value: ['prompting'],
      origin: 'file',
      question: 'Built already',
      role: 'context',
      section: { id: 'position', title: 'Where you stand today' },
      labels: ['Prompting'],
      scored: true,
    },
    leaning: {
      value: [],
      origin: 'file',
      question: 'About to build',
      role: 'context',
      section: { id: 'position', title: 'Where you stand today' },
      labels: [],
      scored: true,
    },
  },
  openQuestions: [
    {
      id: 'user-diversity',
      title: 'User diversity',
      text: 'Should the same question get different answers for different people?',
      options: [
        { id: 'uniform', label: 'No, one answer' },
        { id: 'segments', label: 'By group' },
        { id: 'individual', label: 'By person' },
      ],
      many: false,
      canChange: ['self-model', 'prompting'],
    },
    {
      id: 'latency',
      title: 'Latency',
      text: 'How fast must an answer come?',
      options: [
        { id: 'relaxed', label: 'Seconds are fine' },
        { id: 'critical', label: 'At once' },
      ],
      many: false,
      canChange: [],
    },
  ],
  approaches: APPROACHES,
  setNotes: [
    { id: 'retrieve-first', kind: 'prerequisite', says: 'Retrieval comes before tuning: log failures first.', evidence: [] },
    {
      id: 'facts-and-form',
      kind: 'division',
      says: 'Retrieval carries the facts, fine-tuning carries the form.',
      evidence: ['balaguer-2024'],
    },
  ],
  layers: [
    {
      id: 'instructions',
      title: 'Instructions',
      place: 'request',
      summary: 'What the model is told on every request.',
      verdict: 'adopt',
      approach: 'prompting',
      approachTitle: 'Prompting',
      does: [said('States the house style and the schema of a reply.')],
      components: [{ name: 'Versioned prompts', does: 'kept in the repository with tests', runs: ['hosted', 'private-cloud'] }],
      tokens: [said('About 1,500 tokens, cached.')],
      risks: [{ risk: 'Prompts grow without review.', guard: 'A regression set runs on every change.', evidence: [] }],
      metrics: [said('Share of replies that pass the schema.')],
      reversal: [said('Nothing: it stays.')],
    },
    {
      id: 'user',
      title: 'User',
      place: 'request',
      summary: 'What is known of the person who asks.',
      verdict: 'skip',
      approach: null,
      approachTitle: null,
      ...NOTHING,
      does: [said('Put the country and the role of the agent into the prompt as variables.')],
    },
    {
      id: 'documents',
      title: 'Documents',
      place: 'request',
      summary: 'What the product knows.',
      verdict: 'adopt',
      approach: 'rag',
      approachTitle: 'Retrieval (RAG)',
      does: [
        said('Finds the tariff and the policy that hold today.', 'lewis-2020'),
        said('Passes the source on, so that the agent can check it.'),
      ],
      components: [
        { name: 'pgvector', does: 'vectors beside the data you have', runs: ['hosted', 'private-cloud'] },
        { name: 'OpenSearch', does: 'keyword and vector search in one', runs: ['hosted', 'private-cloud'] },
        { name: 'A hosted reranker', does: 'orders the passages', runs: ['hosted'] },
      ],
      tokens: [said('3,000 to 6,000 tokens for five to ten passages.')],
      risks: [
        {
          risk: 'A wrong passage is cited with confidence.',
          guard: 'Check that the passage supports the sentence.',
          evidence: ['magesh-2025-legal-rag'],
        },
        { risk: 'The index lags behind.', guard: 'Index on publication and alarm on age.', evidence: [] },
      ],
      metrics: [said('Share of answers whose cited passage supports them.', 'magesh-2025-legal-rag')],
      reversal: [said('The corpus shrinks to what a prompt holds.')],
    },
    {
      id: 'weights',
      title: 'Weights',
      place: 'request',
      summary: 'What the model is.',
      verdict: 'later',
      approach: 'fine-tuning',
      approachTitle: 'Fine-tuning',
      ...NOTHING,
      does: [said('Would carry the house style once the pairs exist.', 'zhou-2023-lima')],
      reversal: [said('Constrained decoding mends the format.')],
    },
    {
      id: 'routing',
      title: 'Model routing',
      place: 'around',
      summary: 'Sends each task to the model that fits.',
      verdict: null,
      approach: null,
      approachTitle: null,
      ...NOTHING,
      does: [said('Small model for lookups, large model for drafts.')],
    },
    {
      id: 'evaluation',
      title: 'Evaluation loop',
      place: 'around',
      summary: 'Measures, so that the next decision is better.',
      verdict: null,
      approach: null,
      approachTitle: null,
      ...NOTHING,
      metrics: [said('A weekly score on 50 real questions.')],
    },
  ],
  deployments: [
    { id: 'hosted', title: 'Hosted API' },
    { id: 'private-cloud', title: 'Private cloud' },
  ],
  phases: [
    {
      id: 'measure',
      title: 'Measure first',
      entry: 'Now.',
      exit: 'The baseline is known on 50 real questions.',
      steps: [
        said('Collect 50 real questions with answers that an expert accepts.', 'barnett-2024-seven-failures'),
        said('Score the product as it is.'),
      ],
    },
    {
      id: 'now',
      title: 'Build now',
      entry: 'The baseline is known.',
      exit: 'Nine in ten answers cite a passage that supports them.',
      steps: [
        { approach: 'prompting', ...said('Write the style guide and the schema into the prompt.') },
        { approach: 'rag', ...said('Index the tariff sheets and policies.', 'lewis-2020') },
      ],
    },
    {
      id: 'later',
      title: 'Later',
      entry: '200 clean pairs exist and the format still fails.',
      exit: 'The tuned model beats the prompt on the same questions.',
      steps: [{ approach: 'fine-tuning', ...said('Tune on the logged failures.', 'zhou-2023-lima') }],
    },
  ],
  validation: {
    measures: [
      { approach: 'rag', title: 'Retrieval (RAG)', text: 'Supported citations, at least 90%.', evidence: ['magesh-2025-legal-rag'] },
      { approach: 'prompting', title: 'Prompting', text: 'Replies that pass the schema, at least 99%.', evidence: [] },
    ],
    quantitative: [said('Handling time per ticket, before and after.')],
    qualitative: [said('Five agents read ten answers each month and say what they would change.')],
    revisit: { afterDays: 90, onDate: '2027-02-19', triggers: [said('200 pairs are collected.'), said('A base model is retired.')] },
  },
  mistakes: [
    {
      id: 'm-tune-facts',
      title: 'Tuning facts in',
      says: 'Facts that change every week cannot be trained in time.',
      instead: 'look them up, and tune the form only.',
      evidence: ['ovadia-2023', 'gekhman-2024'],
    },
  ],
  stability: {
    answered: 9,
    open: 2,
    steady: ['rag'],
    close: ['fine-tuning'],
    says: ['No answer to a single open question changes Retrieval (RAG).', 'User diversity is the question to find out first.'],
  },
  references: [
    reference('lewis-2020', 'Retrieval-Augmented Generation', 'Lewis et al., NeurIPS', 2020, 'arXiv:2005.11401', 'source'),
    reference(
      'liu-2023-lost-in-the-middle',
      'Lost in the Middle',
      'Liu et al., TACL',
      2023,
      'arXiv:2307.03172; doi:10.1162/tacl_a_00638',
      'source',
    ),
    reference('ovadia-2023', 'Fine-Tuning or Retrieval?', 'Ovadia et al.', 2023, 'arXiv:2312.05934', 'summary'),
    reference('gekhman-2024', 'New knowledge and hallucination', 'Gekhman et al.', 2024, 'arXiv:2405.05904', 'source'),
    reference('zhou-2023-lima', 'LIMA: Less Is More for Alignment', 'Zhou et al.', 2023, 'arXiv:2305.11206', 'summary'),
    reference('magesh-2025-legal-rag', 'Hallucination-Free?', 'Magesh et al.', 2025, 'arXiv:2405.20362', 'source'),
    reference(
      'barnett-2024-seven-failures',
      'Seven failure points',
      'Barnett et al.',
      2024,
      'https://example.org/seven-failures',
      'source',
    ),
    reference('balaguer-2024', 'RAG vs fine-tuning', 'Balaguer et al.', 2024, 'arXiv:2401.08406', 'source'),
    {
      ...reference('memory-note', 'A figure we remember', 'Unknown', 2023, 'not looked up', 'memory'),
      limits: 'One task only.',
    },
  ],
}

function reference(
  id: string,
  title: string,
  publisher: string,
  year: number,
  address: string,
  checked: Decision['references'][number]['checked'],
): Decision['references'][number] {
  return { id, title, publisher, year, address, claim: `What ${title} found, in our words.`, checked }
}
