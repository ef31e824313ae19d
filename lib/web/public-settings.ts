import 'server-only'
import { nameOf } from '#lib/services/business.ts'
import { services } from '#lib/services.ts'

/** The settings that a page may show, and the business's name, which is null while nobody has written one. */
export async function publicSettings(): Promise<{ appUrl: string; completionUrl: string; business: string | null }> {
  const { settings, business } = await services()
  const name = nameOf(await business.shown())
  return { appUrl: settings.APP_URL, completionUrl: settings.DIVAR_COMPLETION_URL, business: name }
}
