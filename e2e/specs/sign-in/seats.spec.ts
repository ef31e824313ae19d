import type { BrowserContext, Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { expect, type Side, test } from '../../support/fixtures.ts'
import { expectAt, fillAddress, fillWhat, readAddressSeed, readTrackingCode } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { findLeaks, recordResponses } from '../../support/secrets-scan.ts'

const ended = 'این صفحه برای امنیت شما بسته شد'
const personal = Object.entries(readAddressSeed().kept).map(([name, text]) => ({ name, text }))

async function linkFor(divar: Control, side: Side, conversation = 0): Promise<string> {
  const conversationId = divar.conversations()[conversation]?.id ?? ''
  const { url, status } = await divar.launch({ conversationId, side })
  expect(status).toBe(200)
  return url ?? ''
}

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

/** A dead end: its own heading, one button, and that one leads to Divar. */
async function expectDeadEnd(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  const main = page.getByRole('main')
  await expect(main.getByRole('button')).toHaveCount(0)
  await expect(main.getByRole('link')).toHaveText(['بازگشت به دیوار'])
  await expect(main.getByRole('link')).toHaveAttribute('href', /\/completion$/)
}

const isSide = (page: Page, side: Side) =>
  expect(page.getByText(side === 'SUPPLY' ? /^شما فروشندهٔ «/ : /^شما خریدار «/)).toBeVisible()

test('a link opened twice in the same browser leads to its seat both times', async ({ page, divar }) => {
  const link = await linkFor(divar, 'DEMAND')
  await page.goto(link)
  await isSide(page, 'DEMAND')
  const seat = page.url()
  await page.goto(link)
  expect(page.url()).toBe(seat)
  await bookTo(page, 'address')
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'پیش‌نویس شما' })).toBeVisible()
})

test('a used link opened in another browser is refused and shows nothing of the post', async ({
  page,
  newWindow,
  divar,
}) => {
  const link = await linkFor(divar, 'SUPPLY')
  await page.goto(link)
  const other = await newWindow()
  await other.goto(link)
  await expectDeadEnd(other, 'این لینک قبلاً باز شده است')
  expect(await other.content()).not.toContain(divar.conversations()[0]?.post.title)
  expect(await other.context().cookies()).toEqual([])
})

test('HEAD requests and prefetches do not use a link up', async ({ page, request, divar }) => {
  const link = await linkFor(divar, 'SUPPLY')
  const answers = [await request.head(link), await page.request.head(link)]
  for (const [name, value] of [
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['next-router-prefetch', '1'],
    ['rsc', '1'],
  ] as const) {
    answers.push(await request.get(link, { headers: { [name]: value } }))
  }
  for (const answer of answers) {
    expect(answer.status()).toBe(204)
    expect(answer.headers()['set-cookie']).toBeUndefined()
  }
  await page.goto(link)
  await isSide(page, 'SUPPLY')
})

test('a link is valid for two minutes', async ({ page, divar }) => {
  const links = [await linkFor(divar, 'SUPPLY'), await linkFor(divar, 'DEMAND')]
  divar.clock(90)
  await page.goto(links[0] ?? '')
  await isSide(page, 'SUPPLY')
  divar.clock(121)
  await page.goto(links[1] ?? '')
  await expectDeadEnd(page, 'مهلت این لینک گذشته است')
})

test('an invented link is refused', async ({ page, stack, divar }) => {
  const link = await linkFor(divar, 'SUPPLY')
  for (const unknown of [`${stack.appUrl}/launch/unknown`, `${link}x`, link.slice(0, -1)]) {
    await page.goto(unknown)
    await expectDeadEnd(page, 'این لینک درست نیست')
  }
})

/** Opens both links so that neither request carries the cookie that the other one's answer sets. */
async function openAtOnce(context: BrowserContext, links: [string, string]): Promise<[Page, Page]> {
  let both = () => {}
  const arrived = new Promise<void>((resolve) => {
    both = resolve
  })
  let waiting = 0
  await context.route('**/launch/*', async (route) => {
    waiting += 1
    if (waiting === 2) both()
    await arrived
    await route.continue()
  })
  const pages: [Page, Page] = [await context.newPage(), await context.newPage()]
  await Promise.all([pages[0].goto(links[0]), pages[1].goto(links[1])])
  await context.unrouteAll()
  return pages
}

for (const [name, second] of [
  ['of two conversations', ['DEMAND', 1]],
  ['of both sides of one conversation', ['DEMAND', 0]],
  ['of the same side of one conversation', ['SUPPLY', 0]],
] as const) {
  test(`two links opened at the same moment without a cookie both work: ${name}`, async ({ context, divar }) => {
    const [side, conversation] = second
    const [left, right] = await openAtOnce(context, [
      await linkFor(divar, 'SUPPLY'),
      await linkFor(divar, side, conversation),
    ])
    const usable = async () => {
      for (const [page, whose] of [
        [left, 'SUPPLY'],
        [right, side],
      ] as const) {
        await page.reload()
        await isSide(page, whose)
      }
    }
    await usable()
    // The cookie that brings the two together lives for a minute; both stay usable without it.
    divar.clock(70)
    await usable()
    for (const page of [left, right]) {
      await page.goto(seatOf(page))
      await fillWhat(page)
      await expectAt(page, 'address')
    }
  })
}

test('two conversations in two windows of one browser stay separate', async ({ openFromChat, context, divar }) => {
  const talks = divar.conversations()
  const [one, two] = [talks[0]?.id ?? '', talks[1]?.id ?? '']
  const left = await openFromChat({ side: 'SUPPLY', conversationId: one })
  const right = await openFromChat({ side: 'SUPPLY', conversationId: two, page: await context.newPage() })
  await bookTo(left, 'what')
  await bookTo(right, 'what')
  await fillWhat(left, { parcel: { size: 'کوچک' } })
  await fillWhat(right, { parcel: { size: 'متوسط' } })
  await fillAddress(right, { name: 'شهلا کاویانی', line: 'خیابان بهار، پلاک ۵' })
  await fillAddress(left)
  for (const page of [left, right]) await expectAt(page, 'review')
  await left.reload()
  await right.reload()
  for (const [page, title, theirs] of [
    [left, talks[0]?.post.title, 'شهلا کاویانی'],
    [right, talks[1]?.post.title, readAddressSeed().kept.name],
  ] as const) {
    await expect(page.getByText(`شما فروشندهٔ «${title}» هستید`)).toBeVisible()
    await page.goto(seatOf(page))
    await expect(page.getByRole('radio', { name: page === left ? /^کوچک/ : /^متوسط/ })).toBeChecked()
    await page.goto(`${seatOf(page)}/address`)
    await expect(page.getByLabel('نام و نام خانوادگی')).not.toHaveValue(theirs)
  }
})

test('both sides opened in one browser each stay in their own window', async ({ openFromChat, context }) => {
  const seller = await openFromChat({ side: 'SUPPLY' })
  const buyer = await openFromChat({ side: 'DEMAND', page: await context.newPage() })
  await bookTo(seller, 'review')
  await buyer.reload()
  await isSide(seller, 'SUPPLY')
  await isSide(buyer, 'DEMAND')
  await expect(buyer.getByText('پیش‌نویس شما')).toHaveCount(0)
  await bookTo(buyer, 'address')
  for (const label of ['نام و نام خانوادگی', 'شمارهٔ موبایل', 'نشانی']) {
    await expect(buyer.getByLabel(label, { exact: true })).toHaveValue('')
  }
})

for (const [name, own] of [
  ['an unknown browser', null],
  ['a browser with a seat of another conversation', 1],
  ['a browser with the other side of this conversation', 0],
] as const) {
  test(`a forwarded seat address shows ${name} an ended session and no address`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    test.setTimeout(120_000)
    const page = await openFromChat({ side: 'DEMAND' })
    await bookTo(page, 'result')
    const code = (await readTrackingCode(page)).replaceAll('-', '')
    const seat = seatOf(page)
    const other = await newWindow()
    const heard = recordResponses(other.context(), new URL(seat).origin)
    if (own !== null) {
      await openFromChat({ side: 'SUPPLY', conversationId: divar.conversations()[own]?.id ?? '', page: other })
    }
    const steps = ['', '/parcel', '/address', '/service', '/review', '/permission', '/preview', '/problem/fault']
    for (const step of [...steps, `/shipment/${code}`, `/shipment/${code}/announce`]) {
      await other.goto(`${seat}${step}`)
      await expectDeadEnd(other, ended)
    }
    expect((await other.request.get(`${seat}/shipment/${code}/state`)).status()).toBe(401)
    const consent = await other.request.get(`${seat}/consent`, { maxRedirects: 0 })
    expect(consent.headers().location).toMatch(/\/problem\/session_ended$/)
    expect(findLeaks(await heard(), personal)).toEqual([])
  })
}

test('a second launch of one side elsewhere shows what was chosen but no name, phone number or address', async ({
  openFromChat,
  newWindow,
}) => {
  const first = await openFromChat({ side: 'SUPPLY' })
  await bookTo(first, 'review')
  const other = await newWindow()
  const heard = recordResponses(other.context(), new URL(first.url()).origin)
  await openFromChat({ side: 'SUPPLY', page: other })
  await expect(other.getByRole('radio', { name: /^کوچک/ })).toBeChecked()
  await expect(other.getByText('پیش‌نویس شما از دفعهٔ پیش مانده است.')).toBeVisible()
  await other.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(other, 'address')
  for (const label of ['نام و نام خانوادگی', 'شمارهٔ موبایل', 'نشانی']) {
    await expect(other.getByLabel(label, { exact: true })).toHaveValue('')
  }
  for (const step of ['', '/parcel', '/address', '/service', '/review', '/permission', '/preview']) {
    await other.goto(`${seatOf(other)}${step}`)
  }
  expect(findLeaks(await heard(), personal)).toEqual([])

  // It may be replaced, which leaves the first one's own draft as it is.
  await other.goto(`${seatOf(other)}/address`)
  await fillAddress(other, { name: 'شهلا کاویانی' })
  await expect(other.getByRole('heading', { level: 1 })).not.toHaveText(/^کالا از کجا/)
  await first.goto(`${seatOf(first)}/address`)
  await expect(first.getByLabel('نام و نام خانوادگی')).toHaveValue(readAddressSeed().kept.name)
})
