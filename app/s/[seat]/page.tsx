import { draftPage } from '#app/_screens/seat-page.tsx'
import { FirstScreen } from '#components/shipping/first-screen.tsx'
import { firstView } from '#lib/web/views/first.ts'
import { startAnew } from './actions.ts'

export default draftPage('/s/[seat]', async (here) => {
  const restart = here.own ? startAnew.bind(null, here.seat.id) : null
  return <FirstScreen {...(await firstView(here))} frame={here.frame} restart={restart} />
})
