import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'
import { pictureCleaner } from './picture.ts'
import { type Decoded, isTimeout } from './picture-decoder.ts'
import { chunkOf, jpegOf, pngOf, segmentOf } from './testing-pictures.ts'

/** A cleaner that tells whether anything was decoded, and what. */
function watched() {
  const decode = vi.fn(async (bytes: Uint8Array): Promise<Decoded> => ({ ok: true, bytes }))
  return { decode, clean: pictureCleaner(decode) }
}

const text = (value: string) => Buffer.from(value, 'latin1')
const profile = (bytes: number) =>
  Array.from({ length: Math.ceil(bytes / 60_000) }, () =>
    segmentOf(0xe2, Buffer.concat([text('ICC_PROFILE\0'), Buffer.alloc(60_000)])),
  )
const first = (length: number, ...bytes: number[]) => Buffer.concat([Buffer.from(bytes), Buffer.alloc(length)])

describe('an expensive picture', () => {
  it.each<[string, string, Uint8Array]>([
    ['a PNG of 1 × 49,999,999', 'too_long', pngOf({ width: 1, height: 49_999_999 })],
    ['a PNG of 1 × 4,000,000', 'too_long', pngOf({ width: 1, height: 4_000_000 })],
    ['a PNG of 4,000,000 × 1', 'too_long', pngOf({ width: 4_000_000, height: 1 })],
    ['a JPEG of 1 × 65,535', 'too_long', jpegOf({ width: 1, height: 65_535 })],
    ['a PNG with a side of 12,001', 'too_long', pngOf({ width: 12_001, height: 4_000 })],
    ['a PNG of 21 × 1', 'too_slender', pngOf({ width: 21, height: 1 })],
    ['a PNG of 100 × 12,000', 'too_slender', pngOf({ width: 100, height: 12_000 })],
    ['a PNG of more pixels than there are', 'too_many_pixels', pngOf({ width: 0xffffffff, height: 0xffffffff })],
    ['a JPEG of 10,000 × 5,001', 'too_many_pixels', jpegOf({ width: 10_000, height: 5_001 })],
    ['an interlaced PNG of 30 million', 'too_many_pixels', pngOf({ width: 6_000, height: 5_000, interlaced: true })],
    ['a PNG of 30 million in 16 bits', 'too_many_pixels', pngOf({ width: 6_000, height: 5_000, bits: 16 })],
    ['a progressive JPEG of 30 million', 'too_many_pixels', jpegOf({ width: 6_000, height: 5_000, frame: 0xc2 })],
    ['a JPEG in 25 passes', 'too_many_scans', jpegOf({ width: 600, height: 500, frame: 0xc2, scans: 25 })],
    ['a JPEG in 3,000 passes', 'too_many_scans', jpegOf({ width: 600, height: 500, scans: 3_000 })],
    ['a lossless JPEG', 'unusual', jpegOf({ width: 600, height: 500, frame: 0xc3 })],
    ['an arithmetic JPEG', 'unusual', jpegOf({ width: 600, height: 500, frame: 0xca })],
    ['a JPEG of 12 bits', 'unusual', jpegOf({ width: 600, height: 500, bits: 12 })],
    ['a JPEG with a profile of 2 MB', 'large_profile', jpegOf({ width: 600, height: 500, segments: profile(2e6) })],
    [
      'a PNG with a profile of 2 MB',
      'large_profile',
      pngOf({ width: 60, height: 50, chunks: [chunkOf('iCCP', Buffer.alloc(2e6))] }),
    ],
    ['a PNG without a side', 'broken', pngOf({ width: 0, height: 5 })],
    ['a JPEG without a side', 'broken', jpegOf({ width: 5, height: 0 })],
    ['a JPEG of two sizes', 'broken', jpegOf({ width: 5, height: 5, segments: [segmentOf(0xc0, Buffer.alloc(9))] })],
    ['a JPEG of a segment without a length', 'broken', first(9, 0xff, 0xd8, 0xff, 0xdb)],
    ['the first bytes of a PNG', 'broken', pngOf({ width: 5, height: 5 }).subarray(0, 20)],
    ['the first bytes of a JPEG', 'broken', first(0, 0xff, 0xd8, 0xff)],
    ['a GIF that moves', 'not_a_picture', text('GIF89a')],
    ['a WebP', 'not_a_picture', text('RIFF\x10\0\0\0WEBPVP8X')],
    ['a TIFF of many pages', 'not_a_picture', text('II*\0\x08\0\0\0')],
    ['an AVIF', 'not_a_picture', text('\0\0\0\x20ftypavif')],
    ['a HEIC', 'not_a_picture', text('\0\0\0\x18ftypheic')],
    ['an SVG', 'not_a_picture', text('<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999"/>')],
    ['a JPEG XL', 'not_a_picture', first(9, 0xff, 0x0a)],
    ['a PDF', 'not_a_picture', text('%PDF-1.7')],
    ['nothing', 'not_a_picture', new Uint8Array()],
  ])('of kind %s is refused as %s before decoding', async (_, reason, bytes) => {
    const { clean, decode } = watched()
    expect(await clean(bytes)).toEqual({ ok: false, reason })
    expect(decode).not.toHaveBeenCalled()
  })

  it.each<[string, Uint8Array]>([
    ['50 million in 4:3', jpegOf({ width: 8_160, height: 6_120 })],
    ['50 million in 16:9', jpegOf({ width: 9_400, height: 5_288 })],
    ['24 million in one pass after the other', jpegOf({ width: 6_000, height: 4_000, frame: 0xc2, scans: 13 })],
    ['a long screen', pngOf({ width: 1_080, height: 12_000 })],
    ['one pixel', pngOf({ width: 1, height: 1 })],
    ['a profile of a printer', jpegOf({ width: 600, height: 500, segments: profile(700_000) })],
  ])('does not include %s, which is accepted', async (_, bytes) => {
    const { clean, decode } = watched()
    expect(await clean(bytes)).toMatchObject({ ok: true, kind: 'image/jpeg' })
    expect(decode).toHaveBeenCalledOnce()
  })

  it('is refused before a thousand compressed texts, profiles or turns in it are unpacked', async () => {
    const packed = deflateSync(Buffer.alloc(100_000))
    const bombs = Array.from({ length: 300 }, () => [
      ...[chunkOf('zTXt', Buffer.concat([text('Comment\0\0'), packed]))],
      ...[chunkOf('iTXt', Buffer.concat([text('XML:com.adobe.xmp\0\x01\0\0\0'), packed]))],
      ...[chunkOf('iCCP', Buffer.concat([text('p\0\0'), packed])), chunkOf('eXIf', packed), chunkOf('prVW', packed)],
    ]).flat()
    const { clean, decode } = watched()
    const rows = Buffer.alloc(8 * (1 + 8 * 3))
    expect(await clean(pngOf({ width: 8, height: 8, chunks: bombs, rows }))).toMatchObject({ ok: true })
    const given = Buffer.from(decode.mock.calls[0]?.[0] ?? []).toString('latin1')
    const count = (type: string) => given.split(type).length - 1
    expect(['zTXt', 'iTXt', 'prVW', 'iCCP', 'eXIf', 'IDAT', 'IEND'].map(count)).toEqual([0, 0, 0, 1, 1, 1, 1])
  })

  it("is decoded without reading a JPEG's comment, thumbnail or embedded picture", async () => {
    const segments = [
      segmentOf(0xfe, text('said')),
      segmentOf(0xe1, text('http://ns.adobe.com/xap/1.0/\0GainMap')),
      segmentOf(0xe1, text('Exif\0\0II*\0')),
      segmentOf(0xe1, text('Exif\0\0again')),
      segmentOf(0xe2, text('MPF\0other')),
      segmentOf(0xed, text('Photoshop 3.0\x008BIM')),
    ]
    const { clean, decode } = watched()
    await clean(Buffer.concat([jpegOf({ width: 8, height: 8, segments }), text('film')]))
    const given = Buffer.from(decode.mock.calls[0]?.[0] ?? []).toString('latin1')
    expect(['said', 'GainMap', 'again', 'other', '8BIM', 'film'].filter((one) => given.includes(one))).toEqual([])
    expect(given).toContain('II*')
  })
})

describe('decoding pictures concurrently', () => {
  it('runs one at a time and turns the last ones away when too many wait', async () => {
    let [running, most] = [0, 0]
    const gate = Promise.withResolvers<void>()
    const clean = pictureCleaner(async (bytes) => {
      running += 1
      most = Math.max(most, running)
      await gate.promise
      running -= 1
      return { ok: true, bytes }
    })
    const all = Array.from({ length: 12 }, async () => await clean(pngOf({ width: 8, height: 8 })))
    const refused = await clean(pngOf({ width: 8, height: 8 }))
    gate.resolve()
    const outcomes = (await Promise.all(all)).map((one) => (one.ok ? 'ok' : one.reason))
    expect(refused).toEqual({ ok: false, reason: 'too_many_waiting' })
    expect(outcomes).toEqual([...Array(9).fill('ok'), ...Array(3).fill('too_many_waiting')])
    expect(most).toBe(1)
    expect(await clean(pngOf({ width: 8, height: 8 }))).toMatchObject({ ok: true })
  })

  it('continues after one that failed', async () => {
    const inTurn = oneAtATime(2)
    const outcomes = await Promise.allSettled([
      inTurn(async () => await Promise.reject(new Error('no'))),
      inTurn(async () => 'next'),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
  })

  it("uses one thread each and stops by the decoder's time-out", async () => {
    await pictureCleaner()(pngOf({ width: 2, height: 2, rows: Buffer.alloc(14) }))
    expect(sharp.concurrency()).toBe(1)
    expect(
      [new Error('timeout: 12% complete'), new Error('VipsJpeg: premature end'), 'timeout'].map(isTimeout),
    ).toEqual([true, false, false])
    const clean = pictureCleaner(async () => ({ ok: false, reason: 'too_slow' }))
    expect(await clean(pngOf({ width: 2, height: 2 }))).toEqual({ ok: false, reason: 'too_slow' })
  })
})

describe('arbitrary bytes', () => {
  const heads = [
    pngOf({ width: 5, height: 5 }),
    jpegOf({ width: 5, height: 5 }),
    text('\xff\xd8\xff'),
    text('\x89PNG\r\n\x1a\n'),
  ]

  it('have their headers read to an end without adding a byte', async () => {
    const bytes = fc.tuple(fc.constantFrom(...heads), fc.nat(120), fc.uint8Array({ maxLength: 300 }))
    await fc.assert(
      fc.asyncProperty(bytes, async ([head, kept, tail]) => {
        const given = Buffer.concat([head.subarray(0, kept), tail])
        const { clean, decode } = watched()
        await clean(given)
        expect(decode.mock.calls[0]?.[0].length ?? 0).toBeLessThanOrEqual(given.length)
      }),
    )
  })

  it('a real picture keeps its pixels when its metadata is stripped', async () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
    const options = { progressive: fc.boolean(), png: fc.boolean() }
    await fc.assert(
      fc.asyncProperty(sizes, fc.record(options), async ([width, height], { progressive, png }) => {
        fc.pre(Math.max(width, height) <= 20 * Math.min(width, height))
        const made = sharp({ create: { width, height, channels: 3, background: '#481' } })
        const bytes = await (png ? made.png({ progressive }) : made.jpeg({ progressive })).toBuffer()
        const { clean, decode } = watched()
        expect(await clean(bytes)).toMatchObject({ ok: true })
        const pixels = async (file: Uint8Array) => await sharp(file).raw().toBuffer()
        expect(await pixels(decode.mock.calls[0]?.[0] ?? bytes)).toEqual(await pixels(bytes))
      }),
      { numRuns: 30 },
    )
  })
})
