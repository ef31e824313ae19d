import { draftPage } from '#app/_screens/seat-page.tsx'
import { ValueForm } from '#components/shipping/value-form.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { valueView } from '#lib/web/views/value.ts'
import { saveValue } from '../actions.ts'

export default draftPage('/s/[seat]/value', async (here) => {
  const action = saveValue.bind(null, here.seat.id)
  const { frame, base } = here
  return (
    <ValueForm
      {...(await valueView(here))}
      frame={frame}
      step={stepAt(3)}
      backHref={`${base}/review`}
      action={action}
    />
  )
})
