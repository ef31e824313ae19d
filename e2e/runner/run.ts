import { join } from 'node:path'
import { temporaryFolder } from '../support/paths.ts'
import { held, type Outcome, one, sum } from './outcome.ts'
import { onPaper, plainSight, type Terminal } from './terminal.ts'
import { timeTable } from './times.ts'

export type Step = {
  name: string
  title: string
  /** When it fails, the steps after it in its lane are not run. */
  vital?: boolean
  run(terminal: Terminal): Promise<Outcome>
}

export type Ended = { step: Step; outcome: Outcome; ms: number }

export type Printer = { say(line: string): void; print(text: string): void }

/**
 * Runs stages one after the other: in each its lanes side by side, and the steps of a lane one after the other. Prints the
 * sum; the exit code agrees with the last line. After a vital step that failed no later stage is run.
 */
export async function runStages(stages: Step[][][], { say, print }: Printer): Promise<number> {
  const all: Lane[] = []
  for (const stage of stages) {
    const lanes = stage.filter((lane) => lane.length > 0)
    const isStopped = all.some(({ isCut }) => isCut)
    all.push(...(isStopped ? lanes.map((left) => ({ ended: [], left, isCut: true })) : await sideBySide(lanes, print)))
  }
  const ended = all.flatMap((lane) => lane.ended)
  const left = all.flatMap((lane) => lane.left)
  const notes = ended.flatMap(({ outcome }) => outcome.notes ?? [])
  const { passed, failed, skipped } = sum(ended.map(({ outcome }) => outcome))
  say('')
  for (const line of timeTable(ended)) say(line)
  say('')
  for (const note of notes) say(note)
  for (const { title } of left) say(`Not run: ${title}`)
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 || passed === 0 ? 1 : 0
}

type Lane = { ended: Ended[]; left: Step[]; isCut: boolean }

/** The first lane has the terminal. What another prints comes in one piece when it ends, or as it comes after the first. */
async function sideBySide([first = [], ...others]: Step[][], print: Printer['print']): Promise<Lane[]> {
  const waiting = others.map((steps) => {
    const paper = onPaper(join(temporaryFolder(), `${steps[0]?.name ?? 'lane'}.log`), print)
    const done = runLane(steps, paper).finally(paper.end)
    return { paper, done }
  })
  const lanes = [await runLane(first, plainSight)]
  for (const { paper, done } of waiting) {
    paper.follow()
    lanes.push(await done)
  }
  return lanes
}

async function runLane(steps: Step[], terminal: Terminal): Promise<Lane> {
  const ended: Ended[] = []
  for (const [index, step] of steps.entries()) {
    const last = await runStep(step, terminal)
    ended.push(last)
    if (step.vital && last.outcome.failed > 0) return { ended, left: steps.slice(index + 1), isCut: true }
  }
  return { ended, left: [], isCut: false }
}

async function runStep(step: Step, terminal: Terminal): Promise<Ended> {
  const start = performance.now()
  terminal.say(`\n=== ${step.title} ===`)
  const found = await step.run(terminal).catch((error: unknown) => {
    terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return one(false, [`Failed: ${step.title}: ${error instanceof Error ? error.message : error}`])
  })
  const outcome = held(step.title, found)
  const { passed, failed, skipped } = outcome
  terminal.say(`--- ${step.title}: ${failed === 0 ? 'good' : 'FAILED'} (${passed} / ${failed} / ${skipped})`)
  return { step, outcome, ms: performance.now() - start }
}
