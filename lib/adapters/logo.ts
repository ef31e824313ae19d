import sharp from 'sharp'
import { pictureFile } from './picture.ts'

/** Twice as large as the largest that a page shows. */
const edge = 128
const maxPixels = 4_000_000
/** Of these the first with which it is small enough. */
const qualities = [90, 75, 50]

/**
 * Makes a picture a logo: what it shows and nothing else, 128 pixels at most on each side, transparent where it is, as WebP. Null:
 * it is no picture that can be made one of `maxBytes`.
 */
export async function cleanLogo(
  bytes: Uint8Array,
  maxBytes: number,
): Promise<{ kind: 'image/webp'; bytes: Uint8Array } | null> {
  const file = pictureFile(bytes)
  if (typeof file === 'string' || file.width * file.height > maxPixels) return null
  try {
    for (const quality of qualities) {
      const webp = await sharp(file.needed, { failOn: 'truncated', limitInputPixels: maxPixels, autoOrient: true })
        .timeout({ seconds: 5 })
        .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .webp({ quality })
        .toBuffer()
      if (webp.length <= maxBytes) return { kind: 'image/webp', bytes: new Uint8Array(webp) }
    }
  } catch {
    // Its header was fit, and its pixels are not.
  }
  return null
}
