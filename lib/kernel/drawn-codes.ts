import JsBarcode from 'jsbarcode'
import { encode } from 'uqr'

/** Black fields of a drawing `width` by `height` fields large, quiet zone and all, as the `d` of an SVG path. */
export type DrawnCode = { width: number; height: number; path: string }

/** Fields of nothing that a reader wants on either side. */
const quiet = { bars: 10, square: 4 }

/** One field high: it is stretched where it is drawn. */
const barHeight = 1

/** A Code 128 of a text in ASCII: what a scanner on a desk reads. */
export function barcodeOf(text: string): DrawnCode {
  const drawn: { encodings?: { data: string }[] } = {}
  JsBarcode(drawn, text, { format: 'CODE128' })
  const fields = (drawn.encodings ?? []).map(({ data }) => data).join('')
  const bars = [...fields.matchAll(/1+/g)].map((run) => box(quiet.bars + run.index, 0, run[0].length, barHeight))
  return { width: fields.length + 2 * quiet.bars, height: barHeight, path: bars.join('') }
}

/** A QR code: what a phone reads, a quarter of it dirty. */
export function squareCodeOf(text: string): DrawnCode {
  const { data, size } = encode(text, { ecc: 'Q', border: quiet.square })
  const runs = data.flatMap((row, y) =>
    [
      ...row
        .map((isBlack) => (isBlack ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map((run) => box(run.index, y, run[0].length, 1)),
  )
  return { width: size, height: size, path: runs.join('') }
}

const box = (x: number, y: number, width: number, height: number) => `M${x} ${y}h${width}v${height}h-${width}z`
