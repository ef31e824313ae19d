import { frameOf } from '#app/_screens/frame.ts'
import { ownPage } from '#app/_screens/own-page.tsx'
import { Problem } from '#app/_screens/problem.tsx'
import { LinkPage } from '#components/assistant/link-page.tsx'
import { chatbotProblems } from '#lib/fa/own-problems.ts'
import { chatbotLinkIn } from '#lib/web/chatbot/link.ts'

/** Before Divar is asked whose a chatbot conversation is: what that is for. */
export default ownPage('/chatbot/link', '/', async ({ query: { from = '' } }) => {
  if (!(await chatbotLinkIn(from))) return await Problem({ code: 'link_expired', own: chatbotProblems })
  return <LinkPage frame={await frameOf(null)} grantHref={`/chatbot/link/consent?from=${encodeURIComponent(from)}`} />
})
