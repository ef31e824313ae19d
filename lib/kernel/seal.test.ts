import { CompactEncrypt, compactDecrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import { createSealer } from './seal.ts'

const key = (byte: number, length = 32) => new Uint8Array(length).fill(byte)
const fault = { code: 'fault' }

describe('a sealer', () => {
  it('opens a sealed value of any shape', async () => {
    const sealer = createSealer([key(1)])
    for (const value of [{ name: 'سارا', at: [1, null] }, 'text', 0, false, null, []]) {
      expect(await sealer.open(await sealer.seal(value))).toEqual(value)
    }
  })

  it('reveals nothing of a value and seals it differently each time', async () => {
    const sealer = createSealer([key(1)])
    const [left, right] = [await sealer.seal('09121234567'), await sealer.seal('09121234567')]
    expect(left).not.toBe(right)
    for (const part of left.split('.')) expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('0912')
  })

  it('seals with the newest key and opens with any', async () => {
    const before = await createSealer([key(1)]).seal('old')
    const rotated = createSealer([key(2), key(1)])
    expect(await rotated.open(before)).toBe('old')
    const after = await rotated.seal('new')
    expect(await createSealer([key(2)]).open(after)).toBe('new')
    await expect(createSealer([key(1)]).open(after)).rejects.toMatchObject(fault)
  })

  it('opens for what stands beside other things, or says once whose it was', async () => {
    const told: unknown[] = []
    const sealer = createSealer([key(1)], (err, about) => void told.push({ err, about }))
    expect(await sealer.openOrNull(await sealer.seal('text'), { id: 'a' })).toBe('text')
    expect(told).toEqual([])
    for (const sealed of [await createSealer([key(2)]).seal('text'), 'nothing', '']) {
      expect(await sealer.openOrNull(sealed, { id: 'b' })).toBeNull()
    }
    expect(told).toEqual([1, 2, 3].map(() => ({ err: expect.objectContaining(fault), about: { id: 'b' } })))
  })

  it('does not open a value with any changed part', async () => {
    const sealer = createSealer([key(1)])
    const parts = (await sealer.seal({ name: 'سارا' })).split('.')
    for (const index of [0, 2, 3, 4]) {
      const changed = [...parts]
      const part = Buffer.from(changed[index] ?? '', 'base64url')
      part[0] = (part[0] ?? 0) ^ 1
      changed[index] = part.toString('base64url')
      await expect(sealer.open(changed.join('.'))).rejects.toMatchObject(fault)
    }
    for (const text of ['', 'x', 'a.b.c.d.e', parts.slice(0, 4).join('.')]) {
      await expect(sealer.open(text)).rejects.toMatchObject(fault)
    }
  })

  it('opens its own format only', async () => {
    const [first = key(1)] = [key(1)]
    const sealer = createSealer([first])
    const own = await compactDecrypt(await sealer.seal('x'), first)
    const other = await new CompactEncrypt(new TextEncoder().encode('"x"'))
      .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: String(own.protectedHeader.kid) })
      .encrypt(first)
    await expect(sealer.open(other)).rejects.toMatchObject(fault)
  })

  it('accepts keys of 32 bytes only, and at least one', () => {
    for (const keys of [[], [key(1, 31)], [key(1, 33)], [key(1), key(2, 0)]]) {
      expect(() => createSealer(keys)).toThrow(expect.objectContaining(fault))
    }
  })
})

describe('a digest of what stands sealed', () => {
  const [one, other] = [1, 2].map((byte) => new Uint8Array(32).fill(byte)) as [Uint8Array, Uint8Array]

  it('is the same for the same text and key, and tells neither', () => {
    const [digest = ''] = createSealer([one]).digests('mobile 4567')
    expect(createSealer([one]).digests('mobile 4567')).toEqual([digest])
    expect(digest).toMatch(/^[\w-]{8}\.[\w-]{22}$/)
    expect(createSealer([one]).digests('mobile 4568')[0]).not.toBe(digest)
    expect(createSealer([other]).digests('mobile 4567')[0]?.split('.')[1]).not.toBe(digest.split('.')[1])
  })

  it('is made with each key, the newest first', () => {
    const made = createSealer([other, one]).digests('x')
    expect(made).toEqual([...createSealer([other]).digests('x'), ...createSealer([one]).digests('x')])
  })
})
