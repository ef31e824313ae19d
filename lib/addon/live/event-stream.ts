/** How a page is kept posted over one response (server-sent events). */
export type EventStreamOptions = {
  /** Null: there is nothing to show any more. */
  version(): Promise<string | null>
  /** Whether the client may go on watching. */
  mayStay(): Promise<boolean>
  /** Called once, however it ends. */
  onEnd(): void
  /** Ends it when the client goes away. */
  signal: AbortSignal
  /** This process is about to end: the page is to come back, to another one. */
  stopping: AbortSignal
  heartbeatMs?: number
  maxMs?: number
}

export type EventStream = {
  body: ReadableStream<Uint8Array>
  /** Something may have changed: the version is read again, and sent if it is another one. */
  wake(): void
  /** Says something more, in one line of JSON. */
  say(event: string, data: unknown): void
}

/** How a stream is answered: as it comes, kept by nobody. */
export const streamAnswer = (body: ReadableStream<Uint8Array>): Response =>
  new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      // `no-transform` also keeps the server itself from holding events back to compress them.
      'Cache-Control': 'no-cache, no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  })

/**
 * The version at once, as `changed`, and again whenever it is another one; read and sent again every 20 seconds, which
 * makes up for a wake-up that was lost and tells the page, and whatever is in between, that the stream lives; `over` as
 * the last event, with `time` after five minutes, `restart`, `session` or `gone`.
 */
export function eventStream(options: EventStreamOptions): EventStream {
  const { version, mayStay, onEnd, signal, stopping, heartbeatMs = 20_000, maxMs = 5 * 60_000 } = options
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  let ended = false
  let sent: string | null = null
  let [reading, woken] = [false, false]

  const send = (text: string) => {
    // A reader that takes nothing must not fill the memory; it polls besides.
    if (!ended && (controller?.desiredSize ?? 0) > -100) controller?.enqueue(encoder.encode(text))
  }
  const end = () => {
    if (ended) return
    ended = true
    clearInterval(heart)
    clearTimeout(last)
    signal.removeEventListener('abort', end)
    stopping.removeEventListener('abort', restart)
    onEnd()
    try {
      controller?.close()
    } catch {
      // Its reader has gone: it is closed already.
    }
  }
  const over = (reason: 'time' | 'restart' | 'session' | 'gone') => {
    send(`event: over\ndata: ${reason}\n\n`)
    end()
  }
  const restart = () => over('restart')
  const look = async (says: 'news' | 'anything' = 'news') => {
    woken = true
    if (says === 'anything') sent = null
    if (reading) return
    reading = true
    try {
      while (woken && !ended) {
        woken = false
        const now = await version()
        if (now === null) over('gone')
        else if (now !== sent) send(`event: changed\ndata: ${now}\n\n`)
        sent = now
      }
    } catch {
      // The database does not answer: the page finds out by polling, and comes back when it does.
      end()
    } finally {
      reading = false
    }
  }
  const beat = async () => {
    const stays = await mayStay().catch(() => null)
    if (stays === null) end()
    else if (stays) void look('anything')
    else over('session')
  }

  const heart = setInterval(() => void beat(), heartbeatMs)
  const last = setTimeout(() => over('time'), maxMs)
  signal.addEventListener('abort', end)
  stopping.addEventListener('abort', restart)
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
      if (signal.aborted) end()
      else if (stopping.aborted) restart()
      else void look()
    },
    cancel: end,
  })
  const say = (event: string, data: unknown) => send(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  return { body, wake: () => void look(), say }
}
