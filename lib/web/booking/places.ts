import 'server-only'
import { services } from '#lib/services.ts'
import { faultAnswer } from '#lib/web/route.ts'

/** `GET /api/places?city=tehran`: the districts of a city, for the address form. Public lists of Divar's. */
export async function districts(request: Request): Promise<Response> {
  try {
    const app = await services()
    const city = new URL(request.url).searchParams.get('city') ?? ''
    const known = (await app.places.cities()).some((one) => one.slug === city)
    const found = known ? await app.places.districts(city) : []
    return Response.json({ districts: found }, { headers: { 'Cache-Control': 'public, max-age=3600' } })
  } catch (error) {
    return await faultAnswer(error)
  }
}
