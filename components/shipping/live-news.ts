/** What an open page learns when it asks: which version it would be drawn in now, and whether a message is on its way. */
export type News = { version: string; isMoving: boolean }

const maxSilenceMs = 20_000

/** Throws for whatever is no news. 401: the session has ended meanwhile, and `onEnded` is called. */
export async function readNews(url: string, signal: AbortSignal, onEnded: () => void): Promise<News> {
  // A signal of our own for both ends: old webviews know neither AbortSignal.timeout nor AbortSignal.any.
  const stop = new AbortController()
  const abort = () => stop.abort()
  const patience = setTimeout(abort, maxSilenceMs)
  signal.addEventListener('abort', abort)
  try {
    const response = await fetch(url, { signal: stop.signal, headers: { accept: 'application/json' } })
    if (response.status === 401) onEnded()
    if (!response.ok) throw new Error(`news: ${response.status}`)
    const { version, isMoving } = (await response.json()) as Record<string, unknown>
    if (typeof version !== 'string') throw new Error('news: no version')
    return { version, isMoving: isMoving === true }
  } finally {
    clearTimeout(patience)
    signal.removeEventListener('abort', abort)
  }
}

type Rhythm = {
  /** Whether a message is on its way. */
  isMoving: boolean
  /** Answers since the page was drawn. */
  answers: number
  /** Failures since the last answer. */
  failures: number
  /** Whether the server's events come, which say whatever an answer would. */
  isListening: boolean
}

/**
 * Milliseconds until the page asks again: five minutes while it hears the server's events, which are longer than one stream
 * lives, otherwise 15 seconds; 2 seconds, slower and slower, while a message is on its way; and where nobody answers, longer and
 * longer up to a minute, by `jitter` (0 to 1) not at the same moment as every other page.
 */
export function nextPoll({ isMoving, answers, failures, isListening }: Rhythm, jitter: number): number {
  if (failures > 0) return Math.min(2_000 * 2 ** failures, 60_000) * (0.5 + jitter / 2)
  if (isListening) return 300_000
  return isMoving ? Math.min(2_000 * 1.2 ** Math.max(0, answers - 5), 15_000) : 15_000
}
