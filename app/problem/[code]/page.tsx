import { Problem } from '#app/_screens/problem.tsx'
import { userPage } from '#app/_screens/user-page.tsx'
import { problemOf } from '#lib/web/problem-of.ts'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ incident?: string | string[] }> }

export default async function ProblemPage({ params, searchParams }: Props) {
  const problem = problemOf((await params).code, (await searchParams).incident)
  return await userPage('/problem/[code]', async () => await Problem(problem))
}
