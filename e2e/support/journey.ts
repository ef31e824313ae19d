import { expect, type Locator, type Page } from '@playwright/test'

/** The screens from the first one to the chat, in their order: `what` is the first, which asks what is sent and how. */
export const stations = ['what', 'address', 'review', 'preview', 'result'] as const

export type Station = (typeof stations)[number]

export type ParcelData = { size: string; weight: string | null; fragile: boolean; forbiddenAccepted: boolean }

export type AddressData = {
  name: string
  mobile: string
  city: string
  /** Null where the city has none, and where the test chooses it by itself. */
  district: string | null
  line: string
  postalCode: string
}

export type ServiceData = { service: string; payer: string; otherCity: string | null }

export type BookingData = {
  parcel?: Partial<ParcelData>
  address?: Partial<AddressData>
  service?: Partial<ServiceData>
}

/**
 * An address as a person types it: Persian digits, Arabic letters, a number with its country code. `kept` is what Peyk
 * makes of it; each of its values is found nowhere else, so that a search for it finds a leak and nothing else.
 */
export function readAddressSeed(): { typed: AddressData; kept: Omit<AddressData, 'city' | 'district'> } {
  const place = { city: 'تهران', district: 'تهرانپارس' }
  return {
    typed: {
      ...place,
      name: 'كيومرث يزدان‌پناه',
      mobile: '+۹۸ ۹۱۲ ۷۶۵ ۴۳۸۱',
      line: 'خيابان شكوفهٔ پنجم، پلاك ۴۷، واحد ۳',
      postalCode: '۱۹۸۵۷۴۳۶۱۶',
    },
    kept: {
      name: 'کیومرث یزدان‌پناه',
      mobile: '09127654381',
      line: 'خیابان شکوفهٔ پنجم، پلاک ۴۷، واحد ۳',
      postalCode: '1985743616',
    },
  }
}

/** An address that no other test has typed: a search of the database finds only what this test left. */
export function freshAddress() {
  const some = (letters: string, count: number) =>
    Array.from({ length: count }, () => letters[Math.floor(Math.random() * letters.length)]).join('')
  const [persian, digits] = ['بپتجدرزسشفقکگلمن', '346789']
  const [name, street] = [`پرویز ${some(persian, 9)}`, `کوچهٔ ${some(persian, 9)}`]
  return { name, mobile: `0912${some(digits, 7)}`, line: `${street}، پلاک ۳۱`, postalCode: `1${some('346789', 9)}` }
}

/** A shipment's own permission screen is no station of a booking. */
const headings: Record<Station | 'permission', string | RegExp> = {
  what: 'ارسال کالا با پیک',
  address: /^کالا (از کجا برداشته|کجا تحویل داده) شود؟$/,
  review: 'همه‌چیز درست است؟',
  permission: 'اجازهٔ نوشتن در چت',
  preview: 'این پیام در چت نوشته می‌شود',
  result: /^(درخواست شما ثبت شد|ثبت شد، ولی (فروشنده|خریدار) هنوز خبر ندارد)$/,
}

/** The page stands at this station of the booking. */
export async function expectAt(page: Page, station: Station | 'permission'): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: headings[station] })
  await expect(heading).toBeVisible()
  await expect(page).toHaveTitle(new RegExp(`(^|: )${await heading.textContent()} – پیک$`))
}

/** From the first screen on to the station, through everything before it. */
export async function walkTo(page: Page, station: Station, data: BookingData = {}): Promise<void> {
  for (const next of stations.slice(0, stations.indexOf(station) + 1)) await goTo(page, next, data)
}

/** From the page before it to this one; a booking begins on the first. */
export async function goTo(page: Page, station: Station, data: BookingData = {}): Promise<void> {
  const ways: Record<Station, () => Promise<void>> = {
    what: async () => {},
    address: () => fillWhat(page, data),
    review: () => fillAddress(page, data.address),
    preview: () => consent(page, 'allow'),
    result: () => bookAndSend(page),
  }
  await ways[station]()
  await expectAt(page, station)
}

/** Fills the first screen and goes on. */
export async function fillWhat(page: Page, data: BookingData = {}): Promise<void> {
  await chooseWhat(page, data)
  await goOn(page)
}

/** Fills the first screen, with the prices of what was chosen. */
export async function chooseWhat(page: Page, data: BookingData = {}): Promise<void> {
  const { size = 'کوچک', weight = 'تا ۲ کیلوگرم', fragile = false, forbiddenAccepted = true } = data.parcel ?? {}
  const { service = null, payer = payers.buyer, otherCity = null } = data.service ?? {}
  const { city, district } = { ...readAddressSeed().typed, ...data.address }
  await expectScripts(page)
  await chooseSize(page, size)
  await page.getByLabel('شکستنی است').setChecked(fragile)
  await page.getByLabel(ownCity).selectOption({ label: city })
  if (otherCity !== null) await page.getByLabel(/^(خریدار|فروشنده) در کدام شهر است؟/).selectOption({ label: otherCity })
  // Asked of the seller alone.
  if ((await nothingForbidden(page).count()) > 0) await nothingForbidden(page).setChecked(forbiddenAccepted)
  // Only without scripts: the districts and the weights come with the page.
  const recalculate = recalculateOf(page)
  if (await recalculate.isVisible()) await recalculate.click()
  if (district !== null) await page.getByLabel('محله', { exact: true }).selectOption({ label: district })
  if (weight !== null) await page.getByLabel(/^وزن با بسته‌بندی/).selectOption({ label: weight })
  if (await recalculate.isVisible()) await recalculate.click()
  await expectPricesSettled(page)
  // Where it does not go, the cheapest stays chosen.
  const usual = page.getByRole('radio', { name: /^پیک همان‌روز/ })
  if (service !== null || (await usual.isEnabled())) await pick(page, 'روش ارسال', service ?? 'پیک همان‌روز')
  await pick(page, 'چه کسی، کی و به چه کسی می‌پردازد؟', payer)
}

/** The tick of the seller, who has the thing. */
export const nothingForbidden = (page: Page) => page.getByLabel('هیچ کالای ممنوعه‌ای در بسته نیست.')

const recalculateOf = (page: Page) => page.getByRole('button', { name: 'قیمت‌ها را دوباره حساب کن' })

/** The first screen asks for prices by itself, where it has scripts: what is chosen before that is told to nobody. */
async function expectScripts(page: Page): Promise<void> {
  if (await recalculateOf(page).isVisible()) return
  const isListening = (box: Element) => Object.keys(box).some((key) => key.startsWith('__reactProps'))
  await expect.poll(async () => await page.locator('[data-prices]').evaluate(isListening)).toBe(true)
}

/** The prices on the first screen are those of what stands in its form. */
export async function expectPricesSettled(page: Page): Promise<void> {
  await expect(page.locator('[data-prices]')).toHaveAttribute('data-prices', 'settled')
}

/** The first screen's list of cities for the own end. */
export const ownCity = /^کالا (در|به) کدام شهر (است|برود)؟$/

/** Who pays, as the forms say it. */
export const payers = {
  buyer: 'خریدار، هنگام تحویل، به مأمور پیک',
  seller: 'فروشنده، هنگام دادن کالا، به مأمور پیک',
} as const

/** Fills the address's page and goes on. */
export async function fillAddress(page: Page, data: Partial<AddressData> = {}): Promise<void> {
  await typeAddress(page, data)
  await goOn(page)
}

/** Fills the address's page. */
export async function typeAddress(page: Page, data: Partial<AddressData> = {}): Promise<void> {
  const { name, mobile, city, district, line, postalCode } = { ...readAddressSeed().typed, ...data }
  await page.getByLabel('نام و نام خانوادگی').fill(name)
  await page.getByLabel('شمارهٔ موبایل').fill(mobile)
  // Asked here only of the other side: a booking chose it on its first screen.
  if ((await page.getByLabel('شهر', { exact: true }).count()) > 0) await chooseCity(page, city, district)
  await page.getByLabel('نشانی', { exact: true }).fill(line)
  await page.getByLabel(/^کد پستی/).fill(postalCode)
}

export const field = (page: Page, name: string) => page.locator(`[name="${name}"]`)

/** The chosen option of a list. */
export const chosen = (page: Page, name: string) => page.locator(`select[name="${name}"] option:checked`)

/** The address's page holds what `typeAddress` typed. */
export async function expectTyped(page: Page): Promise<void> {
  const { typed } = readAddressSeed()
  await expect(field(page, 'name')).toHaveValue(typed.name)
  await expect(field(page, 'mobile')).toHaveValue(typed.mobile)
  await expect(field(page, 'line')).toHaveValue(typed.line)
  await expect(field(page, 'postalCode')).toHaveValue(typed.postalCode)
}

async function chooseCity(page: Page, city: string, district: string | null): Promise<void> {
  const districts = page.getByLabel('محله', { exact: true })
  await page.getByLabel('شهر', { exact: true }).selectOption({ label: city })
  if (district !== null) await districts.selectOption({ label: district })
}

/** From the review, or a permission screen, to Divar's question, and the answer to it; the page ends where Divar sends it back to. */
export async function consent(page: Page, answer: 'allow' | 'refuse'): Promise<void> {
  const home = new URL(page.url()).origin
  await page.getByRole('link', { name: 'ادامه در دیوار' }).click()
  await page.getByRole('button', { name: answer === 'allow' ? 'اجازه می‌دهم' : 'اجازه نمی‌دهم' }).click()
  await page.waitForURL(`${home}/**`)
}

/** The one tap on the preview that books and sends. */
export async function bookAndSend(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'ثبت و فرستادن در چت' }).click()
}

/** The tracking code that a result or a proposal shows, grouped as the chat shows it. */
export async function readTrackingCode(page: Page): Promise<string> {
  const shown = page.getByText('کد رهگیری', { exact: true }).locator('..').locator('bdi')
  return (await shown.textContent()) ?? ''
}

export type ShownMessage = { text: string; senderButtons: string[][]; receiverButtons: string[][] }

/** Opens a row of the shipment page, if it is closed. */
export async function unfold(page: Page, title: string): Promise<void> {
  const row = page.locator('details').filter({ has: page.locator('summary').getByText(title, { exact: true }) })
  if ((await row.getAttribute('open')) === null) await row.locator('summary').first().click()
}

/** The message that a preview or a result shows, with the captions of its buttons row by row. */
export async function readMessage(page: Page): Promise<ShownMessage> {
  if (/\/shipment\/\w+$/.test(new URL(page.url()).pathname)) await unfold(page, 'خبرها در چت')
  const bubble = page.getByRole('figure')
  const captions = async (title: string) => {
    const rows = await bubble.getByText(title).locator('..').getByRole('listitem').all()
    return Promise.all(rows.map((row) => row.locator('span').allTextContents()))
  }
  return {
    text: (await bubble.locator('blockquote').textContent()) ?? '',
    senderButtons: await captions('دکمه‌هایی که شما می‌بینید'),
    receiverButtons: await captions('دکمه‌هایی که طرف مقابل می‌بیند'),
  }
}

/** What a form says on top of itself when something is wrong. */
export const errorSummary = (page: Page): Locator => page.getByRole('main').getByRole('alert')

/** Chooses a size, behind the fold or not. */
export const chooseSize = (page: Page, size: string) => pick(page, 'اندازهٔ بسته', size)

async function pick(page: Page, group: string, card: string): Promise<void> {
  const cards = page.getByRole('radiogroup', { name: group })
  const choice = cards.getByRole('radio', { name: new RegExp(`^${card}`) })
  const others = cards.getByText('اندازهٔ دیگر', { exact: true })
  if ((await others.count()) > 0 && !(await choice.isVisible())) await others.click()
  await choice.check()
}

async function goOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
}
