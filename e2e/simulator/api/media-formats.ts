import type { MediaKind } from '../world.ts'

export type Format = { endings: string[]; contentType: string; fits(bytes: Buffer): boolean }

const begins = (hex: string) => (bytes: Buffer) => bytes.subarray(0, hex.length / 2).toString('hex') === hex
const isBox = (bytes: Buffer): boolean => bytes.subarray(4, 8).toString('latin1') === 'ftyp'

const format = (endings: string[], contentType: string, fits: Format['fits']): Format => ({
  endings,
  contentType,
  fits,
})

const office = 'application/vnd.openxmlformats-officedocument'

/** By the ends of their names and their first bytes. Contract §10. */
export const formats: Record<MediaKind, Format[]> = {
  image: [
    format(['png'], 'image/png', begins('89504e470d0a1a0a')),
    format(['jpeg', 'jpg'], 'image/jpeg', begins('ffd8ff')),
  ],
  file: [
    format(['pdf'], 'application/pdf', begins('255044462d')),
    format(['doc'], 'application/msword', begins('d0cf11e0')),
    format(['xls'], 'application/vnd.ms-excel', begins('d0cf11e0')),
    format(['ppt'], 'application/vnd.ms-powerpoint', begins('d0cf11e0')),
    format(['docx'], `${office}.wordprocessingml.document`, begins('504b0304')),
    format(['xlsx'], `${office}.spreadsheetml.sheet`, begins('504b0304')),
    format(['pptx'], `${office}.presentationml.presentation`, begins('504b0304')),
  ],
  voice: [format(['m4a'], 'audio/mp4', isBox), format(['3gp'], 'audio/3gpp', isBox)],
  video: [format(['mp4'], 'video/mp4', isBox)],
}

/** Of a PNG or JPEG; zero where it cannot be read. */
export function sizeOf(bytes: Buffer): { width: number; height: number } {
  if (begins('89504e470d0a1a0a')(bytes) && bytes.length >= 24) {
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  // A JPEG is a row of segments; the one that starts a frame has the size.
  for (let at = 2; bytes[at] === 0xff && at + 9 <= bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    }
  }
  return { width: 0, height: 0 }
}
