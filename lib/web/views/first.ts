import 'server-only'
import { parcelSizeLabels } from '#lib/fa/labels.ts'
import { formatTomanRange } from '#lib/fa/money.ts'
import { type DraftChoices, nextStep, priceRange } from '#lib/shipping/index.ts'
import type { DraftVisit } from '../visit.ts'
import { businessCard, openingView } from './business.ts'
import { placeText, sampleNote } from './display.ts'

/** The post, a price before any form, and where a half-done booking goes on. */
export async function firstView({ app, seat, own, base }: DraftVisit) {
  const tariff = await app.shipping.offers.current()
  const post = await app.posts(seat.postToken)
  const postPlace = post?.city ? { city: post.city, district: post.district } : null
  const open = await openingView(app, seat.side, postPlace)
  const range = priceRange({ tariff, pickup: postPlace, dropoff: null })
  const step = own && (nextStep(tariff, seat.side, own.draft.choices, own.contact !== null) ?? 'review')
  return {
    post: post && { title: post.title, city: await placeText(app.places, postPlace) },
    priceRange: range && formatTomanRange(range),
    priceNote: `بسته به اندازه، مقصد و روش ارسال.${range?.sample ? ` ${sampleNote}` : ''}`,
    business: await businessCard(app),
    notice: open.notice,
    startHref: open.books ? `${base}/parcel` : null,
    draft: own && { summary: await summaryOf(own.draft.choices), href: `${base}/${step}` },
  }

  async function summaryOf({ parcel, ownPlace }: DraftChoices): Promise<string | null> {
    const place = await placeText(app.places, ownPlace)
    const parts = [
      ...(parcel ? [`بستهٔ ${parcelSizeLabels[parcel.size].label}`] : []),
      ...(place ? [`${seat.side === 'SUPPLY' ? 'از' : 'به'} ${place}`] : []),
    ]
    return parts.length > 0 ? `${parts.join('، ')}.` : null
  }
}
