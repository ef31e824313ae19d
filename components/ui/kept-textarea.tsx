'use client'

import { type ComponentProps, useLayoutEffect, useRef, useSyncExternalStore } from 'react'

const never = () => () => {}

function textIn(id: string): string | null {
  const found = document.getElementById(id)
  return found instanceof HTMLTextAreaElement ? found.value : null
}

/**
 * A text area with a text of its own. React writes that over what somebody typed before the page's scripts had come, in text
 * areas alone; so what stands there is read before it does, and written back.
 */
export function KeptTextarea(props: ComponentProps<'textarea'> & { id: string }) {
  const ref = useRef<HTMLTextAreaElement>(null)
  const isHydrating = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const typed = useRef(isHydrating && typeof document !== 'undefined' ? textIn(props.id) : null)
  useLayoutEffect(() => {
    if (ref.current && typed.current !== null) ref.current.value = typed.current
  }, [])
  return <textarea ref={ref} {...props} />
}
