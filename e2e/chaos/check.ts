/** What was acknowledged of one kind, and what became of it. */
export type Counted = { what: string; acknowledged: number; lost: string[]; doubled: string[] }

/**
 * Holds what was acknowledged against everything that is there, both by a key of what must be there once. More than one is
 * doubled, also of what nobody acknowledged: an answer that never came may have been a yes.
 */
export function compare(what: string, acknowledged: Iterable<string>, found: readonly string[]): Counted {
  const times = new Map<string, number>()
  for (const key of found) times.set(key, (times.get(key) ?? 0) + 1)
  const wanted = new Set(acknowledged)
  return {
    what,
    acknowledged: wanted.size,
    lost: [...wanted].filter((key) => !times.has(key)),
    doubled: [...times].filter(([, count]) => count > 1).map(([key]) => key),
  }
}

/** The same where there is only a count: of so many, each exactly once. */
export function compareCount(what: string, acknowledged: number, counted: number): Counted {
  const off = counted - acknowledged
  const some = (count: number) => Array.from({ length: Math.max(0, count) }, (_, index) => `${what} ${index + 1}`)
  return { what, acknowledged, lost: some(-off), doubled: some(off) }
}

/** What stands in the chats, by conversation and kind of message. A text of no kind is a message that nobody knows of. */
export function keysOfTexts(
  texts: readonly { conversationId: string; text: string }[],
  known: readonly { conversationId: string; text: string; kind: string }[],
): string[] {
  const kinds = new Map(known.map(({ conversationId, text, kind }) => [`${conversationId} ${text}`, kind]))
  return texts.map(({ conversationId, text }) => {
    const kind = kinds.get(`${conversationId} ${text}`)
    return kind ? messageKey(conversationId, kind) : `${conversationId} unknown: ${text.slice(0, 40)}`
  })
}

export const messageKey = (conversationId: string, kind: string): string => `${conversationId} ${kind}`

export const isGood = (all: readonly Counted[]): boolean =>
  all.every(({ lost, doubled }) => lost.length === 0 && doubled.length === 0)
