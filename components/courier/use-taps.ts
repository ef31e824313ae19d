'use client'

import { useSyncExternalStore } from 'react'
import { noTaps, type TapsShown, tapsOf } from './taps.ts'

const nothing = () => () => undefined

/** The taps of this page's courier as they stand; none before the scripts run. */
export function useTaps(owner: string): TapsShown {
  const isHere = typeof window !== 'undefined'
  return useSyncExternalStore(
    isHere ? tapsOf(owner).listen : nothing,
    isHere ? tapsOf(owner).read : () => noTaps,
    () => noTaps,
  )
}
