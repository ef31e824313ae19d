import { FormPlace } from '#app/_screens/form-place.tsx'
import { frameOf } from '#app/_screens/frame.ts'
import { ownPage } from '#app/_screens/own-page.tsx'
import { Problem } from '#app/_screens/problem.tsx'
import { AssistantPage } from '#components/assistant/assistant-page.tsx'
import { Inbox } from '#components/assistant/inbox.tsx'
import { DeadEnd } from '#components/shipping/dead-end.tsx'
import { endTexts } from '#lib/fa/assistant-texts.ts'
import { assistantProblems } from '#lib/fa/own-problems.ts'
import { ownerAt, wasRevoked } from '#lib/web/assistant/owner.ts'
import { assistantView } from '#lib/web/views/assistant.ts'
import { reply, saveSettings, switchAssistant } from './actions.ts'

export default ownPage('/assistant/[id]', '/', async ({ params: { id = '' }, query }) => {
  const here = await ownerAt(id)
  const frame = await frameOf(null)
  const view = here && (await assistantView(here))
  if (!here || !view) {
    if (!(await wasRevoked(id))) return await Problem({ code: 'session_ended', own: assistantProblems })
    const button = { label: 'بازگشت به دیوار', href: frame.completionUrl }
    return <DeadEnd {...endTexts.access_revoked} frame={frame} button={button} />
  }
  const { live, talks, ...shown } = view
  return (
    <FormPlace session={here.session}>
      <AssistantPage
        {...shown}
        frame={frame}
        saved={query.saved === '1'}
        hasTalks={talks.length > 0}
        switchAssistant={switchAssistant.bind(null, id)}
        saveSettings={saveSettings.bind(null, id)}
      >
        <Inbox live={live} talks={talks} reply={reply.bind(null, id)} />
      </AssistantPage>
    </FormPlace>
  )
})
