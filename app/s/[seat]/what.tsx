import type { SeatPageContext } from '#app/_screens/seat-page.tsx'
import { WhatForm } from '#components/shipping/what-form.tsx'
import type { OwnDraft } from '#lib/shipping/index.ts'
import { stepAt } from '#lib/web/views/display.ts'
import { whatView } from '#lib/web/views/what.ts'
import { saveWhat, startAnew } from './actions.ts'

/** The first screen of a booking. */
export async function whatScreen(here: SeatPageContext & { own: OwnDraft | null }) {
  return (
    <WhatForm
      {...(await whatView(here))}
      frame={here.frame}
      step={stepAt(1)}
      restart={here.own ? startAnew.bind(null, here.seat.id) : null}
      action={saveWhat.bind(null, here.seat.id)}
    />
  )
}
