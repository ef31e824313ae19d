import { join } from 'node:path'
import { temporaryFolder } from '../support/paths.ts'
import { held, type Outcome, one, sum } from './outcome.ts'
import { onPaper, plainSight, type Terminal } from './terminal.ts'
import { timeTable } from './times.ts'

export type Step = {
  name: string
  title: string
  /** When it fails, the steps after it in its lane and in the next rows are not run. */
  vital?: boolean
  run(terminal: Terminal): Promise<Outcome>
}

export type Ended = { step: Step; outcome: Outcome; ms: number }

export type Printer = { say(line: string): void; print(text: string): void }

/** Runs the rows and prints the sum; the exit code agrees with the last line. */
export async function runRows(rows: Step[][][], { say, print }: Printer): Promise<number> {
  const ended: Ended[] = []
  const left: Step[] = []
  for (const row of rows) {
    const lanes = row.filter((lane) => lane.length > 0)
    if (ended.some(isVitalFailure)) left.push(...lanes.flat())
    else
      for (const lane of await sideBySide(lanes, print)) {
        ended.push(...lane.ended)
        left.push(...lane.left)
      }
  }
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

type Lane = { ended: Ended[]; left: Step[] }

/** The first lane has the terminal; what the others print follows when it has ended. */
async function sideBySide([first = [], ...others]: Step[][], print: Printer['print']): Promise<Lane[]> {
  const waiting = others.map((lane) => {
    const paper = onPaper(join(temporaryFolder(), `${lane[0]?.name ?? 'lane'}.log`))
    return { paper, done: runLane(lane, paper) }
  })
  const lanes = [await runLane(first, plainSight)]
  for (const { paper, done } of waiting) {
    const close = paper.follow(print)
    lanes.push(await done)
    close()
  }
  return lanes
}

async function runLane(steps: Step[], terminal: Terminal): Promise<Lane> {
  const ended: Ended[] = []
  for (const [index, step] of steps.entries()) {
    const one = await runStep(step, terminal)
    ended.push(one)
    if (isVitalFailure(one)) return { ended, left: steps.slice(index + 1) }
  }
  return { ended, left: [] }
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

const isVitalFailure = ({ step, outcome }: Ended): boolean => Boolean(step.vital) && outcome.failed > 0
