import { Problem } from '#app/_screens/problem.tsx'
import { errorCodes } from '#lib/kernel/errors.ts'

type Props = { params: Promise<{ code: string }>; searchParams: Promise<{ incident?: string | string[] }> }

export default async function ProblemPage({ params, searchParams }: Props) {
  const { code } = await params
  const { incident } = await searchParams
  const known = errorCodes.find((one) => one === code) ?? 'not_found'
  const number = typeof incident === 'string' && /^[0-9a-f]{8}$/.test(incident) ? incident : null
  return await Problem({ code: known, incident: number })
}
