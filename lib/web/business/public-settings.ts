import 'server-only'
import { nameOf } from '#lib/services/business.ts'
import { services } from '#lib/services.ts'
import { logoHref } from './logo.ts'

export type PublicSettings = { appUrl: string; completionUrl: string; business: string | null; logo: string | null }

/** The settings that a page may show, and the business's name and logo, which are null while nobody has written them. */
export async function publicSettings(): Promise<PublicSettings> {
  const { settings, business } = await services()
  const version = await business.shown()
  return {
    appUrl: settings.APP_URL,
    completionUrl: settings.DIVAR_COMPLETION_URL,
    business: nameOf(version),
    logo: logoHref(version),
  }
}
