import { redirect } from 'next/navigation'
import { frameOf } from '#app/_screens/frame.ts'
import { ownPage } from '#app/_screens/own-page.tsx'
import { Problem } from '#app/_screens/problem.tsx'
import { AssistantPermission } from '#components/assistant/permission-page.tsx'
import { assistantOffer } from '#lib/web/views/assistant-offer.ts'

/** What the assistant would do, for one post or for all; anyone who has it already goes to it. */
export default ownPage('/assistant', '/assistant', async ({ query }) => {
  const offer = await assistantOffer(query)
  if (offer.kind === 'there') redirect(`/assistant/${offer.id}`)
  if (offer.kind === 'no_post') return await Problem({ code: 'not_found' })
  return <AssistantPermission {...offer.props} frame={await frameOf(null)} />
})
