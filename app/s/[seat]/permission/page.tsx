import { Problem } from '#app/_screens/problem.tsx'
import { seatPage } from '#app/_screens/seat-page.tsx'
import { Permission } from '#components/shipping/permission.tsx'
import { permissionView } from '#lib/web/views/announce.ts'

export default seatPage('/s/[seat]/permission', async (here) => {
  const found = await permissionView(here)
  if (!found) return await Problem({ code: 'not_found', seat: { ...here.seat, itemTitle: here.itemTitle } })
  return <Permission {...found} frame={here.frame} />
})
