import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { problemOf } from '#lib/web/problem-of.ts'
import { permissionHref, shipmentOf } from '#lib/web/seat/wanted.ts'
import { closedProblem } from '#lib/web/views/business.ts'

/** Where a journey of this seat came to a stop. All that fails at Divar here came of the permission: try again there. */
export default seatPage('/s/[seat]/problem/[code]', async ({ app, seat, base, itemTitle, query }, { code }) => {
  const problem = problemOf(code, query.incident)
  const shipment = shipmentOf(query.shipment)
  const { next = null } = query
  const retryHref = problem.code.startsWith('divar_') ? permissionHref(base, { shipment, next }) : base
  const own = problem.code === 'closed' ? await closedProblem(app) : {}
  return await Problem({ ...problem, own, retryHref, shipment, next, seat: { ...seat, itemTitle } })
})
