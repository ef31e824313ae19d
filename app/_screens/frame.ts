import type { Frame } from '#components/layout/page-shell.tsx'
import type { Side } from '#lib/kernel/side.ts'
import { publicSettings } from '#lib/web/business/public-settings.ts'

/** What stands around a screen; with a seat, whose it is. */
export async function frameOf(seat: { id: string; side: Side; itemTitle: string | null } | null): Promise<Frame> {
  const { appUrl, completionUrl, business, logo } = await publicSettings()
  // The privacy page itself needs no seat; it only leads back to this one, and to erasing there.
  const privacyUrl = seat ? `/privacy?seat=${seat.id}` : '/privacy'
  return { completionUrl, host: new URL(appUrl).host, privacyUrl, seat, business, logo }
}
