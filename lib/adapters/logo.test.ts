import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { maxLogoBytes, readLogo, writeLogo } from '#lib/business/index.ts'
import { cleanLogo } from './logo.ts'

const red = { r: 200, g: 20, b: 20, alpha: 0.5 }
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: red } }).withExif({ IFD0: { Copyright: 'someone' } })

describe('a logo', () => {
  it('is made small, with what is transparent, and without what else the file held', async () => {
    const cleaned = await cleanLogo(await picture(600, 300).png().toBuffer(), maxLogoBytes)
    const { width, height, hasAlpha, exif, format } = await sharp(cleaned?.bytes).metadata()
    expect({ width, height, hasAlpha, exif, format }).toEqual({
      width: 128,
      height: 64,
      hasAlpha: true,
      exif: undefined,
      format: 'webp',
    })
    expect(readLogo(writeLogo('image/webp', cleaned?.bytes ?? new Uint8Array()))).toMatchObject({ kind: 'image/webp' })
  })

  it('is small enough whatever it shows', async () => {
    const noise = Buffer.from(Uint8Array.from({ length: 400 * 400 * 3 }, (_, index) => (index * 7919) % 251))
    const jpeg = await sharp(noise, { raw: { width: 400, height: 400, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect((await cleanLogo(jpeg, 4_000))?.bytes.length).toBeLessThanOrEqual(4_000)
  })

  it.each([
    ['no picture', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['half a picture', async () => (await picture(600, 600).png().toBuffer()).subarray(0, 200)],
    ['one of more pixels than any logo', async () => await picture(2_100, 2_100).png().toBuffer()],
    ['nothing', async () => Buffer.alloc(0)],
  ])('is not made of %s', async (_, make) => {
    expect(await cleanLogo(await make(), maxLogoBytes)).toBeNull()
  })
})
