import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { errorCodes } from '#lib/kernel/errors.ts'

/** Where a journey of this seat came to a stop. "Try again" leads to the permission: all that fails here came of it. */
export default seatPage(async ({ seat, base, itemTitle, query }, { code }) => {
  const known = errorCodes.find((one) => one === code) ?? 'not_found'
  const fromDivar = known.startsWith('divar_')
  return await Problem({
    code: known,
    retryHref: fromDivar ? `${base}/permission` : base,
    seat: { id: seat.id, side: seat.side, itemTitle },
    incident: /^[0-9a-f]{8}$/.test(query.incident ?? '') ? (query.incident ?? null) : null,
  })
})
