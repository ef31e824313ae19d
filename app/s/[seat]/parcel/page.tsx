import { draftPage } from '#app/_screens/seat-page.tsx'
import { ParcelForm } from '#components/shipping/parcel-form.tsx'
import { stepAt } from '#lib/web/views/display.ts'
import { parcelView } from '#lib/web/views/forms.ts'
import { saveParcel } from '../actions.ts'

export default draftPage('/s/[seat]/parcel', async (here) => {
  const action = saveParcel.bind(null, here.seat.id)
  return <ParcelForm {...parcelView(here)} frame={here.frame} step={stepAt(1)} backHref={here.base} action={action} />
})
