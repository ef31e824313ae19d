import { isAscii, type PictureFile, stretchesOf } from './picture-file.ts'

const marker = { start: 0xd8, end: 0xd9, scan: 0xda, comment: 0xfe }

/** Baseline, extended and progressive; what else the standard has is arithmetic, lossless or in layers. */
const usualFrames = [0xc0, 0xc1, 0xc2]
const progressive = 0xc2

const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code)
const standsAlone = (code: number) => code === 0x01 || (code >= 0xd0 && code <= marker.start)
const isApplication = (code: number) => code >= 0xe0 && code <= 0xef

/**
 * Reads the segments of a JPEG without decoding one. Of what applications put into it only the file's own head, how it is
 * turned and which colours it means are needed: not texts, thumbnails, other pictures, films. Null: no JPEG.
 */
export function readJpeg(bytes: Uint8Array): PictureFile | 'broken' | null {
  if (bytes[0] !== 0xff || bytes[1] !== marker.start || bytes[2] !== 0xff) return null
  const { keep, joined } = stretchesOf(bytes)
  keep(0, 2)
  let frame: { code: number; precision: number; width: number; height: number } | null = null
  let [scans, profileBytes, hasTurn] = [0, 0, false]
  for (let at = 2; at < bytes.length; ) {
    const from = bytes.indexOf(0xff, at)
    if (from < 0) break
    const code = bytes[from + 1] ?? 0
    if (code === 0xff || code === 0) {
      at = from + 1
      continue
    }
    if (code === marker.end || standsAlone(code)) {
      keep(from, from + 2)
      if (code === marker.end) break
      at = from + 2
      continue
    }
    const length = u16(bytes, from + 2)
    if (length < 2) return 'broken'
    const [body, end] = [from + 4, from + 2 + length]
    if (isFrame(code)) {
      if (frame) return 'broken'
      frame = { code, precision: bytes[body] ?? 0, height: u16(bytes, body + 1), width: u16(bytes, body + 3) }
    }
    const isTurn = code === 0xe1 && !hasTurn && isAscii(bytes, body, 'Exif\0')
    const isProfile = code === 0xe2 && isAscii(bytes, body, 'ICC_PROFILE\0')
    if (isProfile) profileBytes += length
    hasTurn ||= isTurn
    at = code === marker.scan ? endOfScan(bytes, end) : end
    if (code === marker.scan) scans += 1
    const isNeeded = isTurn || isProfile || code === 0xe0 || code === 0xee
    if (isNeeded || !(isApplication(code) || code === marker.comment)) keep(from, Math.min(at, bytes.length))
  }
  if (!frame) return 'broken'
  const { code, precision, width, height } = frame
  const isUnusual = !usualFrames.includes(code) || precision !== 8
  return { width, height, isHeavy: code === progressive, scans, profileBytes, isUnusual, needed: joined() }
}

const u16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

/** The next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1] ?? 0
    const goesOn = code === 0 || code === 0xff || (code >= 0xd0 && code <= 0xd7)
    if (!goesOn) return at
  }
  return bytes.length
}
