import 'server-only'
import { parseDirectLink } from '#lib/divar/index.ts'
import { services } from '#lib/services.ts'

/** What the price calculator needs: the city list, the tariff, and the city of the post that Divar hinted at. */
export async function priceService(postHint: string) {
  const app = await services()
  const { postToken } = parseDirectLink(new URLSearchParams({ post_token: postHint }))
  const post = await app.posts(postToken)
  return { cities: await app.places.cities(), tariff: app.shipping.tariff, postCity: post?.city ?? null }
}
