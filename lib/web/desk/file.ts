import 'server-only'
import { byteStream } from '#lib/kernel/byte-stream.ts'
import { jalaliTimeOf } from '#lib/kernel/tehran.ts'
import type { StaffAction } from '#lib/staff/index.ts'
import { overLimit } from '#lib/web/rate-limit.ts'
import { faultRedirect, goTo, reportFault } from '#lib/web/redirect.ts'
import { mayOpen } from './places.ts'
import { type StaffHere, staffHere } from './session.ts'

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const

type Asked = {
  /** The page that it hangs on: where somebody ends who may not have it. */
  page: string
  may: StaffAction
  /** In ASCII, before the day. */
  name: string
  /** How it ends, and what it is. */
  format: keyof typeof types
}

/**
 * Answers with a file, sent while it is read; null: this role gets none. It changes nothing, so that a link may ask for it.
 */
export async function deskFile(
  { page, may, name, format }: Asked,
  make: (here: StaffHere) => Promise<AsyncIterable<string> | null>,
): Promise<Response> {
  try {
    const here = await staffHere({ counts: true })
    // To an address of the same origin, whatever a proxy calls it.
    if (!here) return goTo(`/desk/sign-in?next=${encodeURIComponent(page)}`)
    const { app, staff } = here
    if (!mayOpen(staff.role, may)) return goTo(page)
    if ((await overLimit(app, 'deskActions', staff.staffId)) !== null) return goTo('/problem/too_many_requests')
    const text = await make(here)
    if (text === null) return goTo(page)
    const [day] = jalaliTimeOf(app.clock()).split(' ')
    return new Response(byteStream(reported(text)), {
      headers: {
        'Content-Type': types[format],
        'Content-Disposition': `attachment; filename="${name}-${day}.${format}"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    return await faultRedirect(error)
  }
}

/** What breaks while it is sent can be told to nobody any more but the log. */
async function* reported(text: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  try {
    yield* text
  } catch (error) {
    await reportFault(error)
    throw error
  }
}
