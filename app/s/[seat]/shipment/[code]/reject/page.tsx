import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { RejectForm } from '#components/shipping/reject-form.tsx'
import { rejectView } from '#lib/web/views/to-answer.ts'
import { reject } from '../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/reject', async (here, { code = '' }) => {
  const found = await rejectView(here, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  return <RejectForm {...found.screen} frame={here.frame} action={reject.bind(null, here.seat.id, found.code)} />
})
