'use client'

import { focusManager } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

type Waker = {
  eventsUrl: string
  /** When the server last answered: a stream that broke is tried again after the next answer. */
  answeredAt: number
  /** The server says which version there is: whenever it is another one, and every 20 seconds. */
  onVersion(version: string): void
  /** A message of an inbox, as JSON. */
  onMessage?: ((data: string) => void) | undefined
  /** The stream ended; whether it stood, and so may have missed a version. */
  onEnd(stood: boolean): void
}

/** A stream that stood this long did not break because something in between lets none through. */
const stoodMs = 5_000

/** The server says something every 20 seconds; a stream that has said nothing for so long brings nothing any more. */
const silenceMs = 50_000

const whileVisible = (onChange: () => void) => focusManager.subscribe(onChange)
const isVisible = () => focusManager.isFocused()

/** Listens to the server's events while the page is looked at. */
export function useWaker({ eventsUrl, answeredAt, onVersion, onMessage, onEnd }: Waker): void {
  const visible = useSyncExternalStore(whileVisible, isVisible, () => false)
  const [brokenAt, setBrokenAt] = useState<number | null>(null)
  const mayOpen = visible && brokenAt !== answeredAt
  const latest = useRef({ answeredAt, onVersion, onMessage, onEnd })

  useEffect(() => {
    latest.current = { answeredAt, onVersion, onMessage, onEnd }
  })

  useEffect(() => {
    if (!mayOpen) return
    const source = new EventSource(eventsUrl)
    let openedAt = Number.POSITIVE_INFINITY
    let silence: ReturnType<typeof setTimeout>
    const close = () => {
      clearTimeout(silence)
      source.close()
    }
    const end = (stood: boolean) => {
      close()
      setBrokenAt(latest.current.answeredAt)
      latest.current.onEnd(stood)
    }
    // The device's clock may be set meanwhile.
    const hasStood = () => performance.now() - openedAt > stoodMs
    const hear = () => {
      clearTimeout(silence)
      silence = setTimeout(() => end(hasStood()), silenceMs)
    }
    hear()
    source.onopen = () => {
      openedAt = performance.now()
    }
    source.addEventListener('changed', ({ data }) => {
      hear()
      latest.current.onVersion(data)
    })
    source.addEventListener('message', ({ data }) => latest.current.onMessage?.(data))
    source.addEventListener('over', () => end(true))
    source.onerror = () => end(hasStood())
    return close
  }, [mayOpen, eventsUrl])
}
