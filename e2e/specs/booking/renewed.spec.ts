import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import {
  chooseSize,
  chosen,
  errorSummary,
  expectAt,
  expectTyped,
  goTo,
  ownCity,
  payers,
  typeAddress,
  walkTo,
} from '../../support/journey.ts'
import { renewed, tapOnOlder } from '../../support/renewed.ts'

// A form that was rendered by a build with other server actions than this one.
test.describe.configure({ timeout: 180_000 })

const gone = /فرمی که فرستادید دیگر در این صفحه نیست/
const next = (page: Page) => page.getByRole('button', { name: 'ادامه', exact: true })
const go = (page: Page) => next(page).click()

/** Has what is posted next name an action that is not there, as a form of another build would, and another form where `form` says so. */
const age = async (page: Page, form: string | null = null) => {
  await page.route(
    '**/s/**',
    async (route) => {
      const sent = route.request().postDataBuffer()?.toString('latin1') ?? ''
      const older = sent.replace(/\{"id":"[0-9a-f]{42}"/, `{"id":"${'70'.padEnd(42, 'e')}"`)
      const aged = form === null ? older : older.replace(/(name="\$form"\r\n\r\n)[^\r]*/, `$1${form}`)
      expect(aged).not.toBe(sent)
      await route.continue({ postData: Buffer.from(aged, 'latin1') })
    },
    { times: 1 },
  )
}

test.describe('without JavaScript, after a new build is deployed', () => {
  test.use({ javaScriptEnabled: false })

  test('each step shows the older form again with its input', async ({ openFromChat, tolerate }) => {
    tolerate(/\.js did not load: csp$/)
    const page = await openFromChat({ side: 'SUPPLY' })
    await walkTo(page, 'what')
    await chooseSize(page, 'متوسط')
    await page.getByLabel('شکستنی است').check()
    // The districts of a city that the server has never heard of from this seat.
    await page.getByLabel(ownCity).selectOption({ label: 'مشهد' })
    await page.getByRole('radio', { name: payers.seller }).check()
    await age(page)
    await go(page)
    await expect(errorSummary(page)).toContainText(renewed)
    await expect(page.getByRole('radio', { name: /^متوسط/ })).toBeChecked()
    await expect(page.getByLabel('شکستنی است')).toBeChecked()
    await expect(chosen(page, 'city')).toHaveText('مشهد')
    await expect(page.getByLabel('محله', { exact: true })).toBeVisible()
    await expect(page.getByRole('radio', { name: payers.seller })).toBeChecked()
    await page.getByLabel(/^خریدار در کدام شهر است؟/).selectOption({ label: 'مشهد' })
    await age(page)
    await page.getByRole('button', { name: 'قیمت‌ها را دوباره حساب کن' }).click()
    await expect(errorSummary(page)).toContainText(renewed)
    await expect(chosen(page, 'otherCity')).toHaveText('مشهد')
    await expect(page.getByRole('radio', { name: payers.seller })).toBeChecked()
    await goTo(page, 'address', { service: { otherCity: 'تهران' } })

    await typeAddress(page)
    await age(page)
    await go(page)
    await expect(errorSummary(page)).toContainText(renewed)
    await expectTyped(page)
    await age(page, 'older')
    await go(page)
    await expect(page.getByText(gone)).toBeVisible()
    await typeAddress(page)
    await go(page)
    await expectAt(page, 'review')
  })
})

test.describe('with JavaScript, after a new build is deployed', () => {
  for (const keeps of [true, false]) {
    test(`the form keeps its input, in a browser with ${keeps ? 'working' : 'blocked'} session storage`, async ({
      openFromChat,
      page,
      context,
      tolerate,
    }) => {
      tolerate(/status 409|console error/)
      if (!keeps) {
        await page.addInitScript(() => {
          const get = () => {
            throw new DOMException('The operation is insecure.', 'SecurityError')
          }
          Object.defineProperty(window, 'sessionStorage', { get })
        })
      }
      await openFromChat({ side: 'DEMAND' })
      await walkTo(page, 'address')
      await typeAddress(page)
      await context.route('**/address', async (route) => {
        const headers = route.request().headers()
        if (headers['next-action']) headers['next-action'] = '70'.padEnd(42, 'e')
        await route.continue({ headers })
      })
      await tapOnOlder(page, next(page))
      await expect(errorSummary(page)).toContainText(renewed)
      await expectTyped(page)
      await expectAccessible(page)
      await context.unroute('**/address')
      await go(page)
      await expectAt(page, 'review')
    })
  }
})

test('the page says that it was renewed where it has the form of the older build no more', async ({
  openFromChat,
  context,
  tolerate,
}) => {
  tolerate(/status 409|console error/)
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  await typeAddress(page)
  await context.route('**/address', async (route) => {
    const headers = route.request().headers()
    if (headers['next-action']) headers['next-action'] = '70'.padEnd(42, 'e')
    const sent = route.request().postDataBuffer()?.toString('latin1')
    const posted = sent?.replace(/(name="\$form"\r\n\r\n)[^\r]*/, '$1older')
    await route.continue(posted ? { headers, postData: Buffer.from(posted, 'latin1') } : { headers })
  })
  await tapOnOlder(page, next(page))
  await expect(page.getByRole('alert').filter({ hasText: gone })).toBeVisible()
  await expectTyped(page)
  await expectAccessible(page)
})

test("a form posted from another site cannot fill in a page's fields", async ({ openFromChat }) => {
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'address')
  const form = { $ACTION_ID_70ee: '', $form: 'address', name: 'از جای دیگر' }
  const post = async (headers: Record<string, string>) =>
    await (await page.request.post(page.url(), { multipart: form, headers })).text()
  for (const origin of [null, 'https://example.ir', 'null']) {
    expect(await post(origin === null ? {} : { origin })).not.toContain('از جای دیگر')
  }
  expect(await post({ origin: new URL(page.url()).origin })).toContain('از جای دیگر')
  // Nor by the header that carries it inside.
  const header = encodeURIComponent(JSON.stringify({ form: 'address', typed: { name: 'از جای دیگر' } }))
  const answer = await page.request.get(page.url(), { headers: { 'x-peyk-old-form': header } })
  expect(await answer.text()).not.toContain('از جای دیگر')
})
