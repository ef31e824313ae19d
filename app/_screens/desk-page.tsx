import { redirect, unstable_rethrow } from 'next/navigation'
import type { ReactNode } from 'react'
import { signOut } from '#app/desk/actions.ts'
import { type DeskFrame, DeskShell } from '#components/desk/desk-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { deskProblems, roleLabels } from '#lib/fa/staff-texts.ts'
import type { StaffAction } from '#lib/staff/index.ts'
import { publicSettings } from '#lib/web/business/public-settings.ts'
import { homeOf, mayOpen, placesOf } from '#lib/web/desk/places.ts'
import { cameFromElsewhere, type StaffHere, staffHere } from '#lib/web/desk/session.ts'
import { reportFault } from '#lib/web/redirect.ts'
import { asPage } from '#lib/web/request.ts'
import { FormPlace } from './form-place.tsx'

type PageProps = {
  params: Promise<Record<string, string>>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

type Given = { params: Record<string, string>; query: Record<string, string> }

export type DeskPageHere = StaffHere & Given & { frame: DeskFrame }

/**
 * A page of the desk, under the pattern of its route, for everybody whose role may do `may`; null: for all staff. Anyone who is
 * not signed in is sent to do that and comes back. Whatever fails is drawn from here.
 */
export function deskPage(pattern: string, may: StaffAction | null, render: (here: DeskPageHere) => Promise<ReactNode>) {
  return enterPage(pattern, async (given) => {
    const here = await staffHere()
    if (!here) {
      if (await cameFromElsewhere()) return <AskedOnceMore />
      redirect(`/desk/sign-in?next=${encodeURIComponent(pathOf(pattern, given.params))}`)
    }
    const frame = await deskFrame(here, pattern)
    if (!mayOpen(here.staff.role, may)) {
      return <DeskProblem frame={frame} sentence={deskProblems.not_allowed} homeHref={homeOf(here.staff.role)} />
    }
    return await render({ ...here, ...given, frame })
  })
}

/** A page of the desk that comes before signing in. */
export function enterPage(pattern: string, render: (given: Given) => Promise<ReactNode>) {
  return async ({ params, searchParams }: PageProps): Promise<ReactNode> => {
    const given = { params: await params, query: flat(await searchParams) }
    return await asPage(pattern, async () => {
      try {
        const page = await render(given)
        // What is typed here may name people, and the computer may be everybody's.
        return <FormPlace session={null}>{page}</FormPlace>
      } catch (error) {
        unstable_rethrow(error)
        const incident = await reportFault(error)
        const frame = { business: null, logo: null, staff: null }
        return (
          <DeskProblem frame={frame} sentence={fault} incident={incident} retryHref={pathOf(pattern, given.params)} />
        )
      }
    })
  }
}

const fault = 'در سمت ما خطایی پیش آمد. چند لحظهٔ دیگر دوباره امتحان کنید.'

/** What stands around the page of this pattern; before signing in without a name. */
export async function deskFrame(here: StaffHere | null, pattern = ''): Promise<DeskFrame> {
  const { business, logo } = await publicSettings()
  if (!here) return { business, logo, staff: null }
  const { name, role } = here.staff
  return { business, logo, staff: { name, role: roleLabels[role].label, links: placesOf(role, pattern), signOut } }
}

type DeskProblemProps = { frame: DeskFrame; sentence: string; incident?: string; retryHref?: string; homeHref?: string }

function DeskProblem({ frame, sentence, incident, retryHref, homeHref = '/desk' }: DeskProblemProps) {
  return (
    <DeskShell frame={frame} title="این صفحه باز نشد" lead={sentence}>
      {incident && (
        <p className="text-sm text-muted">
          شمارهٔ پیگیری خطا: <Ltr code>{incident}</Ltr>
        </p>
      )}
      <ButtonLink href={retryHref ?? homeHref}>
        {incident ? 'دوباره امتحان کن' : homeHref === '/desk' ? 'میز کار' : 'مرسوله‌های من'}
      </ButtonLink>
    </DeskShell>
  )
}

/** The same address once more, asked for by ourselves: the cookie comes along then. */
function AskedOnceMore() {
  return (
    <DeskShell frame={{ business: null, logo: null, staff: null }} title="یک لحظه…">
      <meta httpEquiv="refresh" content="0" />
      <ButtonLink href="/desk">ادامه</ButtonLink>
    </DeskShell>
  )
}

const pathOf = (pattern: string, params: Record<string, string>) =>
  pattern.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))

function flat(query: Record<string, string | string[] | undefined>): Record<string, string> {
  const entries = Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}
