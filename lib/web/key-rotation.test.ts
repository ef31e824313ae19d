import { RateLimiterMemory } from 'rate-limiter-flexible'
import { afterEach, expect, it } from 'vitest'
import { divarEvent } from './divar-calls.ts'
import { serveWith } from './testing-services.ts'

afterEach(() => serveWith(null))

const [older, newer] = ['the-older-identification-key', 'the-newer-identification-key']

/** An event that says nothing: 400 is a call that came in. */
async function call(key: string, ...DIVAR_IDENTIFICATION_KEYS: string[]): Promise<number> {
  serveWith({
    settings: { DIVAR_IDENTIFICATION_KEYS, TRUSTED_PROXIES: 0 },
    inbox: { events: {} } as never,
    limits: { badKeys: new RateLimiterMemory({ points: 9, duration: 60 }) as never },
  })
  const headers = { authorization: key, 'content-type': 'application/json' }
  return (await divarEvent(new Request('http://localhost/api/divar/events', { method: 'POST', headers, body: '{}' })))
    .status
}

it('while the identification key is replaced, no call by Divar is refused', async () => {
  // Both are known before the panel changes, and after it.
  expect(await call(older, older)).toBe(400)
  expect(await call(older, older, newer)).toBe(400)
  expect(await call(newer, older, newer)).toBe(400)
  expect(await call(newer, newer, older)).toBe(400)
  expect(await call(newer, newer)).toBe(400)
  expect(await call(older, newer)).toBe(401)
})
