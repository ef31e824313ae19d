import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { ThreadPage } from '#components/shipping/thread-page.tsx'
import { threadView } from '#lib/web/views/threads.ts'
import { writeOn } from '../../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/problem/[thread]', async (here, { code = '', thread = '' }) => {
  const found = await threadView(here, code, thread)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  const action = writeOn.bind(null, here.seat.id, found.code, thread)
  return <ThreadPage {...found.screen} frame={here.frame} action={action} />
})
