import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { flipsOf } from '../../src/engine/flips.js'
import type { Given } from '../../src/engine/given.js'
import { judge, verdictsOf } from '../../src/engine/judge.js'
import { marginOf } from '../../src/engine/margin.js'
import { buildModel, type Model } from '../../src/engine/model.js'
import type { Rubric } from '../../src/engine/rubric.js'
import { nodeReader } from '../../src/files/node-reader.js'
import type { Finding } from '../../src/prove/finding.js'
import { proveRubric } from '../../src/prove/prove.js'
import { loadRubric } from '../../src/rubric/load.js'
import { runHere } from '../reliability/support.js'

const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'peers')

interface Peer {
  readonly rubric: Rubric
  readonly model: Model
  readonly findings: readonly Finding[]
  /** One answer to every question, in all combinations. */
  readonly cells: readonly (readonly number[])[]
}

async function peerOf(name: string): Promise<Peer> {
  const checked = await loadRubric(join(FOLDER, `${name}.yaml`), nodeReader)
  if (!checked.ok) throw new Error(checked.problems.map(({ message }) => message).join('\n'))
  const rubric = checked.value
  const cells = rubric.questions.reduce<readonly (readonly number[])[]>(
    (all, { options }) => all.flatMap((cell) => options.map((_, at) => [...cell, at])),
    [[]],
  )
  return { rubric, model: buildModel(rubric), findings: proveRubric(rubric, {}).findings, cells }
}

/** The id of the one that a peer would name. */
function winnerOf({ model }: Peer, cell: readonly number[]): string {
  const [winner = '', ...more] = model.approaches.flatMap(({ source, index }) =>
    judge(model, cell)[index]?.verdict === 'adopt' ? [source.id] : [],
  )
  expect(more).toEqual([])
  return winner
}

/** How many combinations each wins. */
function wins(peer: Peer): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const cell of peer.cells) {
    const winner = winnerOf(peer, cell)
    counts[winner] = (counts[winner] ?? 0) + 1
  }
  return counts
}

/** How many combinations keep their winner whichever single answer moves to the option before or after it. */
function steady(peer: Peer): number {
  const winners = new Map(peer.cells.map((cell) => [cell.join(), winnerOf(peer, cell)]))
  const neighbours = (cell: readonly number[]) => cell.flatMap((option, at) => [cell.with(at, option - 1), cell.with(at, option + 1)])
  return peer.cells.filter((cell) =>
    neighbours(cell).every((one) => !winners.has(one.join()) || winners.get(one.join()) === winners.get(cell.join())),
  ).length
}

/** Combinations in which the distance between the best and the one behind it is at most so many points. */
function within(peer: Peer, points: number): number {
  return peer.cells.filter((cell) => {
    const needs = judge(peer.model, cell)
      .map(({ need }) => need)
      .sort((a, b) => b - a)
    return (needs[0] as number) - (needs[1] as number) <= points
  }).length
}

/** Combinations in which one other answer turns some verdict: what the engine calls a flip of size 1. */
function oneStep(peer: Peer): number {
  return peer.cells.filter((cell) => flipsOf(peer.model, cell, verdictsOf(judge(peer.model, cell))).some(({ size }) => size === 1)).length
}

/** The same by trying every other option of every question. */
function oneStepTried(peer: Peer): number {
  return peer.cells.filter((cell) =>
    cell.some((_, at) =>
      peer.rubric.questions[at]?.options.some((_, option) => winnerOf(peer, cell.with(at, option)) !== winnerOf(peer, cell)),
    ),
  ).length
}

/** Whether two of those that compete stand level on these answers, and nobody above them. */
function levelAt({ rubric, model }: Peer, witness: Given = {}): boolean {
  const state = rubric.questions.map(({ id, options }) => {
    const at = options.findIndex((option) => option.id === witness[id])
    return at < 0 ? null : at
  })
  const needs = judge(model, state).map(({ need }) => need)
  return needs.filter((need) => need === Math.max(...needs)).length > 1
}

const found = ({ findings }: Peer) => findings.map(({ code, result, subject }) => `${code} ${result} ${subject.join('.')}`)

describe('a peer that scores five inputs', async () => {
  const peer = await peerOf('teaching-script')

  it('never recommends retrieval, and the proof says so', () => {
    expect(peer.cells).toHaveLength(48)
    expect(wins(peer)).toEqual({ prompting: 24, 'fine-tuning': 24 })
    expect(found(peer)).toEqual(['proof-unreachable refuted approaches.rag', 'proof-tie refuted alternatives.one-winner'])
    expect(peer.findings[0]?.message).toBe('no answers lead to the verdict `adopt` for `rag`')
  })

  it('answers from the knowledge base of a company by prompting, where facts change', () => {
    const task = peer.rubric.questions.findIndex(({ id }) => id === 'task')
    const facts = peer.rubric.questions.findIndex(({ id }) => id === 'facts')
    const cells = peer.cells.filter((cell) => cell[task] === 1 && cell[facts] === 1)
    expect(new Set(cells.map((cell) => winnerOf(peer, cell)))).toContain('prompting')
    expect(cells.map((cell) => winnerOf(peer, cell))).not.toContain('rag')
  })

  it('settles ties by order, and stands one answer from another verdict in 39 of 48 combinations', () => {
    expect(levelAt(peer, peer.findings[1]?.witness)).toBe(true)
    expect([oneStep(peer), oneStepTried(peer)]).toEqual([39, 39])
  })
})

describe('a peer with three questions', async () => {
  const peer = await peerOf('three-question-widget')

  it('gives fine-tuning in 14 of 27 combinations, one of them by a tie that its order settles', () => {
    expect(peer.cells).toHaveLength(27)
    expect(wins(peer)).toEqual({ 'fine-tuning': 14, rag: 13 })
    expect(within(peer, 0)).toBe(1)
    expect(found(peer)).toEqual(['proof-tie refuted alternatives.one-winner'])
  })

  it('lies within 3 points in 7 of 27 combinations, which the margin of a verdict tells; 24 are one answer from turning', () => {
    expect(within(peer, 3)).toBe(7)
    const close = peer.cells.filter((cell) => {
      const standings = judge(peer.model, cell)
      const margins = peer.model.approaches.map(({ index }) => marginOf(peer.model, standings, index)?.points ?? 100)
      return Math.min(...margins) <= 3
    })
    expect(close.length).toBe(7)
    expect([oneStep(peer), oneStepTried(peer)]).toEqual([24, 24])
  })
})

describe('a peer with six questions', async () => {
  const peer = await peerOf('six-question-wizard')

  it('can name each of its outcomes, and settles ties by order', () => {
    expect(peer.cells).toHaveLength(1296)
    expect(Object.keys(wins(peer)).sort()).toEqual(['agentic', 'hybrid', 'long-context', 'rag'])
    expect(found(peer)).toEqual(['proof-tie refuted alternatives.one-winner'])
    expect(levelAt(peer, peer.findings[0]?.witness)).toBe(true)
  })

  it('takes 81 combinations by an override of two answers that ignores the points', () => {
    expect(wins(peer)['hybrid']).toBe(81)
  })

  it('keeps its verdict in one of seven combinations when one answer moves to the next option', () => {
    expect(steady(peer)).toBe(179)
    expect(steady(peer) / peer.cells.length).toBeLessThan(1 / 7)
  })
})

it.each(['teaching-script', 'three-question-widget', 'six-question-wizard'])(
  'rubric check fails on %s, at the line that causes it',
  async (name) => {
    const { code, stdout } = await runHere(['rubric', 'check', join(FOLDER, `${name}.yaml`)])
    expect(code).toBe(1)
    expect(stdout).toMatch(/\.yaml:\d+:5: `[a-z-]+` and `[a-z-]+` stand level here, and only their order in the file decides \(proof-tie\)/)
  },
)
