import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { problemOf, shipmentOf } from '#lib/web/problem-of.ts'

/** Where a journey of this seat came to a stop. All that fails at Divar here came of the permission: try again there. */
export default seatPage('/s/[seat]/problem/[code]', async ({ seat, base, itemTitle, query }, { code }) => {
  const problem = problemOf(code, query.incident)
  const shipment = shipmentOf(query.shipment)
  const permission = `${base}/permission${shipment ? `?shipment=${shipment}` : ''}`
  const retryHref = problem.code.startsWith('divar_') ? permission : base
  return await Problem({ ...problem, retryHref, shipment, seat: { ...seat, itemTitle } })
})
