import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { renewCodes, signInWithCode } from '#lib/staff/index.ts'
import { address, staffWorld } from '#lib/staff/testing.ts'
import { softPasskey } from '#lib/staff/testing-passkey.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { beginOwnPasskey } from './account.ts'
import { deskAction, enterAction } from './action.ts'
import { signInStep } from './enter.ts'
import { beginRecovery, leaveStep, recoverStep } from './recover.ts'
import { enteredHere, recoveringHere, staffHere } from './session.ts'

/** The desk's cookie of this browser. */
const browser = vi.hoisted(() => ({ token: '' }))

vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: () => (browser.token ? { value: browser.token } : undefined),
    set: (_: string, value: string) => {
      browser.token = value
    },
  }),
  headers: async () => new Headers({ 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-origin' }),
}))

beforeEach(() => {
  browser.token = ''
})
afterEach(() => serveWith(null))

const dataOf = (fields: Record<string, string>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

/** Where an action leads; or the sentence that it comes back with. */
async function endOf(acted: Promise<{ notice: string | null }>): Promise<string | null> {
  return await acted.then(
    ({ notice }) => notice,
    (error: { digest?: string }) => error.digest?.split(';')[2] ?? Promise.reject(error),
  )
}

describeOnBothEngines('a browser that a recovery code let in', (open) => {
  async function setUp() {
    const world = staffWorld(open().db)
    const { id, actor } = await world.member('admin')
    // As somebody who made a passkey and no password.
    await world.deps.transaction(async (tx) => await tx.dropCredentials(id))
    const [code = ''] = await renewCodes(world.deps, actor)
    const log = { info: () => undefined, error: () => undefined, warn: () => undefined, debug: () => undefined }
    serveWith({
      settings: { APP_URL: world.deps.site.origin, TRUSTED_PROXIES: 1 },
      staff: world.deps,
      limits: { deskActions: new RateLimiterMemory({ points: 100, duration: 60 }) as never },
      measures: { count: () => undefined, observe: () => undefined } as never,
      log: log as never,
    })
    const enter = async () =>
      await endOf(
        enterAction(dataOf({ recovery: code }), 'desk_sign_in', async (form) => await signInStep(form, 'recovery')),
      )
    return { ...world, id, code, enter }
  }

  it('is led to make a passkey, and takes no page and no action of the desk before that', async () => {
    const { enter, id } = await setUp()
    expect(await enter()).toBe('/desk/recover')
    expect([await staffHere({ counts: true }), (await recoveringHere())?.who.staffId]).toEqual([null, id])
    expect(await beginOwnPasskey()).toMatchObject({ ok: false })
    const acted = vi.fn()
    const notice = await endOf(deskAction(dataOf({}), { action: 'desk_account', may: null }, acted))
    expect([acted.mock.calls.length, notice]).toEqual([0, expect.stringContaining('نشست شما بسته شده')])
  })

  it('is at the desk with the passkey, and says so where none was made', async () => {
    const { enter, id } = await setUp()
    await enter()
    const recover = async (fields: Record<string, string>) =>
      await endOf(enterAction(dataOf(fields), 'desk_recover', recoverStep))
    expect(await recover({ response: '{}', challenge: '' })).toContain('گذرکلید ساخته نشد')
    const begun = await beginRecovery()
    if (!begun.ok) throw new Error(begun.sentence)
    const response = softPasskey().make({ challenge: begun.options.challenge })
    expect(await recover({ response, challenge: begun.challenge })).toBe('/desk/security')
    expect([(await staffHere({ counts: true }))?.staff.staffId, await recoveringHere()]).toEqual([id, null])
  })

  it('is told from one at the desk and from a stranger by one look at its session', async () => {
    const { enter, id, deps, member } = await setUp()
    const { token } = await member('courier', 'reza')
    const looks = vi.spyOn(deps.store, 'session')
    expect([await enteredHere(), looks.mock.calls.length]).toEqual([null, 0])
    await enter()
    expect(await enteredHere()).toMatchObject({ kind: 'recovering', who: { staffId: id } })
    browser.token = token
    expect(await enteredHere()).toMatchObject({ kind: 'desk', staff: { role: 'courier' } })
    browser.token = 'x'.repeat(32)
    expect([await enteredHere(), looks.mock.calls.length]).toEqual([null, 3])
  })

  it('leaves without one, and its session is over', async () => {
    const { enter } = await setUp()
    await enter()
    const { token } = browser
    expect(await endOf(enterAction(dataOf({}), 'desk_recover', leaveStep))).toBe('/desk/sign-in')
    expect(browser.token).toBe('')
    browser.token = token
    expect(await recoveringHere()).toBeNull()
    expect(await beginRecovery()).toMatchObject({ ok: false })
  })

  it('is none with the code of somebody who has a password', async () => {
    const { deps, member, clock } = await setUp()
    const { actor } = await member('viewer', 'reza')
    clock.advance(60)
    const [code = ''] = await renewCodes(deps, actor)
    expect(await signInWithCode(deps, { code, address })).toEqual({ kind: 'refused' })
    expect(await deps.store.codesLeft(actor.staffId)).toBe(10)
  })
})
