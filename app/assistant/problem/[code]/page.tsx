import { ownPage } from '#app/_screens/own-page.tsx'
import { Problem } from '#app/_screens/problem.tsx'
import { assistantProblems } from '#lib/fa/own-problems.ts'
import { problemOf } from '#lib/web/problem-of.ts'

/** Where turning the assistant on came to a stop: the same once more begins at its permission screen. */
export default ownPage('/assistant/problem/[code]', '/assistant', async ({ params, query }) => {
  const retryHref = query.all === '1' ? '/assistant?all=1' : `/assistant?post=${encodeURIComponent(query.post ?? '')}`
  return await Problem({ ...problemOf(params.code, query.incident), retryHref, own: assistantProblems })
})
