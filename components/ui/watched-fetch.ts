'use client'

import type { NoAnswer } from '#lib/fa/no-answer.ts'

/** Longer than any step waits for Divar; a form says then that nothing came. */
const maxAnswerMs = 25_000
const maxRedrawMs = 20_000
const maxPauseMs = 15_000

/** A form's request that was not answered, and why. */
export type Unanswered = Error & { why: NoAnswer }

let sentences: Partial<Record<NoAnswer, string>> = {}

/** What the form says then, as the page that the browser loaded brought it along. */
export const sentenceOf = (why: NoAnswer): string => sentences[why] ?? 'پاسخی نرسید. دوباره بزنید.'

const unanswered = (why: NoAnswer): Unanswered => Object.assign(new Error(`no answer: ${why}`), { why })

type Fetch = typeof fetch
type Input = Parameters<Fetch>[0]

const byStatus: Record<number, NoAnswer> = { 409: 'renewed', 413: 'tooLarge', 429: 'busy' }

/**
 * Next's router asks for pages and sends forms with the window's `fetch`. It takes a failed redraw for a reason to have
 * the browser load the page, which throws an open page away while the network is gone; and it lets a form wait for ever,
 * with all forms after it. So both go through here: a redraw is asked for until it comes, a form is given up in time.
 */
export function watched(plain: Fetch): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    if (headers.has('next-action')) return answer(plain, input, init)
    return headers.has('rsc') ? redraw(plain, input, init) : plain(input, init)
  }
}

let isWatching = false

export function watchFetch(): void {
  if (isWatching) return
  isWatching = true
  window.fetch = watched(window.fetch)
  // What the router fetches from here on brings them no more.
  const { content = '{}' } = document.querySelector<HTMLMetaElement>('meta[name=peyk-no-answer]') ?? {}
  sentences = JSON.parse(content)
}

async function answer(plain: Fetch, input: Input, init?: RequestInit): Promise<Response> {
  const response = await whole(plain, input, init, maxAnswerMs)
  const { headers, status, redirected } = response
  if (headers.has('x-nextjs-action-not-found')) throw unanswered('renewed')
  const isRsc = `${headers.get('content-type')}`.startsWith('text/x-component')
  if (!redirected && (isRsc || headers.has('x-action-redirect'))) return response
  throw unanswered(byStatus[status] ?? (status < 500 ? 'refused' : 'fault'))
}

async function redraw(plain: Fetch, input: Input, init?: RequestInit): Promise<Response> {
  for (let pauseMs = 500; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
    const response = await whole(plain, input, init, maxRedrawMs).catch((error: unknown) => {
      // The router wants it no more.
      if (init?.signal?.aborted) throw error
    })
    if (response && response.status < 500) return response
    await onlineOrAfter(pauseMs)
  }
}

/** With its body: one that breaks off half-way is no response either. */
async function whole(plain: Fetch, input: Input, init: RequestInit | undefined, maxMs: number): Promise<Response> {
  const stop = new AbortController()
  const abort = () => stop.abort()
  const patience = setTimeout(abort, maxMs)
  init?.signal?.addEventListener('abort', abort)
  try {
    const response = await plain(input, { ...init, signal: stop.signal })
    const { url, redirected } = response
    const read = new Response(await response.arrayBuffer(), response)
    return Object.defineProperties(read, { url: { value: url }, redirected: { value: redirected } })
  } catch {
    throw unanswered(stop.signal.aborted ? 'late' : 'lost')
  } finally {
    clearTimeout(patience)
  }
}

function onlineOrAfter(pauseMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, pauseMs)
    addEventListener('online', done)
  })
}
