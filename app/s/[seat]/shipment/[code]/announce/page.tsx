import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { Preview } from '#components/shipping/preview.tsx'
import { announceView } from '#lib/web/views/announce.ts'
import { announceNow } from '../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/announce', async (here, { code = '' }) => {
  const found = await announceView(here, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  return <Preview {...found.screen} frame={here.frame} action={announceNow.bind(null, here.seat.id)} />
})
