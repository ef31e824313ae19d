import 'server-only'
import { cookies } from 'next/headers'
import type { Services } from '#lib/services.ts'
import { cookieSettings } from '#lib/web/cookies.ts'
import { openRemembered, type RememberedAddress, rememberedSeconds, sealRemembered } from './remembered-address.ts'

const settingsOf = ({ settings }: Services) => cookieSettings(settings.APP_URL).remembered

/** The address that this browser brings along; null where it brings none that can be read. */
export async function readRemembered(app: Services): Promise<RememberedAddress | null> {
  const value = (await cookies()).get(settingsOf(app).name)?.value
  return value === undefined ? null : await openRemembered(app.shipping.sealer, value, app.clock())
}

/** Gives the browser this address to keep, for thirty days from now. */
export async function remember(app: Services, address: RememberedAddress): Promise<void> {
  const value = await sealRemembered(app.shipping.sealer, address, app.clock())
  if (value === null) return await forgetRemembered(app)
  const { name, options } = settingsOf(app)
  const jar = await cookies()
  jar.set({ ...options, name, value, maxAge: rememberedSeconds })
}

/** Takes the address away, and with it any cookie of that name that cannot be read. */
export async function forgetRemembered(app: Services): Promise<void> {
  const { name, options } = settingsOf(app)
  const jar = await cookies()
  // Without its attributes a browser would take no word about a `__Host-` cookie.
  if (jar.has(name)) jar.set({ ...options, name, value: '', maxAge: 0 })
}
