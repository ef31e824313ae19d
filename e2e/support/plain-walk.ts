import type { Page } from '@playwright/test'
import { heading, otherAddress } from './answer.ts'
import { linksIn } from './drawn-form.ts'
import {
  type AddressData,
  type BookingData,
  expectAt,
  payers,
  readAddressSeed,
  type Station,
  stations,
} from './journey.ts'
import { type Drawn, type PlainForms, plainForms } from './plain-forms.ts'

/**
 * The way from the seat's first screen to this station by the forms that a browser without scripts posts, which takes a
 * tenth of the time of the same way by hand; the page opens where it ends. For tests of what comes afterwards: those of the
 * way itself walk it (`walkTo`).
 */
export async function bookTo(page: Page, station: Station, data: BookingData = {}): Promise<void> {
  const forms = plainForms(page.context().request)
  const drawn = await bookByForms(forms, await forms.open(page.url()), { to: station, data })
  await page.goto(drawn.url)
  await expectAt(page, station)
}

type Way = { from?: Station; to: Station; data?: BookingData }

/** The same without a page that shows it, from the page of any station. */
export async function bookByForms(forms: PlainForms, first: Drawn, { from = 'what', to, data = {} }: Way) {
  let drawn = first
  const ways = waysOn(forms, data)
  for (const next of stations.slice(stations.indexOf(from) + 1, stations.indexOf(to) + 1))
    drawn = await ways[next](drawn)
  return drawn
}

/** The same from a proposal, as the other side sees it, to its acceptance. */
export async function complete(page: Page, address: Partial<AddressData> = {}): Promise<void> {
  const forms = plainForms(page.context().request)
  const drawn = await completeByForms(forms, await forms.open(page.url()), address)
  await page.goto(drawn.url)
  await heading(page).getByText('ارسال پذیرفته شد').waitFor()
}

/**
 * The same without a page that shows it; `window`: which one, among those that are offered and round again. Somebody whose
 * address was taken before is not asked for it again.
 */
export async function completeByForms(
  forms: PlainForms,
  proposal: Drawn,
  address: Partial<AddressData> = {},
  window = 0,
) {
  const asked = await forms.follow(proposal, 'پذیرش و تکمیل نشانی')
  const priced = asked.url.endsWith('/accept') ? asked : await giveAddress(forms, asked, address)
  const offered = linksIn(priced.html, '#windows')
  const other = window === 0 ? undefined : offered[window % offered.length]
  const windowed = other ? await forms.open(new URL(other, priced.url).href) : priced
  return await forms.submit(windowed, 'می‌پذیرم', { forbiddenAccepted: '1' })
}

async function giveAddress(forms: PlainForms, asked: Drawn, address: Partial<AddressData>): Promise<Drawn> {
  const { district, city, ...typed } = { ...otherAddress, ...address }
  const fill = { ...typed, city, ...(district === null ? {} : { district }) }
  const placed = await forms.submit(asked, 'ادامه', fill)
  return placed.url === asked.url ? await forms.submit(placed, 'ادامه', fill) : placed
}

/** From the page before it to each. */
function waysOn(forms: PlainForms, data: BookingData): Record<Station, (drawn: Drawn) => Promise<Drawn>> {
  return {
    what: async (first) => first,
    address: async (drawn: Drawn) => await sayWhat(forms, drawn, data),
    review: async (drawn: Drawn) => {
      const { city: _c, district: _d, ...typed } = { ...readAddressSeed().typed, ...data.address }
      return await forms.submit(drawn, 'ادامه', typed)
    },
    preview: async (drawn: Drawn) => await forms.submit(await forms.follow(drawn, 'ادامه در دیوار'), 'اجازه می‌دهم', {}),
    result: async (drawn: Drawn) => await forms.submit(drawn, 'ثبت و فرستادن در چت', {}),
  }
}

/** The first screen draws districts, weights and prices for what was posted before. */
async function sayWhat(forms: PlainForms, first: Drawn, data: BookingData): Promise<Drawn> {
  const { size = 'کوچک', weight = 'تا ۲ کیلوگرم', fragile = false, forbiddenAccepted = true } = data.parcel ?? {}
  const { service = 'پیک همان‌روز', payer = payers.buyer, otherCity = null } = data.service ?? {}
  const { city, district } = { ...readAddressSeed().typed, ...data.address }
  const ticks = { fragile: fragile ? '1' : '', forbiddenAccepted: forbiddenAccepted ? '1' : '' }
  const again = 'قیمت‌ها را دوباره حساب کن'
  const placed = await forms.submit(first, again, {
    size,
    city,
    ...ticks,
    ...(otherCity === null ? {} : { otherCity }),
  })
  const chosen = { payer, ...(district === null ? {} : { district }), ...(weight === null ? {} : { weight }) }
  const priced = await forms.submit(placed, again, chosen)
  return await forms.submit(priced, 'ادامه', { service })
}
