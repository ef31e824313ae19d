import type { Frame } from '#components/layout/page-shell.tsx'
import type { Side } from '#lib/kernel/side.ts'
import { publicSettings } from '#lib/web/public-settings.ts'

/** What stands around a screen; with a seat, whose it is. */
export async function frameOf(seat: { side: Side; itemTitle: string | null } | null): Promise<Frame> {
  const { appUrl, completionUrl } = await publicSettings()
  return { completionUrl, host: new URL(appUrl).host, privacyUrl: '/privacy', seat }
}
