import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { ParcelForm } from '#components/shipping/parcel-form.tsx'
import { parcelView } from '#lib/web/views/amend.ts'
import { correctParcel } from '../actions.ts'

/** Where the seller, who has the thing, corrects the parcel of the buyer's proposal. */
export default seatPage('/s/[seat]/shipment/[code]/parcel', async (here, { code = '' }) => {
  const found = await parcelView({ ...here, own: await here.draft() }, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  const action = correctParcel.bind(null, here.seat.id, found.code)
  return <ParcelForm {...found.screen} frame={here.frame} action={action} />
})
