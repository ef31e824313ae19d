import { headers } from 'next/headers'
import { ButtonLink } from '#components/ui/button.tsx'
import { problems } from '#lib/fa/problems.ts'
import { isNavigation } from '#lib/web/guard.ts'
import { frameOf } from './_screens/frame.ts'
import { Problem } from './_screens/problem.tsx'

/**
 * Next draws this with each page, in case that it is needed. An open page that asks to be drawn again is told in short that what
 * it showed is gone.
 */
export default async function NotFound() {
  if (isNavigation(await headers())) return await Problem({ code: 'not_found' })
  const { title, sentence, button } = problems.not_found
  const { completionUrl } = await frameOf(null)
  return (
    <main className="mx-auto max-w-column space-y-5 p-4">
      <h1 className="text-xl font-bold">{title}</h1>
      <p>{sentence}</p>
      <ButtonLink href={completionUrl}>{button.label}</ButtonLink>
    </main>
  )
}
