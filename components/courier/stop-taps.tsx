'use client'

import { useEffect, useState } from 'react'
import type { FormAction } from '#components/ui/action-form.tsx'
import type { End } from '#lib/shipping/index.ts'
import { StopForm, type StopOptions } from './stop-form.tsx'
import { stateAfter } from './tap-queue.ts'
import { useTaps } from './use-taps.ts'

/** The facts of `lib/courier` that the page goes by. */
export type StopRules = {
  /** What may be said at an end, by where the shipment stands. */
  deedsAt: Readonly<Record<string, Readonly<Partial<Record<End, readonly string[]>>>>>
  /** Where each leads. */
  after: Readonly<Record<string, string>>
  labels: Readonly<Record<string, string>>
  reasons: StopOptions
}

export type StopTapsProps = {
  owner: string
  stop: string
  shipment: string
  end: End
  /** As the server has it. */
  state: string
  tapId: string
  rules: StopRules
  act: FormAction
}

/**
 * What can be said at a stop now: by where the shipment stands once all is counted that waits on this phone. Without scripts, by
 * where the server has it.
 */
export function StopTaps({ owner, stop, shipment, end, state, tapId, rules, act }: StopTapsProps) {
  const { taps } = useTaps(owner)
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  const own = taps.filter((tap) => tap.shipment === shipment)
  const refused = own.find((tap) => tap.refused !== null) ?? null
  const reached = stateAfter(state, own, rules.after)
  const deeds = rules.deedsAt[reached]?.[end] ?? []
  if (deeds.length === 0) {
    const isSaid = own.length > 0 && (rules.deedsAt[state]?.[end]?.length ?? 0) > 0
    return (
      <p className="font-bold text-muted">
        {isSaid ? 'روی گوشی ثبت شد؛ منتظر فرستادن.' : 'نخست کالا را از فروشنده بگیرید.'}
      </p>
    )
  }
  return (
    <div className="space-y-4">
      {deeds.map((deed) => (
        <StopForm
          // A form takes what was typed before only when it is made again.
          key={`${deed} ${refused?.id ?? ''}`}
          owner={owner}
          stop={stop}
          shipment={shipment}
          deed={deed}
          isMain={deed === deeds[0]}
          tapId={tapId}
          label={rules.labels[deed] ?? deed}
          reasons={rules.reasons}
          isReady={isReady}
          refused={refused?.deed === deed ? refused : null}
          act={act}
        />
      ))}
    </div>
  )
}
