import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addSeconds } from '#lib/kernel/clock.ts'
import { createSealer } from '#lib/kernel/seal.ts'
import { openRemembered, type RememberedAddress, rememberedSeconds, sealRemembered } from './remembered-address.ts'

const sealer = createSealer([randomBytes(32)])
const now = new Date('2026-11-29T10:00:00Z')
const address: RememberedAddress = {
  name: 'سارا کاویانی',
  mobile: '09121234567',
  line: 'خیابان بهار، پلاک ۵',
  postalCode: null,
  city: 'tehran',
  district: 'tehranpars',
}
const sealedAt = async (at: Date) => (await sealRemembered(sealer, address, at)) ?? ''

describe('the address that a browser remembers', () => {
  it('opens as it was sealed, shows nothing of itself, and fits a cookie at its longest', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          name: fc.string({ minLength: 1, maxLength: 80 }),
          line: fc.string({ minLength: 1, maxLength: 300, unit: fc.constantFrom('خ', 'پ', ' ', '\u200c', '۵') }),
          district: fc.option(fc.constant('tehranpars')),
        }),
        async (given) => {
          const value = await sealRemembered(sealer, { ...address, ...given }, now)
          expect(value).not.toBeNull()
          expect(value).not.toContain(address.mobile)
          expect(await openRemembered(sealer, value ?? '', now)).toEqual({ ...address, ...given })
        },
      ),
    )
  })

  it('is kept thirty days, and one from the future is not taken', async () => {
    const value = await sealedAt(now)
    expect(await openRemembered(sealer, value, addSeconds(now, rememberedSeconds - 1))).toEqual(address)
    expect(await openRemembered(sealer, value, addSeconds(now, rememberedSeconds))).toBeNull()
    expect(await openRemembered(sealer, value, addSeconds(now, -1))).toBeNull()
  })

  it('is not sealed where it would not fit', async () => {
    const line = '😀'.repeat(900)
    expect(await sealRemembered(sealer, { ...address, line }, now)).toBeNull()
  })

  it('is nothing when the cookie is of another key, of another version, changed, cut off, oversized or no such thing', async () => {
    const value = await sealedAt(now)
    const others = [
      await createSealer([randomBytes(32)]).seal({ v: 1, at: now.getTime(), address }),
      await sealer.seal({ v: 2, at: now.getTime(), address }),
      await sealer.seal({ v: 1, at: now.getTime(), address: { ...address, city: '' } }),
      await sealer.seal({ divarUserId: 'somebody' }),
      await sealer.seal(null),
      value.slice(0, -1),
      `${value}x`,
      value + 'a'.repeat(10_000),
      '',
      '"',
    ]
    for (const other of others) expect(await openRemembered(sealer, other, now)).toBeNull()
    await fc.assert(fc.asyncProperty(fc.string(), async (any) => (await openRemembered(sealer, any, now)) === null))
  })
})
