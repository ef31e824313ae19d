import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { AddressForm } from '#components/shipping/address-form.tsx'
import { ownAddressView } from '#lib/web/views/to-answer.ts'
import { saveOwnAddress } from '../actions.ts'

/** Where the other side says where from, or where to. */
export default seatPage('/s/[seat]/shipment/[code]/address', async (here, { code = '' }) => {
  const found = await ownAddressView({ ...here, own: await here.draft() }, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  const action = saveOwnAddress.bind(null, here.seat.id, found.code)
  return <AddressForm {...found.screen} frame={here.frame} side={here.seat.side} action={action} />
})
