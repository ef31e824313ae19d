import { deskPage } from '#app/_screens/desk-page.tsx'
import { QueuePage } from '#components/desk/queue-page.tsx'
import { queueView } from '#lib/web/desk/queue.ts'
import { actOnChosen } from './actions.ts'

export default deskPage('/desk/queue', 'queue.read', async (here) => (
  <QueuePage frame={here.frame} view={await queueView(here, here.query)} act={actOnChosen} />
))
