import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { Preview } from '#components/shipping/preview.tsx'
import { announceView } from '#lib/web/views/announce.ts'
import { announceNow } from '../../../book.ts'

export default seatPage(async (here, { code = '' }) => {
  const view = await announceView(here, code)
  if (!view) return await Problem({ code: 'not_found', seat: { ...here.seat, itemTitle: here.itemTitle } })
  return <Preview {...view} frame={here.frame} action={announceNow.bind(null, here.seat.id)} />
})
