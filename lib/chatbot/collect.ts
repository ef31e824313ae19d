/** How long after its first piece a request takes more of them. */
export const collectSeconds = 2 * 60

/** Characters of a request, of all its pieces together. */
export const maxRequestLength = 2_000

/** One message of a request. `id` is its event's, the same however often Divar tells of it; `sentAt` in ISO 8601. */
export type Piece = { id: string; sentAt: string; text: string }

/** A request as it is sealed: `text` is what the business reads, and all that the version before knew. */
export type Collected = { text: string; pieces: Piece[] }

export const lengthOf = (text: string): number => Array.from(text).length

/**
 * The request with one piece more, in the order in which they were sent. Too long: nothing is added, and `room` is what
 * one more piece may have.
 */
export function withPiece(
  before: Collected | null,
  piece: Piece,
): { ok: true; collected: Collected } | { ok: false; room: number } {
  const pieces = [...(before?.pieces ?? []), piece].sort((one, two) =>
    one.sentAt < two.sentAt ? -1 : one.sentAt > two.sentAt ? 1 : 0,
  )
  const text = pieces.map((one) => one.text).join('\n')
  if (lengthOf(text) <= maxRequestLength) return { ok: true, collected: { text, pieces } }
  const taken = before === null ? 0 : lengthOf(before.text) + 1
  return { ok: false, room: Math.max(0, maxRequestLength - taken) }
}
