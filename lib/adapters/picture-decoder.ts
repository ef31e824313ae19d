import sharp from 'sharp'

/** Enough to see a door and a parcel by, and with any content far below what Divar takes. */
const maxEdge = 1600

const maxSeconds = 10

export type Decoded = { ok: true; bytes: Uint8Array } | { ok: false; reason: 'broken' | 'too_slow' }

/** A decoder of pictures whose headers were found fit. */
export type Decode = (bytes: Uint8Array, maxPixels: number) => Promise<Decoded>

/**
 * Decodes a picture as a whole, turns it as its camera says, makes it smaller where it is large, and re-encodes it as a
 * JPEG. On one thread: what signs, seals and hashes shares libuv's few with it.
 */
export const decodePicture: Decode = async (bytes, maxPixels) => {
  sharp.concurrency(1)
  sharp.cache(false)
  try {
    const jpeg = await sharp(bytes, { failOn: 'truncated', limitInputPixels: maxPixels, autoOrient: true })
      .timeout({ seconds: maxSeconds })
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer()
    return { ok: true, bytes: new Uint8Array(jpeg) }
  } catch (error) {
    return { ok: false, reason: isTimeout(error) ? 'too_slow' : 'broken' }
  }
}

export const isTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout')
