import sharp from 'sharp'
import type { CleanedPicture } from '../carrier/index.ts'

/** A telephone's camera makes 50 at most in everyday use; a bomb of a few kilobytes makes thousands. */
const mostPixels = 50_000_000
/** Enough to see a door and a parcel by, and with any content far below what Divar takes. */
const longestEdge = 1600

/** By what the bytes begin with: names and declared types say what somebody wants them to be. */
function formatOf(bytes: Uint8Array): 'png' | 'jpeg' | null {
  const begins = (...signature: number[]) => signature.every((byte, i) => bytes[i] === byte)
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  return begins(0xff, 0xd8, 0xff) ? 'jpeg' : null
}

/**
 * A picture with nothing in it but what it shows: decoded, turned as its camera says, made smaller where it is large, and
 * written anew as a JPEG, so that place, time, camera, thumbnail and whatever else it carried are gone. What does not
 * decode as a whole is `broken`; the pixels are counted before they are decoded.
 */
export async function cleanPicture(bytes: Uint8Array): Promise<CleanedPicture> {
  const format = formatOf(bytes)
  if (format === null) return { ok: false, reason: 'not_a_picture' }
  try {
    const options = { failOn: 'truncated', limitInputPixels: mostPixels, autoOrient: true } as const
    const header = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
    if (header.width * header.height > mostPixels) return { ok: false, reason: 'too_many_pixels' }
    const jpeg = await sharp(bytes, options)
      .resize({ width: longestEdge, height: longestEdge, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer()
    return { ok: true, bytes: new Uint8Array(jpeg), kind: 'image/jpeg' }
  } catch {
    return { ok: false, reason: 'broken' }
  }
}
