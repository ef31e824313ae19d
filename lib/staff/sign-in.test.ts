import { expect, it } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import {
  disable,
  endSessions,
  ownSessions,
  renewCodes,
  resolveStaff,
  signInWithCode,
  signInWithPassword,
} from './index.ts'
import { address, password, staffWorld } from './testing.ts'

const refused = { kind: 'refused' }

describeOnBothEngines('signing in with a password', (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    const { actor, id, token } = await world.member('dispatcher', 'mina')
    world.clock.advance(60)
    const signIn = async (change: Partial<Parameters<typeof signInWithPassword>[1]> = {}) =>
      await signInWithPassword(world.deps, { login: 'mina', password, code: world.code('mina'), address, ...change })
    return { ...world, actor, id, token, signIn }
  }

  it('takes the right login, password and code, however login and digits are typed', async () => {
    const { signIn, code } = await setUp()
    const typed = code('mina').replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '')
    expect(await signIn({ login: ' Mina ', code: `${typed.slice(0, 3)} ${typed.slice(3)}` })).toMatchObject({
      kind: 'opened',
    })
  })

  it('refuses a wrong password, a wrong code and an unknown login in the same words', async () => {
    const { signIn, code } = await setUp()
    expect(await signIn({ password: 'گذرواژه‌ای دیگر و بلند' })).toEqual(refused)
    expect(await signIn({ code: code('mina') === '000000' ? '000001' : '000000' })).toEqual(refused)
    expect(await signIn({ login: 'reza' })).toEqual(refused)
    expect(await signIn({ code: '' })).toEqual(refused)
  })

  it('writes one entry for each refusal, of somebody who does not exist as well', async () => {
    const { signIn, audit, id } = await setUp()
    await signIn({ login: 'reza' })
    await signIn({ password: 'گذرواژه‌ای دیگر و بلند' })
    expect((await audit()).slice(-2)).toEqual([
      { what: 'session.refused', which: null, detail: 'password' },
      { what: 'session.refused', which: id, detail: 'password' },
    ])
  })

  it('takes no code twice, nor the one of the half minute before it', async () => {
    const { signIn, code, clock } = await setUp()
    const earlier = code('mina')
    clock.advance(30)
    const now = code('mina')
    expect(await signIn({ code: now })).toMatchObject({ kind: 'opened' })
    expect(await signIn({ code: now })).toEqual(refused)
    expect(await signIn({ code: earlier })).toEqual(refused)
  })

  it('lets one of many in who bring the same code at once', async () => {
    const { signIn } = await setUp()
    const outcomes = await Promise.all(Array.from({ length: 5 }, async () => await signIn()))
    expect(outcomes.filter(({ kind }) => kind === 'opened')).toHaveLength(1)
  })

  it('takes a recovery code in place of the app, once, and only beside the password', async () => {
    const { deps, actor, signIn } = await setUp()
    const [code = '', other = ''] = await renewCodes(deps, actor)
    expect(await signInWithCode(deps, { code, address })).toEqual(refused)
    expect(await signIn({ code, password: 'گذرواژه‌ای دیگر و بلند' })).toEqual(refused)
    const typed = code.toUpperCase().replaceAll('-', ' ')
    const both = await Promise.all([signIn({ code: typed }), signIn({ code: typed })])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['opened', 'refused'])
    expect(await deps.store.codesLeft(actor.staffId)).toBe(9)
    expect(await signIn({ code: other })).toMatchObject({ kind: 'opened' })
  })

  it('takes no recovery code of an older sheet', async () => {
    const { deps, actor, signIn } = await setUp()
    const [old = ''] = await renewCodes(deps, actor)
    const codes = await renewCodes(deps, actor)
    expect(new Set(codes).size).toBe(10)
    expect(await signIn({ code: old })).toEqual(refused)
  })

  it('is not tried while patience is over, and a right one is forgotten', async () => {
    const asked: unknown[] = []
    const tries = {
      begin: async (by: { login: string | null; address: string | null }) => {
        asked.push(by.address)
        return asked.length > 1 ? 900 : null
      },
      succeed: async () => void asked.push('succeeded'),
    }
    const world = staffWorld(open().db, tries)
    await world.member('viewer', 'reza')
    world.clock.advance(60)
    const given = { login: 'reza', password, code: world.code('reza'), address }
    expect(await signInWithPassword(world.deps, given)).toMatchObject({ kind: 'opened' })
    world.clock.advance(60)
    const again = { ...given, code: world.code('reza') }
    expect(await signInWithPassword(world.deps, again)).toEqual({ kind: 'slowed', seconds: 900 })
    expect(asked).toEqual([address, 'succeeded', address])
  })
})

describeOnBothEngines("a session of staff's", (open) => {
  const setUp = async () => {
    const world = staffWorld(open().db)
    const made = await world.member('dispatcher', 'mina')
    const stands = async (token = made.token, counts = true) =>
      (await resolveStaff(world.deps, token, { counts, address })) !== null
    return { ...world, ...made, stands }
  }

  it('ends after fifteen minutes without a request', async () => {
    const { clock, stands } = await setUp()
    clock.advance(15 * 60 - 1)
    expect(await stands()).toBe(true)
    clock.advance(15 * 60 - 1)
    expect(await stands()).toBe(true)
    clock.advance(15 * 60)
    expect(await stands()).toBe(false)
  })

  it('is not kept alive by what an open page asks by itself', async () => {
    const { clock, token, stands } = await setUp()
    clock.advance(10 * 60)
    expect(await stands(token, false)).toBe(true)
    clock.advance(5 * 60)
    expect(await stands(token, false)).toBe(false)
  })

  it('ends twelve hours after it was opened, however busy it was', async () => {
    const { clock, stands } = await setUp()
    for (let minutes = 10; minutes < 12 * 60; minutes += 10) {
      clock.advance(600)
      expect(await stands()).toBe(true)
    }
    clock.advance(600)
    expect(await stands()).toBe(false)
  })

  it('ends at once for somebody who is disabled', async () => {
    const { deps, id, stands } = await setUp()
    await disable(deps, 'command', id)
    expect(await stands()).toBe(false)
    expect(await deps.store.sessionsOf(id)).toEqual([])
  })

  it('is ended by its owner and by nobody else', async () => {
    const { deps, clock, actor, stands, code, member } = await setUp()
    clock.advance(60)
    const given = { login: 'mina', password, code: code('mina'), address }
    const second = await signInWithPassword(deps, given)
    if (second.kind !== 'opened') throw new Error(second.kind)
    const all = await ownSessions(deps, actor)
    expect(all.map(({ isThis }) => isThis)).toEqual([false, true])
    const other = all[0]?.id ?? ''
    const stranger = await member('admin', 'reza')
    expect(await endSessions(deps, stranger.actor, { id: other })).toBe(0)
    expect(await stands(second.token)).toBe(true)
    expect(await endSessions(deps, actor, 'others')).toBe(1)
    expect([await stands(second.token), await stands()]).toEqual([false, true])
    expect(await endSessions(deps, actor, { id: actor.sessionId })).toBe(1)
    expect(await stands()).toBe(false)
  })
})
