import 'server-only'
import { standingOf, type Version } from '#lib/business/index.ts'
import {
  aboveLiability,
  businessRowLabels,
  type ClosedBanner,
  carrierText,
  citiesText,
  closedAnswer,
  closedBanner,
  liabilityText,
  namelessCarrier,
  outsideBanner,
  processorsText,
  standingText,
} from '#lib/fa/business-texts.ts'
import { problems } from '#lib/fa/problems.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import type { Side } from '#lib/kernel/side.ts'
import { nameOf } from '#lib/services/business.ts'
import { type Services, services } from '#lib/services.ts'
import { isInArea, type Place } from '#lib/shipping/index.ts'
import { logoHref } from '../business/logo.ts'
import { valueRow } from './display.ts'

type App = Pick<Services, 'business' | 'clock' | 'places' | 'shipping'>

async function cityNames({ places }: App, slugs: readonly string[]): Promise<string[]> {
  const cities = await places.cities()
  return slugs.map((slug) => cities.find((one) => one.slug === slug)?.display ?? slug)
}

/** Who carries, as a person reads it; null while nobody has written that. */
export async function businessCard(app: App, given: Version | null = null) {
  const version = given ?? (await app.business.current())
  const name = nameOf(version)
  if (name === null) return null
  const { business } = version
  const now = app.clock()
  const { pickup } = business.area
  const row = (label: string, value: string | null, ltr = false, href: string | null = null) =>
    value === null ? [] : [{ label, value, ltr, href }]
  return {
    name,
    logo: logoHref(version),
    rows: [
      ...row(businessRowLabels.phone, business.phone && toPersianDigits(business.phone), true, `tel:${business.phone}`),
      ...row(businessRowLabels.support, business.support?.replace(/^https:\/\//, '') ?? null, true),
      ...row(businessRowLabels.hours, standingText(standingOf(business, now), now)),
      ...row(businessRowLabels.pickup, pickup && citiesText(await cityNames(app, pickup))),
      ...row(businessRowLabels.liability, business.liability),
    ],
  }
}

/** What it is called, and how to call it by a tap: null where nobody has written that. */
export async function businessContact({ business }: Pick<App, 'business'>) {
  const version = await business.current()
  const name = nameOf(version)
  const { phone } = version.business
  const call = name === null || phone === null ? null : { label: `تماس با ${carrierText(name)}`, href: `tel:${phone}` }
  return { name, call }
}

/** What it is called and how to call it, for people who hold a paper in their hands. */
export async function businessOnPaper({ business }: Pick<App, 'business'>) {
  const version = await business.current()
  const { phone } = version.business
  const name = nameOf(version) ?? namelessCarrier
  return { name, logo: logoHref(version), phone: phone && toPersianDigits(phone) }
}

/**
 * What the thing is worth and what becomes of a loss or a damage, where somebody agrees to have it carried; `above` says that
 * the value is more than what is paid.
 */
export async function worthOf(app: Pick<App, 'business'>, { declaredValueToman, postPriceToman = null }: Worth) {
  const version = await app.business.current()
  const { business } = version
  const above = aboveLiability(declaredValueToman, business)
  return {
    value: valueRow(declaredValueToman, postPriceToman),
    liability: { label: businessRowLabels.liability, value: liabilityText(business, nameOf(version)) },
    above,
  }
}

type Worth = { declaredValueToman: number | null; postPriceToman?: number | null }

/** The same in rows. */
export async function worthRows(app: Pick<App, 'business'>, worth: Worth) {
  const { value, liability, above } = await worthOf(app, worth)
  return [value, { ...liability, value: [liability.value, ...(above ? [above] : [])].join(' ') }]
}

/**
 * Who gets what people give: the business, and the companies that get it from there; null while nobody has written that. For
 * a page that is there even while the database is not.
 */
export async function privacyBusiness() {
  const app = await services()
  const version = await app.business.shown()
  const card = await businessCard(app, version)
  if (!card) return null
  const { processors } = version.business
  return { card, processors: { sentence: processorsText(processors, card.name), rows: processors ?? [] } }
}

/** How the business stands now, in a sentence while it is not open, and whether a booking is taken. */
async function closedNow(app: App): Promise<{ banner: ClosedBanner | null; books: boolean }> {
  const version = await app.business.current()
  const books = await app.shipping.offers.takesBookings()
  const now = app.clock()
  const banner = closedBanner(standingOf(version.business, now), { name: nameOf(version), books, now })
  return { banner, books }
}

/**
 * What is said before any form: that nobody works now, or not where the item is. A seller may hand it over elsewhere; the
 * buyer cannot know of that.
 */
export async function openingView(app: App, side: Side, pickup: Place | null) {
  const now = await closedNow(app)
  const version = await app.business.current()
  const { area } = version.business
  if (!now.books || area.pickup === null || pickup === null || isInArea(area, { pickup, dropoff: null })) return now
  const [city = pickup.city] = await cityNames(app, [pickup.city])
  const isSeller = side === 'SUPPLY'
  const banner = outsideBanner(nameOf(version), city, await cityNames(app, area.pickup), isSeller)
  return { banner, books: isSeller }
}

/** The dead end of an answer that is not taken now, as the business says it. */
export async function closedProblem(app: App) {
  const { banner } = await closedNow(app)
  return banner ? { closed: { ...problems.closed, ...closedAnswer(banner) } } : {}
}
