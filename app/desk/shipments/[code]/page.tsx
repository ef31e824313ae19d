import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { answerPerson } from '#app/desk/threads/actions.ts'
import { DeskShipmentPage } from '#components/desk/shipment-page.tsx'
import { shipmentView } from '#lib/web/desk/shipment.ts'
import { actOnOne } from './actions.ts'

export default deskPage('/desk/shipments/[code]', 'queue.read', async (here) => {
  const view = await shipmentView(here, here.params.code ?? '', here.query.picture)
  return view ? <DeskShipmentPage frame={here.frame} view={view} act={actOnOne} answer={answerPerson} /> : notFound()
})
