import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureCleaner } from './picture.ts'
import { chunkOf } from './testing-pictures.ts'

const cleanPicture = pictureCleaner()

const plain = (width: number, height: number, background = '#3366aa') =>
  sharp({ create: { width, height, channels: 3, background } })

const exif = {
  IFD0: { Make: 'Peykphone', Software: 'Secretware', Copyright: 'Kiumars' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 51/1', GPSLongitudeRef: 'E', GPSLongitude: '51/1 25/1 12/1' },
}

async function cleaned(bytes: Uint8Array) {
  const picture = await cleanPicture(bytes)
  if (!picture.ok) throw new Error(picture.reason)
  return { ...picture, metadata: await sharp(picture.bytes).metadata() }
}

describe('a cleaned picture', () => {
  it('contains no place, time or device', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>35.6975 N</rdf></x:xmpmeta>'
    const taken = await plain(80, 60).withExif(exif).withXmp(xmp).withIccProfile('p3').jpeg().toBuffer()
    const before = await sharp(taken).metadata()
    expect([before.exif?.toString('latin1').includes('Peykphone'), before.xmp !== undefined]).toEqual([true, true])
    const { bytes, kind, metadata } = await cleaned(taken)
    expect(kind).toBe('image/jpeg')
    expect([metadata.format, metadata.exif, metadata.xmp, metadata.icc, metadata.iptc]).toEqual([
      'jpeg',
      ...[undefined, undefined, undefined, undefined],
    ])
    const text = Buffer.from(bytes).toString('latin1')
    for (const secret of ['Peykphone', 'Secretware', 'Kiumars', '35.6975', 'Exif', 'http']) {
      expect(text).not.toContain(secret)
    }
  })

  it('has lost the text chunks of a PNG', async () => {
    const png = await plain(40, 40).png().toBuffer()
    const chunk = chunkOf('tEXt', Buffer.from('Comment\0Kiumars lives here'))
    const taken = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)])
    const { bytes, metadata } = await cleaned(taken)
    expect(metadata).toMatchObject({ format: 'jpeg', width: 40, height: 40 })
    expect(Buffer.from(bytes).toString('latin1')).not.toContain('Kiumars')
  })

  it('is upright without an orientation tag', async () => {
    const taken = await plain(80, 60).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect((await sharp(taken).metadata()).orientation).toBe(6)
    const { metadata } = await cleaned(taken)
    expect([metadata.width, metadata.height, metadata.orientation]).toEqual([60, 80, undefined])
  })

  it('is limited to the size that a phone shows', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 80 } as const
    const { data, info } = await sharp({
      create: { width: 2400, height: 1800, channels: 3, background: '#888', noise },
    })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    const { bytes, metadata } = await cleaned(await sharp(data, { raw: { width, height, channels } }).png().toBuffer())
    expect([metadata.width, metadata.height]).toEqual([1600, 1200])
    expect(bytes.length).toBeLessThan(5_000_000)
  })

  it('is the first frame of an animated PNG, a multi-picture JPEG or a JPEG with a film', async () => {
    const red = await plain(60, 40, '#f00').png().toBuffer()
    const control = chunkOf('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))
    const frame = chunkOf('fdAT', Buffer.alloc(64))
    const moving = Buffer.concat([red.subarray(0, 33), control, red.subarray(33, -12), frame, red.subarray(-12)])
    const jpeg = await plain(60, 40, '#f00').jpeg().toBuffer()
    const behind = Buffer.concat([jpeg, await plain(90, 90, '#00f').jpeg().toBuffer(), Buffer.from('ftypmp4 film')])
    for (const bytes of [moving, behind]) {
      const { metadata, bytes: kept } = await cleaned(bytes)
      expect([metadata.width, metadata.height]).toEqual([60, 40])
      expect((await sharp(kept).raw().toBuffer())[0]).toBeGreaterThan(200)
    }
  })

  it('has the colours of its embedded profile', async () => {
    const wide = await plain(20, 20, '#00ff00').withIccProfile('p3').jpeg().toBuffer()
    const { bytes } = await cleaned(wide)
    const [red = 0, green = 0] = await sharp(bytes).raw().toBuffer()
    const [seenRed = 0, seenGreen = 0] = await sharp(wide).toColourspace('srgb').raw().toBuffer()
    expect([Math.abs(red - seenRed) < 6, Math.abs(green - seenGreen) < 6]).toEqual([true, true])
  })

  it('may have been progressive, interlaced, grey, CMYK, with a palette or 16 bits', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
    const whole = () => sharp({ create: { width: 120, height: 90, channels: 3, background: '#888', noise } })
    const forms = [
      whole().jpeg({ progressive: true, optimiseScans: true, mozjpeg: true }),
      whole().png({ progressive: true }),
      whole().png({ palette: true }),
      whole().grayscale().jpeg(),
      whole().toColourspace('rgb16').png(),
      whole().toColourspace('cmyk').jpeg(),
      whole().jpeg({ chromaSubsampling: '4:4:4' }),
    ]
    for (const form of forms) {
      const { metadata } = await cleaned(await form.toBuffer())
      expect([metadata.width, metadata.height, metadata.format]).toEqual([120, 90, 'jpeg'])
    }
  })

  it('has a white background in place of transparency', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const taken = await sharp({ create: { width: 8, height: 8, channels: 4, background: clear } })
      .png()
      .toBuffer()
    const { bytes } = await cleaned(taken)
    expect((await sharp(bytes).raw().toBuffer())[0]).toBe(255)
  })
})

describe('a picture is refused', () => {
  it('when its bytes are neither PNG nor JPEG, even if it can be decoded', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    const others = [await plain(9, 9).webp().toBuffer(), await plain(9, 9).gif().toBuffer(), svg]
    for (const bytes of [...others, Buffer.from('a text'), new Uint8Array()]) {
      expect(await cleanPicture(bytes)).toEqual({ ok: false, reason: 'not_a_picture' })
    }
  })

  it('when it has too many pixels to be unpacked', async () => {
    const bomb = await plain(12_000, 12_000, '#000').png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await cleanPicture(bomb)).toEqual({ ok: false, reason: 'too_many_pixels' })
  })

  it('when it is truncated or valid in its first bytes only', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 80 } as const
    const whole = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888', noise } })
    for (const bytes of [await whole.clone().jpeg().toBuffer(), await whole.clone().png().toBuffer()]) {
      expect(await cleanPicture(bytes)).toMatchObject({ ok: true })
      expect(await cleanPicture(bytes.subarray(0, bytes.length / 2))).toEqual({ ok: false, reason: 'broken' })
      const fake = Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(500, 0x41)])
      expect(await cleanPicture(fake)).toEqual({ ok: false, reason: 'broken' })
    }
  })
})
