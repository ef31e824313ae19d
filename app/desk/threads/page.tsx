import { deskPage } from '#app/_screens/desk-page.tsx'
import { ThreadsPage } from '#components/desk/threads-page.tsx'
import { threadsView } from '#lib/web/desk/threads.ts'
import { answerPerson } from './actions.ts'

export default deskPage('/desk/threads', 'thread.answer', async (here) => (
  <ThreadsPage frame={here.frame} {...(await threadsView(here, here.query.after ?? null))} act={answerPerson} />
))
