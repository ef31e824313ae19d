import { cancel, heading, otherKept } from '../../support/answer.ts'
import {
  accountOf,
  cameraPicture,
  codeOf,
  expectNamesNobody,
  giveTo,
  hireCourier,
  movesOf,
  otherCode,
  stop,
} from '../../support/courier.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { patience, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { budget, measurePage } from '../../support/measure.ts'
import { enterAs, signIn } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

const [atSeller, atBuyer, back] = ['گرفتن از فروشنده', 'رساندن به خریدار', 'برگرداندن به فروشنده']
const [took, brought, failed, again] = ['تحویل گرفتم', 'رساندم', 'تحویل نشد', 'دوباره می‌برم']

test('ten taps without a network count once each and in their order, after an hour, over a closed page and a new session', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  const courier = await hireCourier(given)
  const { buyer, seller } = await giveTo(given, courier)
  const { page } = courier
  const context = page.context()
  await page.goto(`${stack.env.APP_URL}/courier`)
  await expect(stop(page, atBuyer)).toBeVisible()
  const [pickup, delivery] = [await codeOf(seller, 'pickup'), await codeOf(buyer, 'delivery')]
  const waits = (count: string) => expect(page.getByText(`${count} کار منتظر فرستادن است`)).toBeVisible()
  await context.setOffline(true)
  await stop(page, atSeller).getByLabel('کد تحویل').fill(pickup)
  await stop(page, atSeller).getByRole('button', { name: took }).click()
  await waits('۱')
  for (const count of ['۲', '۴', '۶', '۸']) {
    await stop(page, atBuyer).getByLabel('چرا تحویل نشد').selectOption({ label: 'کسی در نشانی نبود' })
    await stop(page, atBuyer).getByRole('button', { name: failed }).click()
    await waits(count)
    await stop(page, atBuyer).getByRole('button', { name: again }).click()
    await waits(String.fromCodePoint((count.codePointAt(0) ?? 0) + 1))
  }
  await stop(page, atBuyer).getByLabel('کد تحویل').fill(delivery)
  await stop(page, atBuyer).getByRole('button', { name: brought }).click()
  await waits('۱۰')
  await expectAccessibleInBothSchemes(page)
  const kept = await page.evaluate(
    async () =>
      await new Promise<string>((resolve) => {
        indexedDB.open('peyk-courier').onsuccess = ({ target }) => {
          const rows = (target as IDBOpenDBRequest).result.transaction('taps').objectStore('taps').getAll()
          rows.onsuccess = () => resolve(JSON.stringify([rows.result, { ...localStorage }]))
        }
      }),
  )
  for (const secret of Object.values(readAddressSeed().kept)) expect(kept).not.toContain(String(secret))
  await page.close()

  divar.clock(3600)
  await context.setOffline(false)
  const next = await context.newPage()
  await next.goto(`${stack.env.APP_URL}/courier`)
  await expect(next.getByRole('heading', { name: 'ورود کارکنان' }), 'idle for an hour').toBeVisible()
  await signIn(next, { login: courier.login, code: courier.codeNow(3600) })
  await expect(next.getByText('کاری برای امروز نمانده است.')).toBeVisible(patience)
  await expect(next.getByText('منتظر فرستادن است')).toHaveCount(0)
  const tries = ['delivery_failed', 'picked_up']
  const moves = ['picked_up', ...tries, ...tries, ...tries, ...tries, 'delivered']
  expect(await movesOf(given, await accountOf(given, courier.name))).toEqual(moves)
  await buyer.reload()
})

test('a tap whose shipment went to somebody else is shown with its reason, and the courier before sees and does nothing', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  const [courier, other] = [await hireCourier(given), await hireCourier(given)]
  const { buyer, seller, assign } = await giveTo(given, courier)
  const { page } = courier
  await page.goto(`${stack.env.APP_URL}/courier`)
  await expect(stop(page, atSeller)).toBeVisible()
  const pickup = await codeOf(seller, 'pickup')
  await page.context().setOffline(true)
  await stop(page, atSeller).getByLabel('کد تحویل').fill(pickup)
  await stop(page, atSeller).getByRole('button', { name: took }).click()
  await assign(other)
  await page.context().setOffline(false)
  const alert = page.getByRole('alert').filter({ hasText: 'این مرسوله دیگر به شما سپرده نیست.' })
  await expect(alert).toBeVisible(patience)
  await expect(alert).toContainText('کدی که نوشتید')
  await expect(stop(page, atSeller)).toHaveCount(0)
  await expectNamesNobody(page)
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  await alert.getByRole('button', { name: 'کنار بگذار' }).click()
  await expect(alert).toHaveCount(0)
  await other.page.goto(`${stack.env.APP_URL}/courier`)
  await stop(other.page, atSeller).getByRole('button', { name: took }).click()
  await expect(heading(buyer)).toHaveText('مرسوله در راه است', patience)
})

test('a stop that the desk takes off goes from the open page at once, with its address, and comes back as it went', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  const [courier, other] = [await hireCourier(given), await hireCourier(given)]
  const { buyer, code, assign } = await giveTo(given, courier)
  const { page } = courier
  const url = `${stack.env.APP_URL}/courier`
  expect((await measurePage(page, url)).scriptBytes).toBeLessThanOrEqual(budget.liveScriptBytes)
  await expect(stop(page, atSeller)).toBeVisible()
  const { line = '' } = otherKept
  await expect(page.getByRole('main')).toContainText(line)
  await page.evaluate(() => Object.assign(window, { isOpenedOnce: true }))
  const isOpenedOnce = async () => await page.evaluate(() => 'isOpenedOnce' in window)
  const told = page.getByRole('status').filter({ hasText: `مرسولهٔ ${shownCode(code)} دیگر به شما سپرده نیست.` })

  await assign(other)
  await expect(stop(page, atSeller)).toHaveCount(0, patience)
  await expect(told).toBeVisible()
  const left = await page.evaluate(() =>
    JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }, history.state]),
  )
  for (const { name, mobile, line: street, postalCode } of [readAddressSeed().kept, otherKept])
    for (const secret of [name, mobile, street, postalCode]) expect(left).not.toContain(secret)
  await expectNamesNobody(page)
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'دیدم' }).click()
  await expect(told).toHaveCount(0)

  await assign(courier)
  await expect(stop(page, atSeller)).toBeVisible(patience)
  await cancel(buyer, 'از معامله منصرف شدیم')
  await expect(stop(page, atSeller)).toHaveCount(0, patience)
  await expect(page.getByRole('heading', { name: 'پایان‌یافتهٔ امروز' })).toBeVisible()
  await expect(told, 'what is over is told by where it ended').toHaveCount(0)
  expect(await isOpenedOnce(), 'without a reload').toBe(true)
})

test('without JavaScript, a courier takes, fails, tries again and brings a parcel, and sends its picture', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  tolerate(/\.js did not load: csp$/)
  const courier = await hireCourier(given, { javaScriptEnabled: false })
  const { buyer, seller } = await giveTo(given, courier)
  const { page } = courier
  await page.goto(`${stack.env.APP_URL}/courier`)
  const pickup = await codeOf(seller, 'pickup')
  await stop(page, atSeller).getByLabel('کد تحویل').fill(otherCode(pickup))
  await stop(page, atSeller).getByRole('button', { name: took }).click()
  await expect(page.getByText('کد تحویل درست نیست').first()).toBeVisible()
  await expect(stop(page, atSeller).getByLabel('کد تحویل')).toHaveValue(otherCode(pickup))
  await stop(page, atSeller).getByLabel('کد تحویل').fill(pickup)
  await stop(page, atSeller).getByRole('button', { name: took }).click()
  await expect(stop(page, atSeller)).toHaveCount(0)
  await stop(page, atBuyer).getByRole('button', { name: failed }).click()
  await expect(page.getByText('دلیل را انتخاب کنید').first()).toBeVisible()
  await stop(page, atBuyer).getByLabel('چرا تحویل نشد').selectOption({ label: 'کسی در نشانی نبود' })
  await stop(page, atBuyer).getByRole('button', { name: failed }).click()
  await expect(stop(page, back)).toBeVisible()
  await expectFits(page)
  await stop(page, atBuyer).getByRole('button', { name: again }).click()
  await stop(page, atBuyer)
    .getByLabel('کد تحویل')
    .fill(await codeOf(buyer, 'delivery'))
  await stop(page, atBuyer).getByRole('button', { name: brought }).click()
  await expect(page.getByText('کاری برای امروز نمانده است.')).toBeVisible()
  await page.locator('summary').filter({ hasText: 'عکس تحویل' }).click()
  await page
    .getByLabel('عکس تحویل')
    .setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: await cameraPicture() })
  await page.getByRole('button', { name: 'فرستادن عکس' }).click()
  await expect(page.getByText('عکس رسید و برای خریدار فرستاده می‌شود.')).toBeVisible()
  await expectFits(page)
  await expect(heading(buyer)).toHaveText('مرسوله تحویل شد', patience)
})

test('a tap counts once where the process is killed before it and again before its answer', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  app,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  const courier = await hireCourier(given)
  const { buyer } = await giveTo(given, courier)
  const { page } = courier
  await page.goto(`${stack.env.APP_URL}/courier`)
  await expect(stop(page, atSeller)).toBeVisible()
  await app.kill()
  await stop(page, atSeller).getByRole('button', { name: took }).click()
  await expect(page.getByText('۱ کار منتظر فرستادن است')).toBeVisible()
  let lost = 0
  await page.route('**/api/courier/taps', async (route) => {
    if (lost > 0) return await route.continue()
    // Taken, and nobody hears of it.
    const answer = await route.fetch().catch(() => null)
    if (answer) {
      lost += 1
      await app.kill()
    }
    await route.abort()
    if (answer) await app.start()
  })
  await app.start()
  await expect(stop(page, atSeller)).toHaveCount(0, { timeout: 180_000 })
  await expect(page.getByText('منتظر فرستادن است')).toHaveCount(0, patience)
  expect(lost).toBe(1)
  expect(await movesOf(given, await accountOf(given, courier.name))).toEqual(['picked_up'])
  await buyer.reload()
  await expect(heading(buyer)).toHaveText('مرسوله در راه است', patience)
})

test('each role is led to its own beginning and refused at the other one', async ({ newWindow, stack }) => {
  const at = (path: string) => `${stack.env.APP_URL}${path}`
  for (const [role, own, other] of [
    ['courier', '/courier', '/desk'],
    ['viewer', '/desk', '/courier'],
    ['auditor', '/desk', '/courier'],
  ] as const) {
    const page = await newWindow()
    await enterAs(page, stack.env, role)
    await page.goto(at(other))
    await expect(page.getByText('نقش شما اجازهٔ این کار را ندارد.'), role).toBeVisible()
    await page.getByRole('main').getByRole('link').click()
    await expect(page).toHaveURL(at(own))
    await page.goto(at('/desk/sign-in'))
    await expect(page).toHaveURL(at(own))
  }
  const stranger = await newWindow()
  await stranger.goto(at('/courier'))
  await expect(stranger.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
  const answer = await stranger.request.post(at('/api/courier/taps'), {
    data: {},
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(answer.status()).toBe(401)
})
