import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { OwnReceipt } from '#components/shipping/own-receipt.tsx'
import { ownReceiptView } from '#lib/web/views/receipt.ts'

export default seatPage('/s/[seat]/shipment/[code]/receipt', async (here, { code = '' }) => {
  const receipt = await ownReceiptView(here, code)
  if (!receipt) return await ShipmentProblem({ here, found: { kind: 'not_found' } })
  return <OwnReceipt {...receipt} frame={here.frame} />
})
