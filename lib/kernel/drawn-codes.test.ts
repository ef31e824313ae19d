import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { newTrackingCode, parseTrackingCode } from '#lib/shipping/index.ts'
import { barcodeOf, type DrawnCode, squareCodeOf } from './drawn-codes.ts'

/** What a scanner reads of a drawing on white paper, so many points for a field. */
async function read({ width, height, path }: DrawnCode, format: BarcodeFormat, scale: { x: number; y: number }) {
  const [across, down] = [width * scale.x, height * scale.y]
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" shape-rendering="crispEdges"><path d="${path}"/></svg>`
  const { data } = await sharp(Buffer.from(svg)).flatten({ background: '#fff' }).greyscale().raw().toBuffer({
    resolveWithObject: true,
  })
  const bitmap = new BinaryBitmap(
    new HybridBinarizer(new RGBLuminanceSource(new Uint8ClampedArray(data), across, down)),
  )
  const hints = new Map<DecodeHintType, unknown>([
    [DecodeHintType.POSSIBLE_FORMATS, [format]],
    [DecodeHintType.TRY_HARDER, true],
  ])
  return new MultiFormatReader().decode(bitmap, hints).getText()
}

const readBars = async (code: DrawnCode) => await read(code, BarcodeFormat.CODE_128, { x: 3, y: 120 })
const readSquare = async (code: DrawnCode) => await read(code, BarcodeFormat.QR_CODE, { x: 6, y: 6 })

describe('a drawn tracking code', () => {
  it('is read back by a scanner from its bars and from its square, and is a code again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.integer({ min: 0, max: 255 })), async (bytes) => {
        const code = newTrackingCode((length) => Uint8Array.from([...bytes.take(length)]))
        expect(await readBars(barcodeOf(code))).toBe(code)
        expect(await readSquare(squareCodeOf(code))).toBe(code)
        expect(parseTrackingCode(await readBars(barcodeOf(code)))).toBe(code)
      }),
      { numRuns: 15 },
    )
  })

  it('fits on a label: a field of its bars is at least a third of a millimetre wide on 90 mm', () => {
    expect(90 / barcodeOf(newTrackingCode()).width).toBeGreaterThan(0.33)
  })

  it('has nothing in its quiet zone', () => {
    const { width, path } = barcodeOf('ABC234DEF')
    const bars = [...path.matchAll(/M(\d+) 0h(\d+)/g)].map(([, from, length]) => [Number(from), Number(length)])
    expect(bars[0]?.[0]).toBe(10)
    const [last = 0, length = 0] = bars.at(-1) ?? []
    expect(last + length).toBe(width - 10)
  })
})
