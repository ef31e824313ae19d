import 'server-only'
import { jalaliTimeOf } from '#lib/business/index.ts'
import { csvOf, csvStream } from '#lib/kernel/csv.ts'
import type { StaffAction } from '#lib/staff/index.ts'
import { overLimit } from '../rate-limit.ts'
import { faultRedirect, goTo, reportFault } from '../redirect.ts'
import { mayOpen } from './places.ts'
import { type StaffHere, staffHere } from './session.ts'

/** What a file has in it; null: this role gets none. */
export type DeskFile = { columns: readonly string[]; pages: AsyncIterable<readonly (readonly string[])[]> } | null

type Asked = {
  /** The page that it hangs on: where somebody ends who may not have it. */
  page: string
  may: StaffAction
  /** In ASCII, before the day. */
  name: string
}

/** Answers with a file for a spreadsheet, sent while it is read. It changes nothing, so that a link may ask for it. */
export async function deskFile(
  { page, may, name }: Asked,
  make: (here: StaffHere) => Promise<DeskFile>,
): Promise<Response> {
  try {
    const here = await staffHere({ counts: true })
    // To an address of the same origin, whatever a proxy calls it.
    if (!here) return goTo(`/desk/sign-in?next=${encodeURIComponent(page)}`)
    const { app, staff } = here
    if (!mayOpen(staff.role, may)) return goTo(page)
    if ((await overLimit(app, 'deskActions', staff.staffId)) !== null) return goTo('/problem/too_many_requests')
    const file = await make(here)
    if (file === null) return goTo(page)
    const [day] = jalaliTimeOf(app.clock()).split(' ')
    return new Response(csvStream(csvOf(file.columns, reported(file.pages))), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${name}-${day}.csv"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** What breaks while it is sent can be told to nobody any more but the log. */
async function* reported<Page>(pages: AsyncIterable<Page>): AsyncGenerator<Page, void, void> {
  try {
    yield* pages
  } catch (error) {
    await reportFault(error)
    throw error
  }
}
