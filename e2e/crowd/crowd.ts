import type { Simulator } from '../simulator/index.ts'
import type { Environment } from '../support/settings.ts'
import { openDesk } from './desk.ts'
import { type CrowdState, type CrowdTime, type Planned, planCrowd } from './plan.ts'
import { walk } from './walk.ts'

export type Crowd = { code: string; state: CrowdState; conversationId: string }[]

export type CrowdOptions = { count: number; seed?: number; atOnce?: number; onStep?: (done: number) => void }

const day = 24 * 60 * 60

/** Where the clock stands while they agree, before now. */
const ago: Record<CrowdTime, number> = { last_month: 31 * day, last_week: 7 * day, today: 0 }

/** Nothing of these is posted as it is: larger than every size. */
const tooLarge = ['refrigerator-freezer']

/**
 * So many shipments in all states, by the pages of Peyk, the desk's forms and the carrier's signed calls, each in a chat of its
 * own. The clock goes back for what is to be older and ends at now.
 */
export async function fillCrowd(
  place: { simulator: Simulator; env: Environment },
  options: CrowdOptions,
): Promise<Crowd> {
  const { count, seed = 1, atOnce = 6, onStep = () => undefined } = options
  const { control } = place.simulator
  const posts = control
    .conversations()
    .map(({ post }) => post)
    .filter(({ state, category }) => state === 'PUBLISHED' && !tooLarge.includes(category))
  const plan = planCrowd({ count, seed })
  const made: Crowd = []
  const makeAll = async (time: CrowdTime) => {
    control.clock(-ago[time])
    const ones = plan.filter((one) => one.time === time)
    // Nobody stays signed in from one day to the next.
    const desk = time === 'today' ? await openDesk(place.env, ones.length) : null
    await together(ones, atOnce, async (one: Planned) => {
      const postToken = posts[one.number % posts.length]?.token ?? ''
      const [conversationId = ''] = control.crowd({ postToken, count: 1 }).conversations
      const code = await walk({ simulator: place.simulator, desk, conversationId }, one).catch((cause: unknown) => {
        throw new Error(`shipment ${one.number}, ${one.state}, ${time}`, { cause })
      })
      made.push({ code, state: one.state, conversationId })
      onStep(made.length)
    })
    await desk?.close()
  }
  try {
    for (const time of ['last_month', 'last_week', 'today'] as const) await makeAll(time)
    return made
  } finally {
    control.clock(0)
  }
}

/** So many at once, in their order. */
async function together<T>(all: readonly T[], atOnce: number, each: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  const work = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await each(one)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
