import { describe, expect, it } from 'vitest'
import { createLog } from '#lib/kernel/log.ts'
import { throwIfFailed } from '#lib/kernel/on-its-own.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import { type Base, declare, defineAddon, type NamesIn } from '../index.ts'
import { type Eraser, type Erasers, eraseDue } from './index.ts'

const post = declare({
  retention: {
    letter: { keptSeconds: 60, after: 'arrival' },
    stamp: { keptSeconds: 0, after: 'end' },
  },
})
const { retention } = defineAddon({ parts: { post } })
type Item = NamesIn<Base | typeof post, 'retention'>

const clock = fixedClock('2026-11-22T09:00:00Z')

/** What a sweep erases by: each item with the moment that it was asked for. */
function noted(change: Partial<Erasers<Item>> = {}) {
  const asked: [item: string, dueBefore: string][] = []
  const note =
    (item: Item, rows: number): Eraser =>
    async (dueBefore) => {
      asked.push([item, dueBefore.toISOString()])
      return rows
    }
  const own = { letter: note('letter', 2), stamp: note('stamp', 1) }
  const base = {
    ...{ grant: note('grant', 0), session: note('session', 0), ticket: note('ticket', 0) },
    ...{ oauth_attempt: note('oauth_attempt', 0), rate_limit: note('rate_limit', 0) },
    ...{ event_id: note('event_id', 0), chat_text: note('chat_text', 0) },
  }
  return { asked, base, own, erasers: { ...base, ...own, ...change } }
}

describe('an add-on with its own retention items', () => {
  it("erases them and the base's, each before its own time and in the order of declaration", async () => {
    const { asked, own, base } = noted()
    const erasers = { ...own, ...base }
    expect(await eraseDue({ retention, erasers, clock })).toMatchObject({ letter: 2, stamp: 1, session: 0 })
    expect(asked.map(([item]) => item)).toEqual(Object.keys(retention))
    expect(asked.slice(-3)).toEqual([
      ['chat_text', '2026-11-22T08:59:00.000Z'],
      ['letter', '2026-11-22T08:59:00.000Z'],
      ['stamp', '2026-11-22T09:00:00.000Z'],
    ])
  })

  it('does not compile with an item without an eraser or an eraser without an item', async () => {
    const { base, own } = noted()
    const extra = { ...base, ...own, parcel: async () => 0 }
    const compiled = () => [
      // @ts-expect-error nothing erases the letters
      eraseDue({ retention, erasers: { ...base, stamp: own.stamp }, clock }),
      // @ts-expect-error nobody declared parcels
      eraseDue({ retention, erasers: extra, clock }),
    ]
    expect(compiled).toBeTypeOf('function')
  })
})

it('a retention item without an eraser is reported and not skipped', async () => {
  const { asked, base, own } = noted()
  const erasers = { ...base, stamp: own.stamp } as unknown as typeof base & typeof own
  await expect(eraseDue({ retention, erasers, clock })).rejects.toMatchObject({
    details: { failed: [{ id: 'letter' }] },
  })
  expect(asked.map(([item]) => item)).toEqual(Object.keys(erasers))
})

describe('an eraser that throws', () => {
  const broken: Eraser = async () => {
    throw new TypeError('no such table')
  }
  const resisting: Eraser = async () => {
    const failed = Array.from({ length: 30 }, (_, i) => ({ id: `stamps ${i}`, err: new Error('refused') }))
    throwIfFailed(failed, 'what is over')
    return 0
  }
  const erased = async (change: Partial<Erasers<Item>>) => {
    const { asked, erasers } = noted(change)
    const fault = await eraseDue({ retention, erasers, clock }).catch((err) => err)
    return { fault, asked: asked.map(([item]) => item) }
  }

  it('does not stop the others and is named at the end', async () => {
    const { fault, asked } = await erased({ session: broken, letter: broken })
    expect(asked).toEqual(
      Object.keys(noted().base)
        .filter((item) => item !== 'session')
        .concat('stamp'),
    )
    expect(fault).toMatchObject({
      code: 'fault',
      message: '2 of what is over failed, the others are done',
      details: { failed: [{ id: 'session' }, { id: 'letter' }] },
      cause: { message: 'no such table' },
    })
  })

  it('for single rows is reported with those rows, and all failures are counted', async () => {
    const { fault } = await erased({ session: broken, stamp: resisting })
    expect(fault.message).toBe('31 of what is over failed, the others are done')
    expect(fault.details.failed.slice(0, 2)).toMatchObject([{ id: 'session' }, { id: 'stamps 0' }])
    const lines: string[] = []
    createLog({ destination: { write: (line) => void lines.push(line) } }).error({ err: fault }, 'swept')
    expect(lines.join('')).toContain('stamps 0')
    expect(lines.join('')).not.toContain('[deep]')
  })
})
