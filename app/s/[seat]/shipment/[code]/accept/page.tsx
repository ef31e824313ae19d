import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { AcceptPage } from '#components/shipping/accept-page.tsx'
import { AmendPage } from '#components/shipping/amend-page.tsx'
import { CannotAccept } from '#components/shipping/cannot-accept.tsx'
import { acceptView } from '#lib/web/views/accept.ts'
import { accept, amend, proposeOwn } from '../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/accept', async (here, { code = '' }) => {
  const found = await acceptView(here, code)
  const { frame, seat } = here
  switch (found.kind) {
    case 'ready':
      return <AcceptPage {...found.screen} frame={frame} action={accept.bind(null, seat.id, found.code)} />
    case 'amend':
      return <AmendPage {...found.screen} frame={frame} action={amend.bind(null, seat.id, found.code)} />
    case 'cannot':
      return <CannotAccept {...found.screen} frame={frame} action={proposeOwn.bind(null, seat.id, found.code)} />
    default:
      return await ShipmentProblem({ here, found })
  }
})
