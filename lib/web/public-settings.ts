import 'server-only'
import { services } from '#lib/services.ts'

/** The settings that a page may show. */
export async function publicSettings(): Promise<{ appUrl: string; completionUrl: string }> {
  const { settings } = await services()
  return { appUrl: settings.APP_URL, completionUrl: settings.DIVAR_COMPLETION_URL }
}
