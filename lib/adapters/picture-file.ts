/** What a picture's file says of itself before a pixel is decoded. */
export type PictureFile = {
  width: number
  height: number
  /** Whether it must stand in memory as a whole, or takes two bytes for each of its values. */
  isHeavy: boolean
  /** Passes over the whole picture. */
  scans: number
  profileBytes: number
  /** A kind that no camera and no editor makes by itself. */
  isUnusual: boolean
  /** The file without all that is not needed to show it, nor anything that lies behind its end. */
  needed: Uint8Array
}

/** Joins stretches of a file, those side by side as one. */
export function stretchesOf(bytes: Uint8Array) {
  const kept: { from: number; to: number }[] = []
  return {
    keep(from: number, to: number) {
      const last = kept.at(-1)
      if (last?.to === from) last.to = to
      else kept.push({ from, to })
    },
    joined: (): Uint8Array => Buffer.concat(kept.map(({ from, to }) => bytes.subarray(from, to))),
  }
}

export const isAscii = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
