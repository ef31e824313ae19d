import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, expect, it, vi } from 'vitest'
import { rateLimits } from '#lib/db/schema/access.ts'
import { pageFigures } from '#lib/db/schema/figures.ts'
import { figuresStore } from '#lib/db/stores/figures.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { systemClock } from '#lib/kernel/clock.ts'
import { peyk } from '#lib/peyk.ts'
import { createLimits } from '#lib/services/limits.ts'
import { serveWith } from '#lib/web/testing-services.ts'
import { figuresNonce, takeFigures } from './pages.ts'

const appUrl = 'https://peyk.example.ir'

vi.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-nonce': 'n-1' }),
  cookies: () => {
    throw new Error('no cookie is looked at')
  },
}))

afterEach(() => serveWith(null))

describeOnBothEngines('what a browser says of a page', (open) => {
  const rows = async () => await open().db.select().from(pageFigures)

  function setUp({ measurePages = true, points = 100 } = {}) {
    const { db } = open()
    const { pageFigures } = points === 0 ? createLimits(db, peyk.limits) : { pageFigures: memory(points) }
    serveWith({
      settings: { APP_URL: appUrl, TRUSTED_PROXIES: 1 },
      business: { shown: async () => ({ number: 1, business: { measurePages } }) as never },
      figures: { store: figuresStore(db), clock: systemClock },
      limits: { pageFigures },
      log: { error: () => undefined, warn: () => undefined } as never,
    })
  }
  const memory = (points: number) => new RateLimiterMemory({ points, duration: 60 }) as never

  async function say(body: unknown, own: Record<string, string> = {}) {
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...own }
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return (await takeFigures(new Request(`${appUrl}/api/figures`, { method: 'POST', headers, body: text }))).status
  }
  const good = { page: '/s/[seat]', figures: { LCP: 1800, CLS: 0.02 } }

  it('is counted, and nothing of who said it is kept', async () => {
    setUp({ points: 0 })
    const who = { cookie: 'session=secret', 'x-forwarded-for': '203.0.113.9', 'x-peyk-peer': '203.0.113.9' }
    expect([await say(good, who), await say(good, who)]).toEqual([204, 204])
    expect((await rows()).map(({ page, metric, bucket, count }) => [page, metric, bucket, count]).sort()).toEqual([
      ['/s/[seat]', 'CLS', 1, 2],
      ['/s/[seat]', 'LCP', 3, 2],
    ])
    const limits = await open().db.select().from(rateLimits)
    expect(limits.map(({ key }) => key)).toEqual(['figures:all'])
    expect(JSON.stringify([limits, await rows()])).not.toMatch(/203\.0|secret/)
  })

  it('is refused while the business does not measure, and no page is told to', async () => {
    setUp({ measurePages: false })
    expect([await say(good), await figuresNonce(), (await rows()).length]).toEqual([404, null, 0])
    setUp()
    expect(await figuresNonce()).toBe('n-1')
  })

  it('of another site is refused, in any browser', async () => {
    setUp()
    for (const site of ['cross-site', 'same-site', 'none'])
      expect(await say(good, { 'sec-fetch-site': site })).toBe(403)
    const old = async (origin: string) => {
      const headers = { 'content-type': 'application/json', ...(origin && { origin }) }
      const init = { method: 'POST', headers, body: JSON.stringify(good) }
      return (await takeFigures(new Request(`${appUrl}/api/figures`, init))).status
    }
    expect([await old(''), await old('https://evil.example'), await old('null'), await old(appUrl)]).toEqual([
      403, 403, 403, 204,
    ])
    expect(await rows()).toHaveLength(2)
  })

  it('is refused in any other form, and makes no row', async () => {
    setUp()
    const huge = JSON.stringify({ ...good, more: 'x'.repeat(2_000_000) })
    expect(await say(huge)).toBe(413)
    expect(await say(good, { 'content-type': 'text/plain' })).toBe(415)
    expect(await say(good, { 'content-encoding': 'gzip' })).toBe(415)
    for (const odd of ['', '{', '[]', 'null', '1', '{"page":"/s/[seat]","figures":{"__proto__":1}}']) {
      expect(await say(odd), odd).toBe(400)
    }
    for (let kind = 0; kind < 1000; kind += 1) {
      expect(await say({ page: `/s/${kind}`, figures: { LCP: kind } })).toBe(400)
      expect(await say({ page: '/', figures: { [`M${kind}`]: kind } })).toBe(400)
    }
    expect(await rows()).toEqual([])
  })

  it('is limited for all together, and what is refused uses up nothing of the limit', async () => {
    setUp({ points: 3 })
    for (let turn = 0; turn < 5; turn += 1) expect(await say({ page: '/nowhere', figures: { LCP: 1 } })).toBe(400)
    const said = []
    for (let turn = 0; turn < 5; turn += 1) said.push(await say(good, { 'x-forwarded-for': `203.0.113.${turn}` }))
    expect(said).toEqual([204, 204, 204, 429, 429])
    expect((await rows()).map(({ count }) => count)).toEqual([3, 3])
  })

  it('does not stop a page from being drawn where there are no services', async () => {
    serveWith(null)
    expect(await figuresNonce().catch(() => 'thrown')).toBeNull()
  })
})
