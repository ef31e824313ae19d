import { expect, it } from 'vitest'
import type { Db } from '#lib/db/client.ts'
import { outbox } from '#lib/db/schema/outbox.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { isMessage } from '#lib/db/testing-outbox.ts'
import { cancelShipment, newTrackingCode, type ShipmentState } from '#lib/shipping/index.ts'
import { buyer, seller } from '#lib/shipping/testing.ts'
import { actOnMany, type DeskAct } from './index.ts'
import { copyShipment, deskWorld } from './testing.ts'

const mina = { staffId: 'mina', role: 'dispatcher', address: '203.0.113.7' } as const
const sendAli: DeskAct = { kind: 'assign', courierId: 'ali' }
const pickUp: DeskAct = { kind: 'move', status: 'picked_up', codeOverride: 'identity_checked' }

/** Somebody of that conversation. */
const of = (conversationId: string, one: typeof buyer) => ({
  ...one,
  conversationId,
  seatId: `${one.seatId}-${conversationId}`,
})

async function bulkWorld(db: Db) {
  const world = await deskWorld(db)
  return {
    ...world,
    async many(count: number, state: ShipmentState) {
      const model = await world.reach(state)
      return [model, ...(await copyShipment(db, model.id, count - 1))]
    },
    bulk: async (trackingCodes: string[], act: DeskAct, tapId = 'bulk') => {
      const acted = await actOnMany(world.desk, mina, { trackingCodes, tapId, act })
      if (acted.kind !== 'acted') throw new Error(acted.kind)
      return new Map(acted.results.map(({ trackingCode, result }) => [trackingCode, result.kind]))
    },
    /** The shipments of the audit's entries, and of the messages of a kind. */
    noted: async () => (await world.audit()).map(({ which }) => which).sort(),
    announced: async (kind: string) =>
      (await db.select().from(outbox).where(isMessage))
        .filter((message) => message.kind === kind)
        .map(({ subjectId }) => subjectId)
        .sort(),
  }
}

describeOnBothEngines('a bulk of the desk', (open) => {
  it('of 50 with 3 that cannot does 47, says of 3 why, and nothing twice when it is sent again', async () => {
    const { many, reach, desk, deps, bulk, noted, announced } = await bulkWorld(open().db)
    const assigned = await many(48, 'assigned')
    const ended = assigned[20]
    const over = await reach('delivered', true, { buyer: of('over', buyer), seller: of('over', seller) })
    if (!ended) throw new Error('there is none')
    const foreign = newTrackingCode()
    const codes = assigned.map(({ trackingCode }) => trackingCode)
    codes.splice(10, 0, over.trackingCode)
    codes.splice(40, 0, foreign)
    // Between what the desk read of it and its step its buyer cancels.
    const { byCodes } = desk.store
    desk.store = {
      ...desk.store,
      async byCodes(asked) {
        const rows = await byCodes(asked)
        if (asked.includes(ended.trackingCode)) {
          const cancel = { trackingCode: ended.trackingCode, reason: 'changed_mind', seenState: 'assigned' } as const
          await cancelShipment(deps, of(ended.conversationId, buyer), cancel)
        }
        return rows
      },
    }
    const done = assigned.filter(({ id }) => id !== ended.id)
    const ids = done.map(({ id }) => id).sort()
    const said = await announced('pickup')

    const first = await bulk(codes, pickUp)
    expect([...first.keys()]).toEqual(codes)
    expect(done.filter(({ trackingCode }) => first.get(trackingCode) !== 'done')).toEqual([])
    const others = [over.trackingCode, ended.trackingCode, foreign]
    const why = ['illegal', 'illegal', 'not_found']
    expect(others.map((code) => first.get(code))).toEqual(why)
    expect([done.length, await noted()]).toEqual([47, ids])
    expect(await announced('pickup')).toEqual([...said, ...ids].sort())

    const again = await bulk(codes, pickUp)
    expect(done.filter(({ trackingCode }) => again.get(trackingCode) !== 'repeated')).toEqual([])
    expect(others.map((code) => again.get(code))).toEqual(why)
    expect([await noted(), await announced('pickup')]).toEqual([ids, [...said, ...ids].sort()])
  })

  it('that two taps send at the same moment is done once', async () => {
    const { many, bulk, noted, steps } = await bulkWorld(open().db)
    const accepted = await many(6, 'accepted')
    const before = (await steps()).length
    const codes = accepted.map(({ trackingCode }) => trackingCode)
    const both = await Promise.all([bulk(codes, sendAli), bulk(codes, sendAli)])
    for (const code of codes) {
      expect(both.map((results) => results.get(code)).sort()).toEqual(['done', 'repeated'])
    }
    expect(await noted()).toEqual(accepted.map(({ id }) => id).sort())
    expect((await steps()).length - before).toBe(6)
  })

  it('sent twice in opposite orders while buyers cancel takes each shipment once, and none waits for another without end', async () => {
    const { many, bulk, deps, stands, steps } = await bulkWorld(open().db)
    const accepted = await many(24, 'accepted')
    const codes = accepted.map(({ trackingCode }) => trackingCode)
    const before = (await steps()).length
    const cancelled = accepted.filter((_, n) => n % 4 === 0)
    const cancel = async ({ conversationId, trackingCode }: (typeof accepted)[number]) => {
      const asked = { trackingCode, reason: 'changed_mind', seenState: 'accepted' } as const
      await cancelShipment(deps, of(conversationId, buyer), asked)
    }
    const bulks = [bulk(codes, sendAli, 'one'), bulk(codes.toReversed(), { kind: 'assign', courierId: 'reza' }, 'two')]
    await Promise.all([...bulks, ...cancelled.map(cancel)])
    const results = await Promise.all(bulks)
    for (const { trackingCode, id } of accepted) {
      const said = results.map((result) => result.get(trackingCode))
      expect(said.filter((kind) => kind === 'failed')).toEqual([])
      const { state } = await stands(trackingCode)
      // Who is sent second takes it over from the first, where both came before its buyer's end of it.
      const isFree = state === 'cancelled'
      expect([state, said.includes('done') || isFree]).toEqual([isFree ? 'cancelled' : 'assigned', true])
      const own = (await steps()).filter(({ shipmentId }) => shipmentId === id)
      expect(own.filter(({ event }) => event === 'assign').length).toBeLessThanOrEqual(1)
    }
    expect((await steps()).length - before).toBeGreaterThanOrEqual(24)
  })

  it('asks about no permission where the chat is told nothing, and writes a shipment and its courier at once', async () => {
    const { many, bulk, change, deps, stands } = await bulkWorld(open().db)
    const [one] = await many(1, 'accepted')
    const asked: string[] = []
    const isLive = async (grantId: string) => {
      asked.push(grantId)
      return await deps.grants.isLive(grantId)
    }
    deps.grants = { isLive }
    change((tx) => ({
      ...tx,
      async setSentCourier(...given) {
        asked.push('courier')
        await tx.setSentCourier(...given)
      },
    }))
    const code = one?.trackingCode ?? ''
    expect(await bulk([code], sendAli)).toEqual(new Map([[code, 'done']]))
    expect(asked).toEqual([])
    expect((await stands(code)).state).toBe('assigned')
    expect(await deps.store.courierIdOf(one?.id ?? '')).toBe('ali')
  })

  it('goes on behind one whose step throws, which is done when it is sent again', async () => {
    const { many, bulk, noted, stands, change } = await bulkWorld(open().db)
    const accepted = await many(5, 'accepted')
    const codes = accepted.map(({ trackingCode }) => trackingCode)
    let isLost = true
    change((tx) => ({
      ...tx,
      async moveShipment(moved, ...given) {
        if (moved.trackingCode === codes[2] && isLost) throw new Error('the connection was lost')
        return await tx.moveShipment(moved, ...given)
      },
    }))
    expect([...(await bulk(codes, sendAli)).values()]).toEqual(['done', 'done', 'failed', 'done', 'done'])
    expect((await stands(codes[2] ?? '')).state).toBe('accepted')
    expect((await noted()).length).toBe(4)
    isLost = false
    expect([...(await bulk(codes, sendAli)).values()]).toEqual(['repeated', 'repeated', 'done', 'repeated', 'repeated'])
    expect(await noted()).toEqual(accepted.map(({ id }) => id).sort())
  })

  it('whose shared transaction fails for one is done for each by itself, nothing twice', async () => {
    const { many, bulk, noted, announced, change, steps } = await bulkWorld(open().db)
    const assigned = await many(12, 'assigned')
    const codes = assigned.map(({ trackingCode }) => trackingCode)
    const [before, said] = [(await steps()).length, (await announced('pickup')).length]
    change((tx, isShared) => ({
      ...tx,
      async recordAudit(act) {
        await tx.recordAudit(act)
        if (isShared && act.which === assigned[7]?.id) throw new Error('the connection was lost')
      },
    }))
    expect([...(await bulk(codes, pickUp)).values()]).toEqual(codes.map(() => 'done'))
    expect([await noted(), (await steps()).length - before]).toEqual([assigned.map(({ id }) => id).sort(), 12])
    expect((await announced('pickup')).length - said).toBe(12)
  })

  it('whose transaction was written although its end was never heard of takes each step once', async () => {
    const { many, bulk, noted, change, behind, stands, steps } = await bulkWorld(open().db)
    const accepted = await many(12, 'accepted')
    const before = (await steps()).length
    let isShared = false
    change((tx, is) => {
      isShared = is
      return tx
    })
    behind(async () => {
      if (isShared) throw new Error('the connection was lost')
    })
    const results = await bulk(
      accepted.map(({ trackingCode }) => trackingCode),
      sendAli,
    )
    expect([...results.values()].filter((kind) => kind !== 'done' && kind !== 'repeated')).toEqual([])
    expect([await noted(), (await steps()).length - before]).toEqual([accepted.map(({ id }) => id).sort(), 12])
    for (const { trackingCode } of accepted) expect((await stands(trackingCode)).state).toBe('assigned')
  })
})
