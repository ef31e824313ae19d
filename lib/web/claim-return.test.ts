import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { carryConsent } from '#lib/addon/access/index.ts'
import { accessWorld } from '#lib/addon/access/testing.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { services } from '#lib/services.ts'
import { carry } from './carried-cookie.ts'
import { claimReturn } from './claim-return.ts'
import { serveWith } from './testing-services.ts'

/** The cookies of one browser. */
const browser = vi.hoisted(() => new Map<string, string>())

vi.mock('next/headers', () => ({
  cookies: async () => ({
    getAll: () => [...browser].map(([name, value]) => ({ name, value })),
    set: ({ name, value }: { name: string; value: string }) => void browser.set(name, value),
    delete: ({ name }: { name: string }) => void browser.delete(name),
  }),
}))

beforeEach(() => browser.clear())
afterEach(() => serveWith(null))

describeOnBothEngines('the return of a consent without a session', (open) => {
  async function visit(returns = 30) {
    const { deps } = accessWorld(open().db)
    const limit = (points: number) => new RateLimiterMemory({ points, duration: 60 }) as never
    serveWith({
      access: deps,
      settings: { APP_URL: 'https://peyk.example.ir', TRUSTED_PROXIES: 0 },
      limits: { returns: limit(returns), allReturns: limit(120) },
      log: deps.log,
    })
    const app = await services()
    const begin = async () => {
      const state = randomUUID()
      const purpose = { kind: 'assistant', postToken: null } as const
      await carry(
        app,
        await carryConsent(deps, { purpose, state, scopes: [], cookies: { 'peyk.state': state } }),
        state,
      )
      return state
    }
    const comeBack = async (state: string) => {
      const cookie = [...browser].map(([name, value]) => `${name}=${value}`).join('; ')
      const address = `https://peyk.example.ir/api/auth/callback/divar?state=${state}`
      return await claimReturn(app, new NextRequest(address, { headers: { cookie } }), null)
    }
    return { begin, comeBack }
  }

  it("is recognised once by the browser's cookies", async () => {
    const { begin, comeBack } = await visit()
    const state = await begin()
    expect(await comeBack(state)).toMatchObject({ kind: 'claimed', isNew: true, cookies: { 'peyk.state': state } })
    expect(await comeBack(state)).toMatchObject({ kind: 'used', purpose: { kind: 'assistant' } })
    expect(await comeBack(randomUUID())).toMatchObject({ kind: 'refused', reason: 'link_invalid' })
  })

  it('works in two windows, and the browser stores at most two', async () => {
    const { begin, comeBack } = await visit()
    const [first, second] = [await begin(), await begin()]
    expect(await comeBack(second)).toMatchObject({ kind: 'claimed' })
    expect(await comeBack(first)).toMatchObject({ kind: 'claimed' })
    for (let more = 0; more < 10; more += 1) await begin()
    expect(browser.size).toBe(2)
    // A browser keeps no cookie of more than 4096 bytes.
    for (const [name, value] of browser) expect(name.length + value.length).toBeLessThan(4096)
  })

  it('is rate limited, since each asks Divar for a token', async () => {
    const { begin, comeBack } = await visit(1)
    const [first, second] = [await begin(), await begin()]
    expect(await comeBack(first)).toMatchObject({ kind: 'claimed' })
    expect(await comeBack(second)).toMatchObject({ kind: 'refused', reason: 'too_many_requests' })
  })
})
