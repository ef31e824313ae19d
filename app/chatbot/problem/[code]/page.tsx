import { ownPage } from '#app/_screens/own-page.tsx'
import { Problem } from '#app/_screens/problem.tsx'
import { chatbotProblems } from '#lib/fa/own-problems.ts'
import { problemOf } from '#lib/web/problem-of.ts'

/** Where linking a chatbot conversation came to a stop: it begins again there. */
export default ownPage('/chatbot/problem/[code]', '/', async ({ params, query }) => {
  return await Problem({ ...problemOf(params.code, query.incident), own: chatbotProblems })
})
