import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { Permission } from '#components/shipping/permission.tsx'
import { permissionView } from '#lib/web/views/announce.ts'
import { bookSilently } from '../book.ts'

export default seatPage('/s/[seat]/permission', async (here) => {
  const found = await permissionView(here)
  if (!found) return await Problem({ code: 'not_found', seat: { ...here.seat, itemTitle: here.itemTitle } })
  const { shown, ...view } = found
  const action = shown && bookSilently.bind(null, here.seat.id, shown)
  return <Permission {...view} frame={here.frame} bookSilently={action} />
})
