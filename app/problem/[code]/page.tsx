import { Problem } from '#app/_screens/problem.tsx'
import { problemOf } from '#lib/web/problem-of.ts'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ incident?: string | string[] }> }

export default async function ProblemPage({ params, searchParams }: Props) {
  return await Problem(problemOf((await params).code, (await searchParams).incident))
}
