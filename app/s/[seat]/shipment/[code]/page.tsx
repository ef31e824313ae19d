import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { LiveShipment } from '#components/shipping/live-shipment.tsx'
import { ShipmentPage } from '#components/shipping/shipment-page.tsx'
import { shipmentView } from '#lib/web/views/shipment.ts'
import { settleMessage, tapProof, turnNotices } from './actions.ts'

export default seatPage('/s/[seat]/shipment/[code]', async (here, { code = '' }) => {
  const view = await shipmentView(here, code)
  if (!view) return await ShipmentProblem({ here, found: { kind: 'not_found' } })
  const { settles, live, details, ...screen } = view
  const confirm = settles === null ? null : settleMessage.bind(null, here.seat.id, code, settles)
  const { notices } = details
  const turned = notices && { ...notices, turn: turnNotices.bind(null, here.seat.id, code) }
  return (
    <>
      <ShipmentPage
        {...screen}
        frame={here.frame}
        confirm={confirm}
        tapProof={tapProof.bind(null, here.seat.id, code)}
        details={{ ...details, notices: turned }}
      />
      <LiveShipment {...live} />
    </>
  )
})
