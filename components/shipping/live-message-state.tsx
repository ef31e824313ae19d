'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  isSettled,
  type MessageState,
  type MessageStateProps,
  MessageStateView,
  messageStates,
} from './message-state.tsx'

type LiveMessageStateProps = MessageStateProps & {
  /** Answers `{"state": MessageState}`. */
  stateUrl: string
  /** When the server drew `state`, in milliseconds. */
  asOf: number
}

/** Every 2 seconds, slower and slower up to 15; a settled state is not asked for again. */
export function nextPoll(state: MessageState, asked: number): number | false {
  return isSettled(state) ? false : Math.min(2_000 * 1.2 ** Math.max(0, asked - 5), 15_000)
}

async function readState(url: string, signal: AbortSignal): Promise<MessageState> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
  // The session has ended meanwhile: the server's screen says so, and what to do.
  if (response.status === 401) window.location.reload()
  if (!response.ok) throw new Error(`message state: ${response.status}`)
  const { state } = (await response.json()) as { state: unknown }
  const known = messageStates.find((each) => each === state)
  if (!known) throw new Error('message state: unknown')
  return known
}

function Polled({ state: first, stateUrl, asOf, confirm, announceHref }: LiveMessageStateProps) {
  const { data } = useQuery({
    queryKey: [stateUrl, asOf],
    queryFn: ({ signal }) => readState(stateUrl, signal),
    initialData: first,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchInterval: ({ state }) => nextPoll(state.data ?? first, state.dataUpdateCount + state.errorUpdateCount),
    refetchOnWindowFocus: ({ state }) => (isSettled(state.data ?? first) ? false : 'always'),
  })
  return <MessageStateView state={data} confirm={confirm} announceHref={announceHref} />
}

/** Starts as the server drew it and follows the message until it is settled; sleeps while the page is in the background. */
export function LiveMessageState(props: LiveMessageStateProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <div aria-live="polite">
        {/* Drawn again after the user's answer, the state starts anew: what was known before is out of date. */}
        <Polled key={props.asOf} {...props} />
      </div>
    </QueryClientProvider>
  )
}
