import { crc32, deflateSync } from 'node:zlib'

/** A chunk of a PNG, right to its checksum. */
export function chunkOf(type: string, data: Uint8Array): Buffer {
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)])
  chunk.writeUInt32BE(data.length, 0)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4)
  return chunk
}

type Png = {
  width: number
  height: number
  bits?: number
  interlaced?: boolean
  chunks?: Uint8Array[]
  rows?: Uint8Array
}

/** A PNG in RGB that claims any size; its rows, if given, are as they should be or not. */
export function pngOf({ width, height, bits = 8, interlaced = false, chunks = [], rows }: Png): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, 2, 0, 0, interlaced ? 1 : 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const image = chunkOf('IDAT', deflateSync(rows ?? Buffer.alloc(64)))
  return Buffer.concat([signature, chunkOf('IHDR', header), ...chunks, image, chunkOf('IEND', Buffer.alloc(0))])
}

/** A segment of a JPEG. */
export function segmentOf(code: number, data: Uint8Array): Buffer {
  const segment = Buffer.concat([Buffer.from([0xff, code, 0, 0]), data])
  segment.writeUInt16BE(data.length + 2, 2)
  return segment
}

type Jpeg = { width: number; height: number; frame?: number; bits?: number; scans?: number; segments?: Uint8Array[] }

/** A JPEG that claims any size, with nothing to decode in it. */
export function jpegOf({ width, height, frame = 0xc0, bits = 8, scans = 1, segments = [] }: Jpeg): Buffer {
  const size = Buffer.alloc(6)
  size.set([bits])
  size.writeUInt16BE(height, 1)
  size.writeUInt16BE(width, 3)
  size.set([1], 5)
  const scan = Buffer.concat([
    segmentOf(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0, 0xff, 0, 0xff, 0xd0, 1]),
  ])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments,
    segmentOf(frame, Buffer.concat([size, Buffer.from([1, 0x11, 0])])),
    ...Array.from({ length: scans }, () => scan),
    Buffer.from([0xff, 0xd9]),
  ])
}
