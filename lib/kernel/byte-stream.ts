import { ReadableStream as NodeStream } from 'node:stream/web'

/** A text as bytes, each piece made when there is room for it. Who goes away stops it. */
export const byteStream = (text: AsyncIterable<string>): ReadableStream<Uint8Array> =>
  NodeStream.from(bytesOf(text)) as ReadableStream<Uint8Array>

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder()
  for await (const piece of text) yield encoder.encode(piece)
}
