import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '#lib/db/schema/outbox.ts'
import { shipmentAddresses } from '#lib/db/schema/shipping.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import {
  acceptProposal,
  announceShipment,
  bookShipment,
  expireProposals,
  prepareAnnouncement,
  rejectProposal,
  remindOfProposals,
} from '../index.ts'
import { buyer, seller, shippingWorld } from '../testing.ts'

const hour = 60 * 60

describeOnBothEngines('an unanswered proposal', (open) => {
  const world = () => shippingWorld(open().db)

  it('expires after 48 hours, which erases the address and allows another', async () => {
    const { deps, booked, clock, fill, preview, said } = world()
    const { id, trackingCode } = await booked(buyer)
    clock.advance(48 * hour - 1)
    expect(await expireProposals(deps)).toBe(0)
    clock.advance(1)
    expect(await expireProposals(deps)).toBe(1)
    expect(await deps.store.shipmentByCode(trackingCode)).toMatchObject({
      state: 'expired',
      endedAt: clock(),
      dueAt: null,
    })
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
    expect((await deps.store.stepsOf(id)).at(-1)).toMatchObject({ event: 'expire', by: 'clock', state: 'expired' })
    expect(await said(id)).toEqual(['proposal by DEMAND: superseded', 'end by DEMAND: queued'])
    await fill(seller)
    expect(await bookShipment(deps, seller, await preview(seller))).toMatchObject({ kind: 'booked' })
  })

  it('expires also when no text can be composed, and erases its address', async () => {
    const { deps, booked, clock, loseWordsFor, stands, said } = world()
    const broken = await booked(buyer)
    const other = await booked({ ...buyer, conversationId: 'conversation-2', seatId: 'seat-2' })
    clock.advance(48 * hour)
    loseWordsFor(broken.trackingCode)
    await expect(expireProposals(deps)).rejects.toMatchObject({ details: { failed: [{ id: broken.id }] } })
    for (const { trackingCode } of [broken, other]) expect((await stands(trackingCode)).state).toBe('expired')
    expect(await open().db.select().from(shipmentAddresses)).toEqual([])
    expect(await said(broken.id)).toEqual(['proposal by DEMAND: superseded'])
  })

  it('either expires or is rejected when both happen at once', async () => {
    const { deps, booked, clock } = world()
    const { id, trackingCode } = await booked(buyer)
    clock.advance(48 * hour)
    const [expired, rejected] = await Promise.all([expireProposals(deps), rejectProposal(deps, seller, trackingCode)])
    expect([expired, rejected.kind]).toSatisfy(
      ([count, kind]) => (count === 1 && kind === 'too_late') || (count === 0 && kind === 'rejected'),
    )
    expect(await deps.store.stepsOf(id)).toHaveLength(2)
  })
})

describeOnBothEngines('the reminder of a proposal', (open) => {
  const world = () => shippingWorld(open().db)
  /** Another process: its own world over the same database, at the same time. */
  const restarted = (clock: ReturnType<typeof world>['clock']) => ({ ...world().deps, clock })
  const sent = ['proposal by DEMAND: sent']
  const reminded = [...sent, 'reminder by DEMAND: queued']

  it('is sent once after 24 hours by the first of several workers', async () => {
    const { deps, booked, clock, said, send, stands } = world()
    const { id, trackingCode } = await booked(buyer)
    await send(id)
    clock.advance(24 * hour - 1)
    expect(await remindOfProposals(deps)).toBe(0)
    clock.advance(1)
    const workers = [deps, restarted(clock), restarted(clock)]
    const counts = await Promise.all(workers.map(async (worker) => await remindOfProposals(worker)))
    expect(counts.toSorted()).toEqual([0, 0, 1])
    expect(await said(id)).toEqual(reminded)
    expect((await stands(trackingCode)).remindAt).toBeNull()
    clock.advance(hour)
    expect(await remindOfProposals(restarted(clock))).toBe(0)
    expect(await said(id)).toEqual(reminded)
  })

  it('is sent as soon as a process runs again that was down when it was due', async () => {
    const { booked, clock, said, send } = world()
    const { id } = await booked(buyer)
    await send(id)
    clock.advance(40 * hour)
    expect(await remindOfProposals(restarted(clock))).toBe(1)
    expect(await said(id)).toEqual(reminded)
  })

  it('is not sent after the deadline', async () => {
    const { deps, booked, clock, said, send } = world()
    const { id } = await booked(buyer)
    await send(id)
    clock.advance(48 * hour)
    expect(await remindOfProposals(deps)).toBe(0)
    expect(await expireProposals(deps)).toBe(1)
    expect(await said(id)).toEqual([...sent, 'end by DEMAND: queued'])
  })

  it('is not sent when the proposal was answered or unannounced, or permission is missing', async () => {
    const { deps, reach, booked, clock, said, send, endGrants } = world()
    const at = (actor: typeof buyer, number: number) => ({
      ...actor,
      conversationId: `${number}`,
      seatId: `${actor.side} ${number}`,
    })
    const answered = await reach('accepted', true, { buyer: at(buyer, 1), seller: at(seller, 1) })
    const silent = await booked(at(buyer, 2), false)
    const forbidden = await booked({ ...at(buyer, 3), grantId: 'grant-3' })
    for (const { id } of [answered, silent, forbidden]) await send(id)
    endGrants('grant-3')
    clock.advance(25 * hour)
    expect(await remindOfProposals(deps)).toBe(0)
    expect(await said(answered.id)).toEqual(['proposal by DEMAND: superseded', 'answer by SUPPLY: sent'])
    expect(await said(silent.id)).toEqual([])
    expect(await said(forbidden.id)).toEqual(sent)
    endGrants()
    expect(await remindOfProposals(deps)).toBe(0)
  })

  it('is sent or not, but never after a simultaneous answer', async () => {
    const { deps, booked, clock, said, send, stands } = world()
    const { id, trackingCode } = await booked(buyer)
    await send(id)
    clock.advance(24 * hour)
    await Promise.all([remindOfProposals(deps), rejectProposal(deps, seller, trackingCode)])
    expect((await stands(trackingCode)).state).toBe('rejected')
    const all = await said(id)
    expect(all.at(-1)).toBe('answer by SUPPLY: queued')
    expect(all.filter((message) => message.startsWith('reminder'))).toEqual(
      all.length === 3 ? ['reminder by DEMAND: superseded'] : [],
    )
  })

  it('leaves room for answer, pickup and end, so that a failure is shown on the page only', async () => {
    const { deps, booked, clock, said, send, fill, shownTo, move } = world()
    const { id, trackingCode } = await booked(buyer)
    await send(id)
    clock.advance(24 * hour)
    await remindOfProposals(deps)
    await send(id)
    await fill(seller)
    await acceptProposal(deps, seller, await shownTo(seller, trackingCode))
    await send(id)
    for (const status of ['assigned', 'picked_up', 'delivery_failed', 'returned'] as const) {
      await move(trackingCode, status)
      await send(id)
    }
    expect(await said(id)).toEqual([
      ...sent,
      'reminder by DEMAND: sent',
      'answer by SUPPLY: sent',
      'pickup by DEMAND: sent',
      'end by DEMAND: sent',
    ])
  })

  it('of a proposal without a composable text does not delay the others', async () => {
    const { deps, booked, clock, loseWordsFor, stands } = world()
    const broken = await booked(buyer)
    const other = await booked({ ...buyer, conversationId: 'conversation-2', seatId: 'seat-2' })
    clock.advance(24 * hour)
    loseWordsFor(broken.trackingCode)
    await expect(remindOfProposals(deps)).rejects.toMatchObject({
      message: '1 of the proposals to remind of failed, the others are done',
      details: { failed: [{ id: broken.id, err: { message: 'no words' } }] },
    })
    expect((await stands(other.trackingCode)).remindAt).toBeNull()
    loseWordsFor('')
    expect(await remindOfProposals(deps)).toBe(1)
  })
})

describeOnBothEngines('a proposal whose permission ended before its message was sent', (open) => {
  const world = () => shippingWorld(open().db)

  it('is announced later as the same message', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    await open()
      .db.update(outbox)
      .set({ state: 'unannounced' })
      .where(and(isMessage, eq(outbox.subjectId, id)))
    const { fingerprint } = await prepareAnnouncement(
      deps,
      (await deps.store.shipmentByCode(trackingCode)) ?? expect.fail('no shipment'),
    )
    const again = { trackingCode, fingerprint }
    expect(await announceShipment(deps, buyer, again)).toEqual({ kind: 'already' })
    const renewed = { ...buyer, grantId: 'grant-new' }
    expect(await announceShipment(deps, renewed, again)).toMatchObject({ kind: 'announced' })
    expect(await said(id)).toEqual(['proposal by DEMAND: queued'])
    const [message] = await open()
      .db.select()
      .from(outbox)
      .where(and(isMessage, eq(outbox.subjectId, id)))
    expect(message?.grantId).toBe('grant-new')
  })

  it('is not sent again when it is in the chat', async () => {
    const { deps, booked, said } = world()
    const { id, trackingCode } = await booked(buyer)
    await open()
      .db.update(outbox)
      .set({ state: 'sent' })
      .where(and(isMessage, eq(outbox.subjectId, id)))
    const shipment = (await deps.store.shipmentByCode(trackingCode)) ?? expect.fail('no shipment')
    const { fingerprint } = await prepareAnnouncement(deps, shipment)
    await announceShipment(deps, { ...buyer, grantId: 'grant-new' }, { trackingCode, fingerprint })
    expect(await said(id)).toEqual(['proposal by DEMAND: sent'])
  })
})
