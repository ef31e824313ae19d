import fc from 'fast-check'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses, shipmentSteps, shipments } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines, emptyTables } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import {
  amendProposal,
  announceShipment,
  bookShipment,
  isOpen,
  prepareAmendment,
  prepareAnnouncement,
  prepareProposal,
  rejectProposal,
} from '../index.ts'
import { buyer, contact, seller, shippingWorld } from '../testing.ts'

type Tap = { deed: 'book' | 'book_silently' | 'announce' | 'reject' | 'amend' | 'fill'; who: number }

const actors = [buyer, { ...buyer, seatId: 'seat-2', sessionId: 'session-2' }, seller]
const deed = fc.constantFrom<Tap['deed'][]>(
  'book',
  'book_silently',
  'announce',
  'announce',
  'reject',
  'reject',
  'reject',
  'amend',
  'amend',
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
    if (tap.deed === 'amend') {
      if (!current) return
      const { trackingCode, parcel } = current
      const correction = { trackingCode, parcel: { ...parcel, size: 'medium', weightGrams: 10_000 } as const }
      await fill(actor, { correction })
      const prepared = await prepareAmendment(deps, actor, trackingCode)
      if (prepared.kind !== 'ready') return
      return void (await amendProposal(deps, actor, {
        trackingCode,
        fingerprint: prepared.fingerprint,
        forbiddenAccepted: true,
      }))
    }
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
      const taken = steps.filter((step) => step.shipmentId === row.id)
      const isAmended = taken.some(({ event }) => event === 'amend')
      const own = messages.filter((message) => message.subjectId === row.id).map((message) => message.kind)
      const [told, sent] = [isTold ? ['answer'] : [], isAmended ? ['amendment'] : []]
      // One that the chat first heard of by its correction was never told as it was proposed.
      const asFirst = isAmended ? own.filter((kind) => kind === 'proposal') : ['proposal']
      const expected = row.announced ? [...sent, ...told, ...asFirst] : []
      if (own.sort().join() !== expected.join()) found.push(`${row.state}, announced ${row.announced}: ${own.join()}`)
      const waiting = messages.filter((message) => message.subjectId === row.id && message.kind === 'proposal')
      if (isTold && waiting.some((message) => message.state === 'queued')) found.push('a rejected proposal still waits')
      if (taken.length !== 1 + told.length + sent.length) found.push('steps')
      if (isAmended !== (row.proposerSide === 'SUPPLY' && taken[0]?.by === 'DEMAND')) found.push('sides')
      if (addresses.filter((one) => one.shipmentId === row.id).length !== (isTold ? 0 : isAmended ? 2 : 1))
        found.push('addresses')
    }
    if (JSON.stringify([rows, messages]).includes(contact.mobile)) found.push('an address is readable')
    return found
  }
})
