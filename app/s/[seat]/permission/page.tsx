import { seatPage } from '#app/_screens/seat-page.tsx'
import { Permission } from '#components/shipping/permission.tsx'
import { permissionView } from '#lib/web/views/announce.ts'
import { bookSilently } from '../book.ts'

export default seatPage(async (here) => {
  const { shown, ...view } = await permissionView(here)
  const action = shown && bookSilently.bind(null, here.seat.id, shown)
  return <Permission {...view} frame={here.frame} bookSilently={action} />
})
