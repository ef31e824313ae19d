import { draftPage } from '#app/_screens/seat-page.tsx'
import { ServiceForm } from '#components/shipping/service-form.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { serviceView } from '#lib/web/views/forms.ts'
import { saveService } from '../actions.ts'

export default draftPage('/s/[seat]/service', async (here) => (
  <ServiceForm
    {...(await serviceView(here))}
    frame={here.frame}
    side={here.seat.side}
    step={stepAt(3)}
    backHref={`${here.base}/address`}
    action={saveService.bind(null, here.seat.id)}
  />
))
