import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses, shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import {
  announceShipment,
  bookShipment,
  isOpen,
  prepareAnnouncement,
  prepareProposal,
  rejectProposal,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

type Tap = { deed: 'book' | 'book_silently' | 'announce' | 'reject' | 'fill'; who: number }

const actors = [buyer, { ...buyer, seatId: 'seat-2', sessionId: 'session-2' }, seller]
const deed = fc.constantFrom<Tap['deed'][]>(
  'book',
  'book_silently',
  'announce',
  'announce',
  'reject',
  'reject',
  'reject',
  'fill',
)
const opening = fc.record({ deed: fc.constantFrom<Tap['deed'][]>('book', 'book_silently'), who: fc.nat(2) })
/** Several taps at once, then the next ones. */
const rounds = fc.array(fc.array(fc.record({ deed, who: fc.nat(2) }), { minLength: 1, maxLength: 5 }), {
  minLength: 2,
  maxLength: 6,
})

describeOnBothEngines('any interleaving of taps by both sides', (open) => {
  it('leaves at most one open shipment and each one consistent', { timeout: 240_000 }, async () => {
    const property = fc.asyncProperty(opening, rounds, async (first, all) => {
      await emptyTables(open())
      const world = shippingWorld(open().db)
      await take(world, first)
      for (const round of all) {
        await Promise.all(round.map(async (tap) => await take(world, tap)))
        expect(await wrongs()).toEqual([])
        world.clock.advance(1)
      }
    })
    await fc.assert(property, { numRuns: 40 })
  })

  async function take({ deps, fill }: ReturnType<typeof shippingWorld>, tap: Tap): Promise<void> {
    const actor = actors[tap.who] ?? buyer
    const current = await deps.store.openShipment(actor.conversationId)
    if (tap.deed === 'fill') return void (await fill(actor))
    if (tap.deed === 'reject') return void (await rejectProposal(deps, actor, current?.trackingCode ?? ''))
    if (tap.deed === 'announce') {
      if (!current) return
      const { fingerprint } = await prepareAnnouncement(deps, current)
      return void (await announceShipment(deps, actor, { trackingCode: current.trackingCode, fingerprint }))
    }
    if (!(await deps.store.draftOfSeat(actor.seatId))) await fill(actor)
    const prepared = await prepareProposal(deps, actor)
    if (!prepared.ok) return
    const { draft, fingerprint } = prepared.proposal
    const announce = tap.deed === 'book'
    await bookShipment(deps, actor, { trackingCode: draft.trackingCode, fingerprint, announce })
  }

  async function wrongs(): Promise<string[]> {
    const { db } = open()
    const [rows, steps, addresses, messages] = [
      await db.select().from(shipments),
      await db.select().from(shipmentSteps),
      await db.select().from(shipmentAddresses),
      await db.select().from(outbox).where(isMessage),
    ]
    const found: string[] = []
    const still = rows.filter((row) => isOpen(row.state as Parameters<typeof isOpen>[0]))
    if (still.length > 1) found.push(`${still.length} open shipments`)
    for (const row of rows) {
      const isTold = row.state === 'rejected'
      const own = messages.filter((message) => message.subjectId === row.id).map((message) => message.kind)
      const expected = row.announced ? (isTold ? ['answer', 'proposal'] : ['proposal']) : []
      if (own.sort().join() !== expected.join()) found.push(`${row.state}, announced ${row.announced}: ${own.join()}`)
      const waiting = messages.filter((message) => message.subjectId === row.id && message.kind === 'proposal')
      if (isTold && waiting.some((message) => message.state === 'queued')) found.push('a rejected proposal still waits')
      if (steps.filter((step) => step.shipmentId === row.id).length !== (isTold ? 2 : 1)) found.push('steps')
      if (addresses.filter((one) => one.shipmentId === row.id).length !== (isTold ? 0 : 1)) found.push('addresses')
    }
    if (JSON.stringify([rows, messages]).includes(contact.mobile)) found.push('an address is readable')
    return found
  }
})
