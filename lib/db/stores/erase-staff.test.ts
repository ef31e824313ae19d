import type { PgTable } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { beginPasskey, disable, idleSeconds, inviteAgain, renewCodes, signInWithPasskey } from '#lib/staff/index.ts'
import { address, staffWorld } from '#lib/staff/testing.ts'
import { softPasskey } from '#lib/staff/testing-passkey.ts'
import {
  staff,
  staffAudit,
  staffChallenges,
  staffInvitations,
  staffPasskeys,
  staffPasswords,
  staffRecoveryCodes,
  staffSessions,
} from '../schema/staff.ts'
import { describeOnBothEngines } from '../testing.ts'
import { staffErasers } from './erase-staff.ts'

const day = 24 * 3600

describeOnBothEngines("the erasers of staff's data", (open) => {
  const setUp = () => {
    const { db } = open()
    const erasers = staffErasers(db, { idleSeconds })
    const count = async (table: PgTable) => (await db.select().from(table)).length
    /** How many rows go a second before a moment, and at it. */
    const around = async (item: keyof typeof erasers, at: Date) => [
      await erasers[item](addSeconds(at, -1)),
      await erasers[item](at),
    ]
    return { ...staffWorld(db), erasers, count, around }
  }

  it('take who was disabled, to the second, with every way in that is left, and nobody else', async () => {
    const { deps, clock, member, around, count } = setUp()
    const [gone, stays] = [await member('viewer', 'mina'), await member('viewer', 'reza')]
    await renewCodes(deps, stays.actor)
    clock.advance(60)
    await disable(deps, 'command', gone.id)
    // What another process wrote in that very moment.
    const passkey = { id: 'late', publicKey: '', counter: 0, transports: [], createdAt: clock(), lastUsedAt: null }
    await deps.transaction(async (tx) => await tx.insertPasskey({ ...passkey, staffId: gone.id }))
    expect(await around('staff_account', clock())).toEqual([0, 1])
    expect((await deps.store.members()).map(({ id }) => id)).toEqual([stays.id])
    const left = [staffPasskeys, staffPasswords, staffRecoveryCodes, staffSessions]
    expect(await Promise.all(left.map(count))).toEqual([0, 1, 10, 1])
  })

  it('take nobody who came back, however long they were away', async () => {
    const { deps, clock, member, erasers } = setUp()
    const { id } = await member('viewer', 'mina')
    await disable(deps, 'command', id)
    await inviteAgain(deps, 'command', id)
    expect(await erasers.staff_account(addSeconds(clock(), 9_999 * day))).toBe(0)
    expect(await deps.store.member(id)).toMatchObject({ state: 'invited' })
  })

  it('leave the audit of somebody who is erased', async () => {
    const { deps, clock, member, erasers, count } = setUp()
    const { id } = await member('viewer', 'mina')
    await disable(deps, 'command', id)
    const before = await count(staffAudit)
    expect(await erasers.staff_account(clock())).toBe(1)
    expect([before > 0, await count(staffAudit), await count(staff)]).toEqual([true, before, 0])
  })

  it('take an invitation by its end, used or not', async () => {
    const { clock, invited, accept, around, count } = setUp()
    const end = addSeconds(clock(), day)
    await accept((await invited()).token, 'mina')
    await invited()
    clock.advance(1)
    await invited()
    expect(await around('staff_invitation', end)).toEqual([0, 2])
    expect([await count(staffInvitations), await count(staff)]).toEqual([1, 3])
  })

  it('take a session that is idle for a quarter of an hour, and one that is busy by its end', async () => {
    const { deps, clock, member, around, count } = setUp()
    const opened = clock()
    await member('viewer', 'idle')
    const { actor } = await member('viewer', 'busy')
    const touch = async (at: Date) => await deps.store.touchSession(actor.sessionId, at)
    await touch(addSeconds(opened, 60))
    expect(await around('staff_session', addSeconds(opened, 900))).toEqual([0, 1])
    await touch(addSeconds(opened, day / 2 - 1))
    expect(await around('staff_session', addSeconds(opened, day / 2))).toEqual([0, 1])
    expect(await count(staffSessions)).toBe(0)
  })

  it('take a challenge by its end and not before, so that none is answered twice', async () => {
    const { deps, clock, member, around, count } = setUp()
    const { id } = await member('viewer', 'mina')
    const device = softPasskey()
    const row = { id: device.id, staffId: id, publicKey: device.publicKey, counter: 0, transports: [] }
    await deps.transaction(async (tx) => await tx.insertPasskey({ ...row, createdAt: clock(), lastUsedAt: null }))
    const { options, challenge } = await beginPasskey(deps)
    const response = device.sign({ challenge: options.challenge })
    await signInWithPasskey(deps, { response, challenge, address })
    expect(await count(staffChallenges)).toBe(1)
    expect(await around('staff_challenge', addSeconds(clock(), 300))).toEqual([0, 1])
    clock.advance(300)
    expect(await signInWithPasskey(deps, { response, challenge, address })).toEqual({ kind: 'refused' })
  })
})
