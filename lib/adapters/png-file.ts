import { isAscii, type PictureFile, stretchesOf } from './picture-file.ts'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** Once each: what stands in a row of a thousand is there to be unpacked a thousand times. */
const onceNeeded = ['tRNS', 'gAMA', 'cHRM', 'sRGB', 'cICP', 'sBIT', 'eXIf', 'iCCP']

/** Sizes of the chunks' own length, type and checksum. */
const frame = { length: 4, head: 8, whole: 12 }

/**
 * Reads the chunks of a PNG without unpacking one. Texts are left out of what is needed: a decoder unpacks each of them,
 * and a few kilobytes hold megabytes. Null: it does not begin as a PNG does, or its first chunk makes no sense.
 */
export function readPng(bytes: Uint8Array): PictureFile | 'broken' | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 33 || view.getUint32(8) !== 13 || !isAscii(bytes, 12, 'IHDR')) return 'broken'
  const { keep, joined } = stretchesOf(bytes)
  keep(0, 33)
  const seen = new Set<string>()
  let profileBytes = 0
  for (let at = 33; at + frame.head <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + frame.whole + length
    const type = String.fromCharCode(...bytes.subarray(at + frame.length, at + frame.head))
    // A small first letter: a decoder may do without it.
    const isCritical = (bytes[at + frame.length] ?? 0) < 0x60
    if (isCritical || (onceNeeded.includes(type) && !seen.has(type))) keep(at, Math.min(end, bytes.length))
    if (type === 'iCCP' && !seen.has(type)) profileBytes = length
    if (type === 'IEND') break
    seen.add(type)
    at = end
  }
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    isHeavy: bytes[24] === 16 || bytes[28] !== 0,
    scans: 1,
    profileBytes,
    isUnusual: false,
    needed: joined(),
  }
}
