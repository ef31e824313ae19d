'use client'

import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { watchFetch } from '#components/ui/watched-fetch.ts'
import { type News, nextPoll, readNews } from './live-news.ts'
import { useWaker } from './use-waker.ts'

export type LiveProps = {
  /** Answers `{"version", "isMoving"}`. */
  stateUrl: string
  /** Server-sent events: `changed` with the version, also as a sign of life every 20 seconds; `over` at the end. */
  eventsUrl: string
  /** Of the page as the server drew it. */
  version: string
  /** Whether a message of the shipment was on its way then. */
  isMoving: boolean
  /** When the server drew it, in milliseconds. */
  asOf: number
  /** What else the stream brings, as JSON. */
  onMessage?: (data: string) => void
}

/** `announcement`: where the shipment stands, in one sentence, read out when it becomes another one. */
export type LiveShipmentProps = LiveProps & { announcement: string }

/** One or two are a bend in the road. */
const failuresUntilSaid = 3

/** Has the server draw the page again whenever it would look different; says when it cannot find out. */
export function useLive({ stateUrl, eventsUrl, version, isMoving, asOf, onMessage }: LiveProps): { isLost: boolean } {
  const router = useRouter()
  const [isDrawing, startDrawing] = useTransition()
  const [isEnded, setEnded] = useState(false)
  const [failures, setFailures] = useState(0)
  const [jitter] = useState(Math.random)
  const answers = useRef(0)
  const isListening = useRef(false)
  const heard = useRef<string | null>(null)
  const client = useQueryClient()
  // Drawn again, it starts over: a tap may have sent another message on its way.
  const queryKey = [stateUrl, asOf]

  const { data, dataUpdatedAt, isPaused, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      try {
        const news = await readNews(stateUrl, signal, () => setEnded(true))
        answers.current += 1
        setFailures(0)
        return news
      } catch (error) {
        if (!signal.aborted) setFailures((count) => count + 1)
        throw error
      }
    },
    initialData: { version, isMoving },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) =>
      nextPoll(
        {
          isMoving: state.data?.isMoving ?? false,
          answers: answers.current,
          failures,
          isListening: isListening.current,
        },
        jitter,
      ),
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  })

  useWaker({
    eventsUrl,
    answeredAt: dataUpdatedAt,
    onMessage,
    onVersion(told) {
      isListening.current = true
      heard.current = told
      // What is drawn already is no news; what is not is tried again with each sign of life.
      if (told !== version) client.setQueryData<News>(queryKey, (known) => ({ isMoving, ...known, version: told }))
    },
    onEnd(stood) {
      isListening.current = false
      if (stood) void refetch()
    },
  })

  // A version that was told while the server drew another one belongs to neither drawing: which is the newer only it knows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once with each drawing.
  useEffect(() => {
    answers.current = 0
    if (heard.current !== null && heard.current !== version) void refetch()
  }, [asOf])

  useEffect(watchFetch, [])

  // The server's screen says what is new, or that the session has ended and what to do.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer tries once more, should a drawing have failed.
  useEffect(() => {
    if ((isEnded || data.version !== version) && !isDrawing) startDrawing(() => router.refresh())
  }, [isEnded, data.version, version, dataUpdatedAt])

  return { isLost: isPaused || failures >= failuresUntilSaid }
}

function Live(props: LiveShipmentProps) {
  const { isLost } = useLive(props)
  const [first] = useState(props.announcement)
  const [changed, setChanged] = useState(false)
  if (!changed && props.announcement !== first) setChanged(true)
  return (
    <>
      <p role="status" className="sr-only">
        {changed ? props.announcement : ''}
      </p>
      <Lost isLost={isLost} />
    </>
  )
}

/** Says so when the page cannot find out what is new. */
export function Lost({ isLost }: { isLost: boolean }) {
  return (
    <p role="status" className={isLost ? 'px-4 py-2 text-center text-sm text-muted' : 'sr-only'}>
      {isLost ? 'ارتباط قطع است؛ خودش دوباره وصل می‌شود.' : ''}
    </p>
  )
}

/**
 * Keeps the page as the server would draw it now: woken by the server's events, asking besides, asleep while nobody looks.
 * What is typed into the page's forms stays, since React draws the new page over the old one.
 */
export function LiveShipment(props: LiveShipmentProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Live {...props} />
    </QueryClientProvider>
  )
}
