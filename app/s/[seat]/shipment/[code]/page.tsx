import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { ProposalView } from '#components/shipping/proposal-view.tsx'
import { Result } from '#components/shipping/result.tsx'
import { shipmentView } from '#lib/web/views/shipment.ts'
import { settleMessage } from '../../book.ts'

export default seatPage(async (here, { code = '' }) => {
  const view = await shipmentView(here, code)
  if (!view) return await Problem({ code: 'not_found', seat: { ...here.seat, itemTitle: here.itemTitle } })
  if (view.kind === 'proposal') return <ProposalView {...view.screen} frame={here.frame} />
  return <Result {...view.screen} frame={here.frame} confirm={settleMessage.bind(null, here.seat.id, view.code)} />
})
