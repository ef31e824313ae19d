import 'server-only'
import { type Logo, readLogo, type Version } from '#lib/business/index.ts'
import { type Services, services } from '#lib/services.ts'
import { faultAnswer, machineAnswer } from '#lib/web/route.ts'

const logoOf = ({ business }: Version): Logo | null => (business.logo === null ? null : readLogo(business.logo))

/** The address of a business's logo; null: it has none. It names the contents. */
export function logoHref(version: Version): string | null {
  const logo = logoOf(version)
  return logo && `/api/logo/${logo.id}`
}

/** Versions whose pages may still be on their way. */
const recent = 5

async function findLogo({ business, desk }: Services, id: string): Promise<Logo | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return null
  const known = logoOf(await business.shown())
  if (known?.id === id) return known
  // A page was drawn by a process that knows a newer version, or a moment before there was one.
  const written = await desk.business.store.newest(recent)
  const logos = written.map(({ data }) => (typeof data.logo === 'string' ? readLogo(data.logo) : null))
  return logos.find((logo) => logo?.id === id) ?? null
}

/** `GET /api/logo/{id}`: a logo of the business, of now or of a moment ago. */
export async function businessLogo(id: string): Promise<Response> {
  try {
    const logo = await findLogo(await services(), id)
    if (!logo) return machineAnswer(404, { reason: 'there is no such logo' })
    return new Response(logo.bytes, {
      headers: {
        'Content-Type': logo.kind,
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    })
  } catch (error) {
    return await faultAnswer(error)
  }
}
