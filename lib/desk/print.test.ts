import { expect, it } from 'vitest'
import { describeOnBothEngines, refuse } from '#lib/db/testing.ts'
import { cancelShipment } from '#lib/shipping/index.ts'
import { buyer, contact, seller } from '#lib/shipping/testing.ts'
import { roles } from '#lib/staff/index.ts'
import { type Printed, printSheet, printShipments, readPrinted } from './index.ts'
import { deskWorld } from './testing.ts'
import { assign } from './use-cases/assign.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const
const anothers = {
  buyer: { ...buyer, seatId: 'seat-2', conversationId: 'conversation-2' },
  seller: { ...seller, seatId: 'seat-3', conversationId: 'conversation-2' },
}
const idOf = (printed: Printed) => (printed.kind === 'printed' ? printed.printId : printed.kind)

describeOnBothEngines('what the desk prints', (open) => {
  const setUp = async () => {
    const world = await deskWorld(open().db)
    const print = async (paper: 'label' | 'labels_a4' | 'waybill', ...trackingCodes: string[]) =>
      await printShipments(world.desk, mina, { paper, trackingCodes })
    const give = async (trackingCode: string, courierId: string) =>
      await assign(world.desk, { trackingCode, callId: trackingCode, staff: { ...mina, way: 'desk' }, courierId })
    return { ...world, print, give }
  }

  it('has an entry in the audit for each shipment, by ids alone, before anybody reads it', async () => {
    const { desk, reach, audit, clock, print } = await setUp()
    const [one, other] = [await reach('accepted'), await reach('assigned', true, anothers)]
    const printId = idOf(await print('waybill', other.trackingCode, one.trackingCode, other.trackingCode))
    const entry = { number: expect.any(Number), at: clock(), staffId: 'mina', address: '203.0.113.7' }
    const detail = `waybill ${printId}`
    expect(await audit()).toEqual([
      { ...entry, what: 'contact.print', which: other.id, detail },
      { ...entry, what: 'contact.print', which: one.id, detail },
    ])
    const read = await readPrinted(desk, mina, printId)
    expect(read.kind === 'papers' && read.papers.map(({ trackingCode }) => trackingCode)).toEqual([
      other.trackingCode,
      one.trackingCode,
    ])
    expect(read.kind === 'papers' && read.papers[0]?.contacts).toEqual({ pickup: contact, dropoff: contact })
  })

  it('has on a label, which comes to the buyer, nothing of where the seller is', async () => {
    const { desk, reach, print } = await setUp()
    const { trackingCode } = await reach('accepted')
    for (const paper of ['label', 'labels_a4'] as const) {
      const read = await readPrinted(desk, mina, idOf(await print(paper, trackingCode)))
      expect(read.kind === 'papers' && read.papers[0]?.contacts, paper).toEqual({ pickup: null, dropoff: contact })
    }
  })

  it('is read by who printed it, for a quarter of an hour, and by nobody else', async () => {
    const { desk, reach, print, clock } = await setUp()
    const printId = idOf(await print('label', (await reach('accepted')).trackingCode))
    const kindFor = async (actor: Parameters<typeof readPrinted>[1], id = printId) =>
      (await readPrinted(desk, actor, id)).kind
    expect(await kindFor({ ...mina, staffId: 'reza' })).toBe('not_found')
    expect(await kindFor(mina, 'label')).toBe('not_found')
    expect(await kindFor(mina, '')).toBe('not_found')
    expect(await kindFor({ ...mina, role: 'viewer' })).toBe('not_allowed')
    clock.advance(15 * 60)
    expect(await kindFor(mina)).toBe('papers')
    clock.advance(1)
    expect(await kindFor(mina)).toBe('not_found')
  })

  it('is not printed at all where the audit does not take each of its shipments', async () => {
    const { reach, print, audit } = await setUp()
    const [one, other] = [await reach('accepted'), await reach('accepted', true, anothers)]
    await refuse(open().db, 'insert on staff_audit', `new.which = '${other.id}'`)
    await expect(print('label', one.trackingCode, other.trackingCode)).rejects.toThrow()
    expect(await audit()).toEqual([])
  })

  it('is nothing where an address went, where there is no shipment, of a proposal, and of more than fifty', async () => {
    const { deps, reach, booked, print, audit } = await setUp()
    const { trackingCode, state } = await reach('accepted')
    await cancelShipment(deps, buyer, { trackingCode, reason: 'other', seenState: state })
    const proposal = await booked(anothers.buyer)
    expect(await print('label', trackingCode)).toEqual({ kind: 'gone', trackingCodes: [trackingCode] })
    expect(await print('label', proposal.trackingCode)).toEqual({ kind: 'none' })
    expect(await print('label')).toEqual({ kind: 'none' })
    expect(await print('label', ...Array.from({ length: 51 }, (_, n) => `code-${n}`))).toEqual({ kind: 'too_many' })
    expect(await audit()).toEqual([])
  })

  it('has an end that was erased after it was printed no more', async () => {
    const { desk, deps, reach, print } = await setUp()
    const { id, trackingCode } = await reach('accepted')
    const printId = idOf(await print('waybill', trackingCode))
    await deps.store.deleteAddresses(id, 'SUPPLY')
    const read = await readPrinted(desk, mina, printId)
    expect(read.kind === 'papers' && read.papers[0]?.contacts).toEqual({ pickup: null, dropoff: contact })
  })

  it('is printed by nobody whose role sees masked values alone', async () => {
    const { desk, reach, audit } = await setUp()
    const { trackingCode } = await reach('accepted')
    for (const role of roles) {
      const actor = { ...mina, staffId: role, role }
      await printShipments(desk, actor, { paper: 'label', trackingCodes: [trackingCode] })
      await printSheet(desk, actor, { courierId: 'ali', day: 'today' })
    }
    const who = (await audit()).map(({ staffId, what }) => [staffId, what])
    expect(who).toEqual(
      ['dispatcher', 'manager', 'admin'].flatMap((role) => [
        [role, 'contact.print'],
        [role, 'sheet.print'],
      ]),
    )
  })

  it('has on a sheet where its courier goes on that day, and nobody else', async () => {
    const { desk, deps, reach, give, audit, clock } = await setUp()
    const [one, other] = [await reach('accepted'), await reach('accepted', true, anothers)]
    await give(one.trackingCode, 'ali')
    await give(other.trackingCode, 'reza')
    const soon = new Date(clock().getTime() + 3_600_000)
    const window = { from: clock(), to: soon }
    await deps.store.setAppointment(one.id, { pickupWindow: window, promisedAt: soon, delayReason: null }, clock())
    const before = (await audit()).length
    const printId = idOf(await printSheet(desk, mina, { courierId: 'ali', day: 'today' }))
    const sheet = await readPrinted(desk, mina, printId)
    if (sheet.kind !== 'sheet') throw new Error(sheet.kind)
    expect(sheet.dayBegan).toEqual(new Date('2026-11-21T20:30:00Z'))
    expect(sheet.stops.map(({ row, end, contact }) => [row.id, end, contact])).toEqual([
      [one.id, 'pickup', contact],
      [one.id, 'dropoff', contact],
    ])
    const entries = (await audit()).slice(before)
    expect(entries.map(({ what, which, detail }) => [what, which, detail])).toEqual([
      ['sheet.print', 'ali', `today ${printId}`],
      ['contact.print', one.id, `sheet ${printId}`],
    ])
  })

  it('is a sheet of the day on which it was printed, read after midnight too', async () => {
    const { desk, clock } = await setUp()
    // Tehran's midnight is at 20:30.
    clock.advance((11 * 60 + 29) * 60)
    const printId = idOf(await printSheet(desk, mina, { courierId: 'ali', day: 'today' }))
    clock.advance(120)
    expect(await readPrinted(desk, mina, printId)).toMatchObject({ dayBegan: new Date('2026-11-21T20:30:00Z') })
  })

  it('is a sheet of no stop where a courier goes nowhere, and none for who is no courier', async () => {
    const { desk } = await setUp()
    const printId = idOf(await printSheet(desk, mina, { courierId: 'reza', day: 'tomorrow' }))
    const dayBegan = new Date('2026-11-22T20:30:00Z')
    expect(await readPrinted(desk, mina, printId)).toEqual({ kind: 'sheet', courierId: 'reza', dayBegan, stops: [] })
    expect(await printSheet(desk, mina, { courierId: 'gone', day: 'today' })).toEqual({ kind: 'no_such_courier' })
  })
})
