import type { Page } from '@playwright/test'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import { expectAt } from '../../support/journey.ts'
import { type Fields, postForm, readForm } from '../../support/plain-form.ts'
import { bookTo } from '../../support/plain-walk.ts'

const tooMany = 'در زمان کوتاهی درخواست‌های زیادی رسید. کمی صبر کنید و دوباره تلاش کنید.'
const draft = 'پیش‌نویس شما از دفعهٔ پیش مانده است.'
const crossSite = 'برای امنیت شما، درخواستی که از صفحهٔ دیگری آمده باشد انجام نمی‌شود.'

test('a seat with more than sixty changes a minute is told to wait and keeps its input', async ({
  openFromChat,
  context,
}) => {
  test.setTimeout(120_000)
  const page = await openFromChat({ side: 'SUPPLY' })
  await bookTo(page, 'address')
  const empty = await readForm(page, 'ادامه')
  for (let batch = 0; batch < 6; batch += 1) await postForm(page, empty, 10)
  const typed = { 'نام و نام خانوادگی': 'شهلا کاویانی', 'شمارهٔ موبایل': '09121112233', نشانی: 'خیابان بهار، پلاک ۵' }
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: tooMany })).toBeVisible()
  await expectAt(page, 'address')
  for (const [label, value] of Object.entries(typed)) {
    await expect(page.getByLabel(label, { exact: true })).toHaveValue(value)
  }
  // The same without scripts, and another seat of the same browser is not held up by it.
  const text = await answerTo(page, { ...empty, name: 'شهلا کاویانی' }, sameSite(page))
  expect(text).toContain(tooMany)
  expect(text).toContain('value="شهلا کاویانی"')
  const other = await openFromChat({ side: 'DEMAND', page: await context.newPage() })
  await bookTo(other, 'address')
})

test("calls without the key and invented links are limited by address, and Divar's own calls are not", async ({
  stack,
  anotherApp,
  page,
  divar,
}) => {
  test.setTimeout(240_000)
  const { url } = await anotherApp({ TRUSTED_PROXIES: '1' })
  const launch = (from: string, key?: string) =>
    callAsDivar(stack, '/api/divar/launch', body, { 'x-forwarded-for': from, ...(key && { authorization: key }) }, url)
  const body = { source: 'CHAT', user_side: 'SUPPLY', conversation_id: divar.conversations()[0]?.id }

  const first = await inTurns(120, () => launch('192.0.2.1', 'wrong'))
  expect(first.filter(({ status }) => status !== 401)).toEqual([])
  // Addresses that a client puts before the one seen by the proxy are ignored.
  for (const from of ['192.0.2.1', '198.51.100.7, 192.0.2.1']) {
    const limited = await launch(from, 'wrong')
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(JSON.parse(limited.text)).toEqual({ reason: 'too many calls without the right key' })
  }
  expect((await launch('192.0.2.2', 'wrong')).status, 'another client').toBe(401)
  const good = await launch('192.0.2.1')
  expect(good.status, 'the right key from the limited address').toBe(200)

  const open = async (ticket: string, from: string) => {
    const headers = { 'x-forwarded-for': from }
    const answer = await fetch(`${url}/launch/${ticket}`, { headers, redirect: 'manual' })
    return new URL(answer.headers.get('location') ?? '').pathname
  }
  const tried = await inTurns(60, (i) => open(`unknown-${i}`, '192.0.2.1'))
  expect(new Set(tried)).toEqual(new Set(['/problem/link_invalid']))
  expect(await open('unknown', '192.0.2.1')).toBe('/problem/too_many_requests')
  expect(await open('unknown', '192.0.2.2')).toBe('/problem/link_invalid')
  const ticket = (JSON.parse(good.text) as { url: string }).url.split('/').at(-1) ?? ''
  expect(await open(ticket, '192.0.2.1'), 'a good link from the limited address').toBe('/launch/opened')
  await page.goto(`${stack.appUrl}/problem/too_many_requests`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('درخواست‌ها زیاد شده است')
  await expect(page.getByRole('main').getByRole('link')).toHaveText(['بازگشت به دیوار'])
})

test('a form posted from another site is refused and changes nothing', async ({ openFromChat, divar }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'what')
  const fields = { ...(await readForm(page, 'ادامه')), size: 'small', weight: '2000' }
  const foreign = 'https://evil.example'
  const own = new URL(page.url()).origin
  const refused: Record<string, string>[] = [
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { origin: own, 'sec-fetch-site': 'same-site' },
    { origin: own, 'sec-fetch-site': 'none' },
    { origin: foreign, 'sec-fetch-site': 'cross-site' },
    { origin: foreign },
    { origin: 'null' },
    { origin: '' },
    {},
  ]
  for (const headers of refused) {
    expect(await answerTo(page, fields, headers), JSON.stringify(headers)).toContain(crossSite)
  }
  await page.reload()
  await expectAt(page, 'what')
  await expect(page.getByText(draft)).toHaveCount(0)

  // What a browser of before says is enough: no word of the site, but the right origin.
  expect(await answerTo(page, fields, { origin: own })).not.toContain(crossSite)
  await page.reload()
  await expect(page.getByText(draft)).toBeVisible()
  expect(divar.calls({ name: 'send' })).toEqual([])
})

test("a request that another site makes a browser post does not act as that browser's user", async ({
  openFromChat,
  context,
  stack,
}) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await bookTo(page, 'what')
  const fields = { ...(await readForm(page, 'ادامه')), size: 'small', weight: '2000' }
  const evil = await context.newPage()
  await evil.goto(stack.simulator.url)
  await evil.evaluate(
    ([action, values]) => {
      const form = document.createElement('form')
      Object.assign(form, { method: 'post', action, enctype: 'multipart/form-data' })
      for (const [name, value] of Object.entries(values)) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
      }
      document.body.append(form)
      form.submit()
    },
    [page.url(), fields] as const,
  )
  await expect(evil.getByRole('heading', { level: 1 })).toHaveText('این درخواست از پیک نیامده است')
  await page.reload()
  await expectAt(page, 'what')
  await expect(page.getByText(draft)).toHaveCount(0)
})

const sameSite = (page: Page) => ({ origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' })

/** The answer to the page's own form with the page's cookies, and with headers that no page could choose. */
async function answerTo(page: Page, fields: Fields, headers: Record<string, string>): Promise<string> {
  const answer = await page.request.post(page.url(), { multipart: fields, headers })
  expect(answer.status()).toBe(200)
  return await answer.text()
}

/** Ten at a time: fast enough for a limit that counts a minute, and no flood. */
async function inTurns<T>(count: number, call: (index: number) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  while (answers.length < count) {
    answers.push(...(await Promise.all(Array.from({ length: 10 }, (_, i) => call(answers.length + i)))))
  }
  return answers
}
