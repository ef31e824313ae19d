import { setTimeout as wait } from 'node:timers/promises'
import type { App } from '../support/app.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import type { Blow } from './plan.ts'

/** What can be hit. `strike` comes back when what must be done about it is done; `repair` is what may come later. */
export type Victim = { name: string; strike(downMs: number): Promise<void>; repair?(): Promise<void> }

/** kill -9, and the supervisor starts it again. */
export const processVictim = (app: App, index: number): Victim => ({
  name: `process ${index + 1}`,
  async strike(downMs) {
    await app.kill()
    await wait(downMs)
    await app.start()
  },
})

/** Deals the blows in their order, each with its fault at Divar; gives the seconds from each until all were healthy. */
export async function deal(
  front: Front,
  victims: readonly Victim[],
  plan: readonly Blow[],
  say: (line: string) => void,
) {
  const seconds: number[] = []
  for (const [index, { afterMs, victim, downMs, fault }] of plan.entries()) {
    await wait(afterMs)
    front.simulator.control.fault(fault)
    const hit = victims[victim]
    if (!hit) throw new Error(`nobody to hit at ${victim}`)
    const begun = performance.now()
    await hit.strike(downMs)
    await Promise.all(
      front.apps.map(async (app) => await eventually(`health of ${app.url}`, async () => await healthOf(app))),
    )
    seconds.push((performance.now() - begun) / 1000)
    say(
      `  ${index + 1}/${plan.length}: ${hit.name}, ${fault.on} ${fault.kind}: healthy after ${seconds.at(-1)?.toFixed(1)} s`,
    )
    await hit.repair?.()
  }
  return seconds
}

async function healthOf(app: App): Promise<void> {
  if (app.pid() === undefined) throw new Error('the process has ended by itself')
  const { status } = await fetch(`${app.url}/api/health`, { signal: AbortSignal.timeout(5000) })
  if (status !== 200) throw new Error(`status ${status}`)
}
