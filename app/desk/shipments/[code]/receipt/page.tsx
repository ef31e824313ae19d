import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { ReceiptPage } from '#components/desk/paper/receipt.tsx'
import { deskReceipt } from '#lib/web/desk/shipment.ts'

export default deskPage('/desk/shipments/[code]/receipt', 'queue.read', async (here) => {
  const { code = '' } = here.params
  const view = await deskReceipt(here, code)
  return view ? <ReceiptPage view={view} backHref={`/desk/shipments/${code}`} /> : notFound()
})
