'use client'

import { focusManager } from '@tanstack/react-query'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'

type Waker = {
  eventsUrl: string
  /** The newest version that is known. */
  version: string
  /** When the server last answered: a stream that broke is tried again after the next answer. */
  answeredAt: number
  /** There is another version, or the stream ended and may have missed one. */
  onNews(): void
}

/** A stream that stood this long did not break because something in between lets none through. */
const stoodMs = 5_000

const whileVisible = (onChange: () => void) => focusManager.subscribe(onChange)
const isVisible = () => focusManager.isFocused()

/** Listens to the server's events while the page is looked at. */
export function useWaker({ eventsUrl, version, answeredAt, onNews }: Waker): void {
  const visible = useSyncExternalStore(whileVisible, isVisible, () => false)
  const [brokenAt, setBrokenAt] = useState<number | null>(null)
  const mayOpen = visible && brokenAt !== answeredAt
  const latest = useRef({ version, answeredAt, onNews })

  useEffect(() => {
    latest.current = { version, answeredAt, onNews }
  })

  useEffect(() => {
    if (!mayOpen) return
    const source = new EventSource(eventsUrl)
    let openedAt = Number.POSITIVE_INFINITY
    const close = () => {
      source.close()
      setBrokenAt(latest.current.answeredAt)
    }
    source.onopen = () => {
      openedAt = Date.now()
    }
    source.addEventListener('changed', ({ data }) => {
      if (data !== latest.current.version) latest.current.onNews()
    })
    source.addEventListener('over', () => {
      close()
      latest.current.onNews()
    })
    source.onerror = () => {
      close()
      if (Date.now() - openedAt > stoodMs) latest.current.onNews()
    }
    return () => source.close()
  }, [mayOpen, eventsUrl])
}
