import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { freshToken } from '#lib/addon/access/index.ts'
import { accessWorld } from '#lib/addon/access/testing.ts'
import { takeEvent } from '#lib/addon/inbox/take-event.ts'
import type { Database } from '#lib/db/client.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { type DivarEvent, toDivarUserId } from '#lib/divar/index.ts'
import { hashSecret } from '#lib/kernel/ids.ts'
import { peykWorld } from './testing.ts'
import { addressOf, draftOf, shipmentOf } from './testing-rows.ts'

const revocation = (userId: string): DivarEvent => ({
  type: 'user_access_revocation',
  id: hashSecret(userId),
  hashed: true,
  metadata: {},
  userId: toDivarUserId(userId),
})

/** Every row of every table of the app, by table. */
async function dump({ db }: Database): Promise<Record<string, unknown[]>> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name } of rows) {
    all[name] = (await db.execute<Record<string, unknown>>(sql`select * from ${sql.identifier(name)}`)).rows
  }
  return all
}

describeOnBothEngines('the event of a revoked access', (open) => {
  it('erases again when the same user returned and revoked once more', async () => {
    const { deps, arrive, granted } = accessWorld(open().db)
    const first = await granted((await arrive()).seat, 'ali')
    expect(await takeEvent(deps, revocation('ali'))).toEqual({ kind: 'stored' })
    expect(await freshToken(deps, first.id)).toEqual({ ok: false, reason: 'revoked' })
    const second = await granted((await arrive()).seat, 'ali')
    expect(await takeEvent(deps, revocation('ali'))).toEqual({ kind: 'repeated' })
    expect(await freshToken(deps, second.id)).toEqual({ ok: false, reason: 'revoked' })
    expect(JSON.stringify(await dump(open()))).not.toContain('"ali"')
  })

  it('is accepted for an unknown user', async () => {
    const { deps } = accessWorld(open().db)
    expect(await takeEvent(deps, revocation('nobody'))).toEqual({ kind: 'stored' })
  })
})

describeOnBothEngines('a revoked access', (open) => {
  const user = 'user-who-goes'
  const other = 'user-who-stays'

  /** The user on the buyer's side of two conversations, somebody else on the other side, all of them with everything. */
  async function everything() {
    const { db } = open()
    const world = peykWorld(open()).access
    const { deps, arrive, granted, begin } = world
    const mine = await arrive({ userId: user })
    const theirs = await arrive({ side: 'SUPPLY', userId: other })
    const silent = await arrive({ conversationId: 'conversation-2', userId: user })
    const seal = async (text: string) => await deps.sealer.seal({ name: text })
    const sealed = {
      draft: await seal('draft'),
      early: await seal('typed before the consent'),
      address: await seal('address'),
      silent: await seal('booked without a consent'),
      other: await seal('of the other side'),
    }
    const grant = await granted(mine.seat, user)
    const otherGrant = await granted(theirs.seat, other)
    await begin(mine.seat)
    await draftOf(db, mine.seat, { typedByDivarUserId: user, sealedAddress: sealed.draft })
    await draftOf(
      db,
      { ...mine.seat, id: 'an earlier seat' },
      { typedByDivarUserId: null, sealedAddress: sealed.early },
    )
    await draftOf(db, theirs.seat, { typedByDivarUserId: null, sealedAddress: sealed.other })
    const shipment = await shipmentOf(db, mine.seat, { grantId: grant.id, state: 'picked_up' })
    await addressOf(db, shipment, { side: 'DEMAND', typedByDivarUserId: user, sealed: sealed.address })
    await addressOf(db, shipment, { side: 'SUPPLY', typedByDivarUserId: other, sealed: sealed.other })
    const second = await shipmentOf(db, silent.seat, {})
    await addressOf(db, second, { side: 'DEMAND', typedByDivarUserId: null, sealed: sealed.silent })
    return { ...world, mine, theirs, sealed, grant, otherGrant }
  }

  it('leaves no trace of the user in any table', async () => {
    const { deps, sealed, grant } = await everything()
    const before = JSON.stringify(await dump(open()))
    const { other: _, ...own } = sealed
    const traces = [user, grant.sealedTokens, ...Object.values(own)]
    expect(traces.filter((trace) => trace !== null && !before.includes(trace))).toEqual([])
    await takeEvent(deps, revocation(user))
    const after = JSON.stringify(await dump(open()))
    expect(traces.filter((trace) => trace !== null && after.includes(trace))).toEqual([])
  })

  it('deletes nothing of the other side', async () => {
    const { deps, sealed, theirs, otherGrant, seatOf } = await everything()
    const kept = async () => {
      const all = await dump(open())
      return {
        seat: await seatOf(theirs.seat.id),
        parties: JSON.stringify(all.parties).split(other).length,
        sealed: JSON.stringify([all.drafts, all.shipment_addresses]).split(sealed.other).length,
        shipments: all.shipments?.length,
      }
    }
    const before = await kept()
    await takeEvent(deps, revocation(user))
    expect(await kept()).toEqual(before)
    expect(await freshToken(deps, otherGrant.id)).toMatchObject({ ok: true })
  })

  it('unbinds the seat, which may consent again', async () => {
    const { deps, mine, seatOf, granted } = await everything()
    await takeEvent(deps, revocation(user))
    expect(await seatOf(mine.seat.id)).toMatchObject({ divarUserId: null, grantId: null, launchUserId: null })
    expect(await granted(mine.seat, user)).toMatchObject({ divarUserId: user })
  })

  it('keeps the binding of a user who consented on a seat that the revoking user only launched', async () => {
    const { deps, arrive, granted, seatOf } = accessWorld(open().db)
    const { seat } = await arrive({ userId: user })
    const grant = await granted(seat, other)
    await takeEvent(deps, revocation(user))
    expect(await seatOf(seat.id)).toMatchObject({ divarUserId: other, grantId: grant.id, launchUserId: null })
  })
})
