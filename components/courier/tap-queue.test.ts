import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NewTap, putAside, sendWaiting, stateAfter, type TapAnswer, type WaitingTap } from './tap-queue.ts'
import { memoryShelf } from './tap-shelf.ts'

const tap = (id: string, shipment: string, own: Partial<NewTap> = {}): NewTap => ({
  id,
  owner: 'ali',
  at: 0,
  shipment,
  deed: 'picked_up',
  code: '1234',
  reason: '',
  picture: null,
  refused: null,
  ...own,
})

async function shelved(...taps: NewTap[]) {
  const shelf = memoryShelf()
  for (const one of taps) await shelf.add(one)
  return { shelf, ids: async () => (await shelf.all()).map(({ id }) => id) }
}

/** A server that answers as it is told and counts what it took, each id once. */
function server(answerOf: (tap: WaitingTap, nth: number) => TapAnswer = () => ({ kind: 'taken' })) {
  const sent: string[] = []
  return {
    sent,
    send: async (one: WaitingTap) => {
      sent.push(one.id)
      return answerOf(one, sent.length)
    },
  }
}

describe('taps that wait on a phone', () => {
  it('are sent in the order in which they were tapped, and go with their answer', async () => {
    const { shelf, ids } = await shelved(tap('a', 'X'), tap('b', 'Y'), tap('c', 'X'))
    const { sent, send } = server()
    expect(await sendWaiting(shelf, 'ali', send)).toEqual({ kind: 'done', answered: 3 })
    expect([sent, await ids()]).toEqual([['a', 'b', 'c'], []])
  })

  it.each(['offline', 'session'] as const)('stay where the answer is %s, with all that come after', async (kind) => {
    const { shelf, ids } = await shelved(tap('a', 'X'), tap('b', 'Y'), tap('c', 'Z'))
    const { sent, send } = server((_, nth) => (nth === 2 ? { kind } : { kind: 'taken' }))
    expect(await sendWaiting(shelf, 'ali', send)).toEqual({ kind, answered: 1 })
    expect([sent, await ids()]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
  })

  it('that were refused keep what was typed and hold back their shipment alone', async () => {
    const { shelf } = await shelved(tap('a', 'X'), tap('b', 'Y'), tap('c', 'X'), tap('d', 'Z'))
    const { sent, send } = server((one) =>
      one.id === 'a' ? { kind: 'refused', sentence: 'کد درست نیست' } : { kind: 'taken' },
    )
    await sendWaiting(shelf, 'ali', send)
    expect(sent).toEqual(['a', 'b', 'd'])
    expect((await shelf.all()).map(({ id, code, refused }) => [id, code, refused])).toEqual([
      ['a', '1234', 'کد درست نیست'],
      ['c', '1234', null],
    ])
    await sendWaiting(shelf, 'ali', send)
    expect(sent, 'nothing is sent again by itself').toEqual(['a', 'b', 'd'])
  })

  it('that are corrected keep their place before what was tapped later', async () => {
    const refused = tap('a', 'X', { refused: 'کد درست نیست' })
    const { shelf } = await shelved(refused, tap('b', 'X'))
    const [first] = await shelf.all()
    if (first) await shelf.put({ ...first, id: 'a2', code: '4321', refused: null })
    const { sent, send } = server()
    await sendWaiting(shelf, 'ali', send)
    expect(sent).toEqual(['a2', 'b'])
  })

  it('hold back their shipment alone while its picture is not taken', async () => {
    const { shelf, ids } = await shelved(tap('a', 'X', { deed: 'picture' }), tap('b', 'X'), tap('c', 'Y'))
    const { sent, send } = server((one) => ({ kind: one.id === 'a' ? 'busy' : 'taken' }))
    expect(await sendWaiting(shelf, 'ali', send)).toEqual({ kind: 'busy', answered: 1 })
    expect([sent, await ids()]).toEqual([
      ['a', 'c'],
      ['a', 'b'],
    ])
  })

  it('of another courier are neither sent nor lost, until they are a day old', async () => {
    const { shelf, ids } = await shelved(tap('a', 'X', { owner: 'reza' }), tap('b', 'Y'))
    const { sent, send } = server()
    await sendWaiting(shelf, 'ali', send)
    expect([sent, await ids()]).toEqual([['b'], ['a']])
  })

  it('are put aside after a day: those of the courier stay with the reason, those of others go', async () => {
    const { shelf, ids } = await shelved(
      tap('a', 'X', { owner: 'reza' }),
      tap('b', 'Y'),
      tap('c', 'Y', { refused: 'wrong' }),
    )
    const day = 24 * 60 * 60 * 1000
    await putAside(shelf, 'ali', day, 'too old')
    expect(await ids()).toEqual([['a'], ['b'], ['c']].flat())
    await putAside(shelf, 'ali', day + 1, 'too old')
    expect((await shelf.all()).map(({ id, refused }) => [id, refused])).toEqual([
      ['b', 'too old'],
      ['c', 'wrong'],
    ])
    const { sent, send } = server()
    await sendWaiting(shelf, 'ali', send)
    expect(sent).toEqual([])
  })

  it('each count once and in their order, however often the network goes, also after the answer is lost', async () => {
    const shipments = fc.array(fc.constantFrom('X', 'Y', 'Z'), { minLength: 10, maxLength: 10 })
    const outages = fc.array(fc.constantFrom('taken', 'offline', 'lost', 'reload'), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(shipments, outages, async (tapped, fates) => {
        const { shelf, ids } = await shelved(...tapped.map((shipment, n) => tap(`tap-${n}`, shipment)))
        const counted: string[] = []
        const send = async ({ id }: WaitingTap): Promise<TapAnswer> => {
          const fate = fates.shift() ?? 'taken'
          if (fate === 'offline') return { kind: 'offline' }
          if (!counted.includes(id)) counted.push(id)
          // Taken, and nobody hears of it.
          return { kind: fate === 'taken' ? 'taken' : 'offline' }
        }
        for (let round = 0; round < 50 && (await ids()).length > 0; round += 1) await sendWaiting(shelf, 'ali', send)
        expect([counted, await ids()]).toEqual([tapped.map((_, n) => `tap-${n}`), []])
      }),
    )
  })
})

describe('where a shipment stands by what was tapped', () => {
  const after = { picked_up: 'picked_up', failed: 'delivery_failed', tried_again: 'picked_up' }
  const waiting = (...deeds: [deed: string, refused?: string][]) =>
    deeds.map(([deed, refused = null], seq) => ({ ...tap(`${seq}`, 'X', { deed, refused }), seq }))

  it.each([
    [waiting(), 'assigned'],
    [waiting(['picked_up']), 'picked_up'],
    [waiting(['picked_up'], ['failed'], ['tried_again']), 'picked_up'],
    [waiting(['picked_up'], ['failed', 'no'], ['tried_again']), 'picked_up'],
    [waiting(['picked_up', 'no'], ['failed']), 'assigned'],
    [waiting(['picked_up'], ['picture']), 'picked_up'],
  ])('counts what waits up to the first that was refused: %#', (taps, state) => {
    expect(stateAfter('assigned', taps, after)).toBe(state)
  })
})
