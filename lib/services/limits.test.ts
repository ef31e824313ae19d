import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { rateLimits } from '#lib/db/schema/access.ts'
import { describeOnBothEngines } from '#lib/db/testing.ts'
import { peyk } from '#lib/peyk.ts'
import { createLimits } from './limits.ts'
import { secondsToWait, waitLeft } from './seconds-to-wait.ts'

describeOnBothEngines('the rate limits', (open) => {
  const pointsOf = async (key: string) => {
    const [row] = await open().db.select().from(rateLimits).where(eq(rateLimits.key, key))
    return row?.points
  }

  it('write nothing for a client over one of them', async () => {
    const { badKeys } = createLimits(open().db, peyk.limits)
    const waits: (number | null)[] = []
    for (let call = 0; call < 130; call += 1) waits.push(await secondsToWait(badKeys, '192.0.2.1'))
    expect(waits.slice(0, 120).every((wait) => wait === null)).toBe(true)
    expect(waits.slice(120).every((wait) => wait !== null && wait > 0 && wait <= 60)).toBe(true)
    expect(await pointsOf('key:192.0.2.1')).toBe(120)
  })

  it('can be read without counting', async () => {
    const limits = createLimits(open().db, peyk.limits)
    expect(await waitLeft(limits.sends, 'conversation-1 SUPPLY')).toBeNull()
    expect(await pointsOf('send:conversation-1 SUPPLY')).toBeUndefined()
    for (let sent = 0; sent < 20; sent += 1) await secondsToWait(limits.sends, 'conversation-1 SUPPLY')
    // Another process has no memory of it, and asks the database.
    for (const { sends } of [limits, createLimits(open().db, peyk.limits)]) {
      expect(await waitLeft(sends, 'conversation-1 SUPPLY')).toBeGreaterThan(3500)
      expect(await waitLeft(sends, 'conversation-1 DEMAND')).toBeNull()
    }
  })
})
