import { notFound } from 'next/navigation'
import { deskPage } from '#app/_screens/desk-page.tsx'
import { ExceptionsPage } from '#components/desk/exceptions-page.tsx'
import { exceptionsView } from '#lib/web/desk/exceptions.ts'
import { sendOrdersAgain } from './actions.ts'

export default deskPage('/desk/exceptions', 'shipment.move', async (here) => {
  const view = await exceptionsView(here, here.query)
  return view ? <ExceptionsPage frame={here.frame} view={view} again={sendOrdersAgain} /> : notFound()
})
