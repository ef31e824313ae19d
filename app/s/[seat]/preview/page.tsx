import { seatPage } from '#app/_screens/seat-page.tsx'
import { Preview } from '#components/shipping/preview.tsx'
import { previewView } from '#lib/web/views/announce.ts'
import { bookAndSend } from '../book.ts'

export default seatPage('/s/[seat]/preview', async (here) => (
  <Preview {...(await previewView(here))} frame={here.frame} action={bookAndSend.bind(null, here.seat.id)} />
))
