import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { CancelForm } from '#components/shipping/cancel-form.tsx'
import { cancelView } from '#lib/web/views/to-answer.ts'
import { cancel } from '../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/cancel', async (here, { code = '' }) => {
  const found = await cancelView(here, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  return <CancelForm {...found.screen} frame={here.frame} action={cancel.bind(null, here.seat.id, found.code)} />
})
