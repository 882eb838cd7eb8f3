/** A small rubric with a comment on everything in it, as an author begins with; it passes `rubric check --strict` as it stands. */
export const RUBRIC_TEMPLATE = `# A rubric: what is asked, what each answer weighs on which approach, and because of what. It is data; nothing in it is run.
#   rag-or-tune rubric check THIS_FILE     proves what it says over all answers
#   rag-or-tune --rubric THIS_FILE         decides with it
# For completion in your editor: rag-or-tune rubric schema > rubric.schema.json, and as the first line of this file
#   yaml-language-server: $schema=rubric.schema.json      (behind a #)
format: 1
id: our-rubric
version: 1.0.0
title: What our assistants need
summary: A first rubric, for one team.

# Points are decibans: +3 doubles the odds that an approach is needed, +10 makes them ten times as high.
# From the adopt line on it is built, from the pilot line on it is tried; ready is the line that the team's means have to reach.
lines: {adopt: 6, pilot: 3, ready: 0}

sections: # parts of the interview, in order
  - {id: task, title: The task}
  - {id: means, title: What you have}

criteria: # what points can be about
  - {id: quality, title: Quality}
  - {id: effort, title: Effort}

approaches: # what can be recommended; each gets a verdict of its own: adopt, pilot, later or skip
  - id: prompting
    title: Prompting
    summary: Instructions and examples in the prompt.
    layer: instructions
    always: adopt # the baseline; it needs the gate without a condition below
  - id: rag
    title: Retrieval (RAG)
    summary: Passages of your documents, looked up for each request.
    layer: documents
    prior: -2 # need before any answer
    prior-because: An index costs upkeep before it helps.

questions: # in the order they are asked; every question also takes "unsure"
  - id: need
    section: task
    role: reason # its points count towards need; those of an enabler towards readiness
    title: What is missing
    text: What does the model lack today?
    help: Facts it does not know, or behaviour it does not show.
    why: The two are mended in different places.
    criterion: quality
    options:
      - id: facts
        label: Facts
        points:
          rag: {points: 6, because: Facts are best given when the question is asked., evidence: [judgement]}
      - id: behavior
        label: Behaviour
        points:
          rag: {points: -3, because: Documents do not change how a model acts., evidence: [judgement]}

  - id: change-rate
    section: task
    role: reason
    title: Rate of change
    text: How often do the facts change?
    help: Think of the part that changes most often.
    why: What changes soon has to be looked up.
    ordered: true # the options are a scale: their points go one way, or uneven-because says why not
    criterion: effort
    when: {question: need, is: facts} # asked unless this is false
    options:
      - id: rarely
        label: Rarely
        points:
          rag: {points: -1, because: What stays can stand in the prompt., evidence: [judgement]}
      - id: monthly
        label: Every month
        points:
          rag: {points: 1, because: An index is renewed more easily than a prompt., evidence: [judgement]}
      - id: daily
        label: Every day
        points:
          rag: {points: 4, because: Only what is looked up is current., evidence: [judgement]}

  - id: documents
    section: means
    role: enabler
    title: Your documents
    text: In which state are the documents with these facts?
    help: Those that an assistant may show to its users.
    why: Nothing can be retrieved that is not written down.
    ordered: true
    criterion: effort
    options:
      - id: none
        label: There are none
        points:
          rag: {points: -6, because: There is nothing to retrieve., evidence: [judgement]}
      - id: scattered
        label: Scattered
        points:
          rag: {points: -1, because: They have to be collected first., evidence: [judgement]}
      - id: kept
        label: Kept in one place
        points:
          rag: {points: 3, because: They can be indexed as they are., evidence: [judgement]}

gates: # what no amount of points outweighs
  - id: baseline
    approach: prompting
    effect: require # or hold (until something named is met), or block
    because: Everything else is judged against a good prompt.

mistakes: # named in the report when their condition is true
  - id: index-for-behavior
    title: An index for want of behaviour
    when: {all: [{question: need, is: behavior}, {question: documents, is: kept}]}
    says: Documents at hand are no reason to retrieve them where behaviour is what is missing.
    instead: Write the behaviour into the prompt, and measure.

layers: # places in the architecture, in the order a request meets them
  - {id: instructions, title: Instructions, place: request, summary: What the model is asked to do., filled-by: [prompting]}
  - {id: documents, title: Documents, place: request, summary: What it is given to read., filled-by: [rag]}

plans: # what the report says of each approach once the verdicts are known
  prompting:
    does: [States the task, the tone and the format.]
  rag:
    does:
      - Finds the passages that answer the question.
      - {text: Is renewed every night., when: {question: change-rate, is: daily}}
    risks: [{risk: The right passage is not found., guard: Measure how often it is among the first five.}]

references: # what \`evidence\` names; a judgement of your own claims no source
  - id: judgement
    title: Our own judgement
    publisher: The team
    year: 2026
    address: none
    claim: No published source was found.
    checked: judgement

claims: # laws about the rubric itself, proved over all answers
  - id: fresher-never-less
    says: The faster facts change, the more speaks for retrieval.
    more: change-rate
    never-lowers: rag
  - id: nothing-to-retrieve
    says: Without documents retrieval is not built now.
    when: {question: documents, is: none}
    then: {not: {approach: rag, verdict: adopt}}
`

/** An overlay of the core rubric with a comment on everything in it; it passes `rubric check --strict` as it stands. */
export const OVERLAY_TEMPLATE = `# An overlay: the core rubric with what is different here. Everything that is not written stays as it is there.
#   rag-or-tune rubric check THIS_FILE         proves the result over all answers
#   rag-or-tune rubric diff core THIS_FILE     says what it changes
#   rag-or-tune --rubric THIS_FILE             decides with it
format: 1
id: our-policy
version: 1.0.0
title: How we adapt language models
extends: core # or the path of another rubric, such as ./common/base.yaml

preconditions: # a member with a new id is added
  - id: our-data-review
    approach: fine-tuning
    when: {question: regulated, is: "yes"}
    says: The review board has approved the training data.

questions: # a member with an id of the base is changed, key by key
  - id: timeline
    help: Count from the day the budget is approved.

plans:
  rag:
    components: # a component with a new name is added
      - {name: Our search service, does: Indexes and searches what is on the intranet., runs: [private-cloud]}

# What else an overlay can do:
#   gates: [{id: …, approach: …, effect: block, when: …, because: …}]    forbid something; the check names the claims of core that this breaks
#   remove: {questions: [latency], claims: [ID]}                         take something out by its id
#   ask: [need, change-rate, citations]                                  ask only these questions
# rag-or-tune explain lists every id, rag-or-tune rubric show prints the core rubric in full.
`
