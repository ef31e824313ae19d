'use client'

import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ClientIcon } from '#components/ui/client-icon.tsx'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { forgetDrawing } from './forget-drawing.ts'
import { type Shown, takenOff } from './taken-off.ts'
import { useTaps } from './use-taps.ts'

type TakenStopsProps = {
  owner: string
  /** By tracking codes. */
  open: readonly string[]
  ended: readonly string[]
}

const isSame = (one: readonly string[], other: readonly string[]) => one.join() === other.join()

/** Says which shipments went to somebody else while the page was open, so that nobody goes on their way. */
export function TakenStops({ owner, open, ended }: TakenStopsProps) {
  const [shown, setShown] = useState<Shown>({ open, taken: [] })
  const taken = takenOff(shown, { open, ended })
  if (!isSame(shown.open, open) || !isSame(shown.taken, taken)) setShown({ open, taken })
  const { taps } = useTaps(owner)
  // A tap that was refused says the same of its own.
  const told = taken.filter((code) => !taps.some(({ shipment, refused }) => shipment === code && refused !== null))
  useEffect(forgetDrawing, [])
  return (
    <div role="status" className="empty:absolute">
      {told.length > 0 && (
        <div className="flex flex-wrap gap-3 rounded-card bg-amber-soft p-4 text-amber-ink">
          <ClientIcon name="alert" className="mt-0.5 h-6 w-6" />
          <div className="min-w-0 flex-1 basis-40 space-y-2">
            {told.map((code) => (
              <p key={code} className="font-bold">
                مرسولهٔ <bdi dir="ltr">{formatTrackingCode(code)}</bdi> دیگر به شما سپرده نیست.
              </p>
            ))}
            <Button variant="quiet" onClick={() => setShown({ open, taken: [] })}>
              دیدم
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
