import type { CleanedPicture, UnfitPicture } from '#lib/carrier/index.ts'
import { readJpeg } from './jpeg-file.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { type Decode, decodePicture } from './picture-decoder.ts'
import type { PictureFile } from './picture-file.ts'
import { readPng } from './png-file.ts'

/** A telephone's camera makes 50 million in everyday use, 4:3 or 16:9: no side of these is longer than 9,500. */
const maxPixels = 50_000_000
/** Of those that stand in memory as a whole while they are decoded, or take twice the bytes. */
const maxHeavyPixels = 25_000_000
const maxSide = 12_000
/** How many times as long as wide: a door with a parcel is no thread, and a row of one pixel costs as much as a wide one. */
const maxAspectRatio = 20
/** Encoders make a dozen. */
const maxScans = 24
const maxProfileBytes = 1024 * 1024
/** Each holds its bytes. */
const maxWaiting = 8

/**
 * Makes a picture one with nothing in it but what it shows: decoded, upright, not large, and re-encoded as a JPEG, so
 * that place, time, camera, thumbnail and whatever else it carried are gone. What would cost much is refused by its header,
 * the rest is decoded one at a time. To be made once in a process.
 */
export function pictureCleaner(decode: Decode = decodePicture) {
  const inTurn = oneAtATime(maxWaiting)
  return async (bytes: Uint8Array): Promise<CleanedPicture> => {
    const file = pictureFile(bytes)
    if (typeof file === 'string') return { ok: false, reason: file }
    const decoded = await inTurn(async () => await decode(file.needed, maxPixels))
    if (!decoded) return { ok: false, reason: 'too_many_waiting' }
    return decoded.ok ? { ...decoded, kind: 'image/jpeg' } : decoded
  }
}

/** What a file says of itself, or why it is not decoded. */
export function pictureFile(bytes: Uint8Array): PictureFile | UnfitPicture {
  const file = readPng(bytes) ?? readJpeg(bytes) ?? 'not_a_picture'
  return typeof file === 'string' ? file : (faultOf(file) ?? file)
}

function faultOf({ width, height, isHeavy, scans, profileBytes, isUnusual }: PictureFile): UnfitPicture | null {
  if (width === 0 || height === 0) return 'broken'
  const [short, long] = [Math.min(width, height), Math.max(width, height)]
  if (width * height > (isHeavy ? maxHeavyPixels : maxPixels)) return 'too_many_pixels'
  if (long > maxSide) return 'too_long'
  if (long > short * maxAspectRatio) return 'too_slender'
  if (isUnusual) return 'unusual'
  if (scans > maxScans) return 'too_many_scans'
  return profileBytes > maxProfileBytes ? 'large_profile' : null
}
