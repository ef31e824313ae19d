import { seatPage } from '#app/_screens/seat-page.tsx'
import { ShipmentProblem } from '#app/_screens/shipment-problem.tsx'
import { ProblemForm } from '#components/shipping/problem-form.tsx'
import { problemView } from '#lib/web/views/to-answer.ts'
import { report } from '../actions.ts'

export default seatPage('/s/[seat]/shipment/[code]/problem', async (here, { code = '' }) => {
  const found = await problemView(here, code)
  if (found.kind !== 'ready') return await ShipmentProblem({ here, found })
  return <ProblemForm {...found.screen} frame={here.frame} action={report.bind(null, here.seat.id, found.code)} />
})
