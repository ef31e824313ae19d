import type { Page } from '@playwright/test'
import { heading, otherAddress } from './answer.ts'
import {
  type AddressData,
  type BookingData,
  expectAt,
  payers,
  readAddressSeed,
  type Station,
  stations,
} from './journey.ts'

/** A page as the server draws it for a browser without scripts, and where it stands after redirects. */
type Drawn = { url: string; html: string }

/** By a field's name: what is typed, `1` for a tick, or how the words of the choice begin. */
type Fill = Record<string, string>

/**
 * The way from the seat's first screen to this station by the forms that a browser without scripts posts, which takes a
 * tenth of the time of the same way by hand; the page opens where it ends. For tests of what comes afterwards: those of the
 * way itself walk it (`walkTo`).
 */
export async function bookTo(page: Page, station: Station, data: BookingData = {}): Promise<void> {
  const forms = plainForms(page)
  let drawn = await forms.open(page.url())
  const ways = waysOn(forms, data)
  for (const next of stations.slice(0, stations.indexOf(station) + 1)) drawn = await ways[next](drawn)
  await page.goto(drawn.url)
  await expectAt(page, station)
}

/** The same from a proposal, as the other side sees it, to its acceptance. */
export async function complete(page: Page, address: Partial<AddressData> = {}): Promise<void> {
  const forms = plainForms(page)
  const proposal = await forms.open(page.url())
  const asked = await forms.follow(proposal, 'پذیرش و تکمیل نشانی')
  const { district, city, ...typed } = { ...otherAddress, ...address }
  const fill = { ...typed, city, ...(district === null ? {} : { district }) }
  const placed = await forms.submit(asked, 'ادامه', fill)
  const priced = placed.url === asked.url ? await forms.submit(placed, 'ادامه', fill) : placed
  await page.goto((await forms.submit(priced, 'می‌پذیرم', { forbiddenAccepted: '1' })).url)
  await heading(page).getByText('ارسال پذیرفته شد').waitFor()
}

/** From the page before it to each. */
function waysOn(
  forms: ReturnType<typeof plainForms>,
  data: BookingData,
): Record<Station, (drawn: Drawn) => Promise<Drawn>> {
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
async function sayWhat(forms: ReturnType<typeof plainForms>, first: Drawn, data: BookingData): Promise<Drawn> {
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

function plainForms(page: Page) {
  const { request } = page.context()

  const drawnFrom = async (answer: Awaited<ReturnType<typeof request.get>>): Promise<Drawn> => {
    if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}`)
    // A page that is parsed in another one is under that one's policy, which reports each style written in place.
    return { url: answer.url(), html: (await answer.text()).replaceAll(/ style="[^"]*"/g, '') }
  }

  const open = async (url: string) => await drawnFrom(await request.get(url))

  /** Follows the link with this caption. */
  async function follow({ url, html }: Drawn, caption: string): Promise<Drawn> {
    const href = await page.evaluate(
      ([source, wanted]) => {
        const drawn = new DOMParser().parseFromString(source, 'text/html')
        return [...drawn.links].find((link) => link.textContent?.trim() === wanted)?.getAttribute('href') ?? null
      },
      [html, caption] as const,
    )
    if (href === null) throw new Error(`no link «${caption}» on ${url}`)
    return await open(new URL(href, url).href)
  }

  /** Fills the form that has a button with this caption, as far as it has these fields, and posts it by that button. */
  async function submit({ url, html }: Drawn, caption: string, fill: Fill): Promise<Drawn> {
    const { action, isMultipart, entries } = await page.evaluate(fillForm, [html, caption, fill] as const)
    const filled = new FormData()
    for (const [name, value] of entries) filled.append(name, value)
    const body = isMultipart ? { multipart: filled } : { form: filled }
    const headers = { origin: new URL(url).origin }
    return await drawnFrom(await request.post(new URL(action, url).href, { ...body, headers }))
  }

  return { open, follow, submit }
}

/** Runs in the page, which can read HTML. */
function fillForm([html, caption, fill]: readonly [string, string, Fill]) {
  const drawn = new DOMParser().parseFromString(html, 'text/html')
  const button = [...drawn.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === caption)
  const form = button?.form
  if (!form) throw new Error(`no form with «${caption}»: ${drawn.querySelector('main')?.textContent?.slice(0, 300)}`)
  const wordsOf = ({ labels }: HTMLInputElement) => [...(labels ?? [])].map((label) => label.textContent?.trim() ?? '')
  for (const [name, value] of Object.entries(fill)) {
    const fields = [
      ...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`[name="${name}"]`),
    ]
    const choices = fields.filter(
      (field) => field instanceof HTMLInputElement && field.type === 'radio',
    ) as HTMLInputElement[]
    if (choices.length > 0) {
      const choice = choices.find((one) => wordsOf(one).some((words) => words.startsWith(value)))
      if (!choice) throw new Error(`no «${value}» in ${name}`)
      // Where it does not go, what is chosen stays.
      if (!choice.disabled) choice.checked = true
    } else {
      for (const field of fields) {
        if (field instanceof HTMLSelectElement) {
          // The districts of a city come with the page that is drawn for it.
          const option = [...field.options].find(({ text }) => text.trim() === value)
          if (option) option.selected = true
        } else if (field instanceof HTMLInputElement && field.type === 'checkbox') {
          field.checked = value === '1'
        } else {
          field.value = value
        }
      }
    }
  }
  const entries = [...new FormData(form, button)].map(([name, value]) => [name, String(value)] as const)
  const action = button.getAttribute('formaction') ?? form.getAttribute('action') ?? ''
  return { action, isMultipart: form.getAttribute('enctype') === 'multipart/form-data', entries }
}
