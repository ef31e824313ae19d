import { accept } from '../../support/answer.ts'
import { accountOf, giveTo, hireCourier, movesOf, stop } from '../../support/courier.ts'
import { errorSummary, readTrackingCode } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { renewed, tapOnOlder } from '../../support/renewed.ts'
import { expect } from '../../support/replicas.ts'
import { enterAs } from '../../support/staff.ts'
import { bookSilently, completeTo, test, type Visitor } from '../../support/two-builds.ts'

test.describe.configure({ timeout: 300_000 })

for (const hasScripts of [true, false]) {
  const how = hasScripts ? 'with JavaScript' : 'without JavaScript'

  test.describe(`the desk while one build replaces another, ${how}`, () => {
    test.use({ javaScriptEnabled: hasScripts })
    test.beforeEach(({ tolerate, stack }) => {
      stack.balancer.only(null)
      tolerate(hasScripts ? /status 409|console error/ : /\.js did not load: csp$/)
    })
    const visitor = (page: Visitor['page']): Visitor => ({ page, hasScripts })

    test("the business's form of the older build is shown again with all that was typed, and taken then", async ({
      newWindow,
      stack,
    }) => {
      const admin = await newWindow({ javaScriptEnabled: hasScripts })
      await enterAs(admin, stack.env, 'admin')
      stack.balancer.only(0)
      await admin.goto(`${stack.env.APP_URL}/desk/business`)
      await admin.getByLabel('نام شرکت').fill('پیک تندرو')
      await admin.getByLabel('جمعه').fill('۹-۱۱')
      stack.balancer.only(1)
      const send = admin.getByRole('button', { name: 'ثبت نسخهٔ تازه' })
      await tapOnOlder(admin, send)
      await expect(errorSummary(admin)).toContainText(renewed)
      await expect(admin.getByLabel('نام شرکت')).toHaveValue('پیک تندرو')
      await expect(admin.getByLabel('جمعه')).toHaveValue('۹-۱۱')
      await expectFits(admin)
      await send.click()
      await expect(errorSummary(admin)).toHaveCount(0)
      await expect(admin.getByText(/^نسخهٔ .+ در کار است\.$/)).toBeVisible()
      await expect(admin.getByLabel('نام شرکت')).toHaveValue('پیک تندرو')
    })

    test('the page says so where the older build would have signed somebody out, and the next tap signs them out', async ({
      newWindow,
      stack,
    }) => {
      const desk = await newWindow({ javaScriptEnabled: hasScripts })
      await enterAs(desk, stack.env, 'admin')
      stack.balancer.only(0)
      await desk.goto(`${stack.env.APP_URL}/desk/business`)
      stack.balancer.only(1)
      const leave = desk.getByRole('button', { name: 'خروج', exact: true })
      await tapOnOlder(desk, leave)
      await expect(desk.getByRole('alert').filter({ hasText: renewed })).toBeVisible()
      await expectFits(desk)
      await leave.click()
      await expect(desk).toHaveURL(/\/desk\/sign-in/)
      await desk.goto(`${stack.env.APP_URL}/desk/business`)
      await expect(desk).toHaveURL(/\/desk\/sign-in/)
    })

    test('an act on a shipment of the older build is shown again with all that was typed, and done once then', async ({
      openFromChat,
      newWindow,
      stack,
    }) => {
      const buyer = await openFromChat({ side: 'DEMAND' })
      await bookSilently(visitor(buyer))
      const code = (await readTrackingCode(buyer)).replaceAll('-', '')
      const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow({ javaScriptEnabled: hasScripts }) })
      await completeTo(visitor(seller))
      await accept(seller)
      const desk = await newWindow({ javaScriptEnabled: hasScripts, viewport: { width: 1280, height: 800 } })
      await enterAs(desk, stack.env, 'dispatcher')
      stack.balancer.only(0)
      await desk.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
      await desk.getByText('تغییر وعده').click()
      await desk.getByLabel('روز تحویل').selectOption({ index: 2 })
      await desk.getByLabel('حداکثر تا ساعت').fill('۱۸:۳۰')
      await desk.getByLabel('دلیل تغییر').selectOption({ label: 'وضع هوا' })
      stack.balancer.only(1)
      const send = desk.getByRole('button', { name: 'ثبت زمان تازه' })
      await tapOnOlder(desk, send)
      await expect(errorSummary(desk)).toContainText(renewed)
      await expect(desk.getByLabel('حداکثر تا ساعت'), 'nobody has to open it again').toBeVisible()
      await expect(desk.getByLabel('حداکثر تا ساعت')).toHaveValue('۱۸:۳۰')
      await expect(desk.getByLabel('دلیل تغییر').locator('option:checked')).toHaveText('وضع هوا')
      await send.click()
      await expect(desk.getByRole('definition').filter({ hasText: 'وضع هوا' })).toBeVisible()
    })
  })
}

test("a courier's tap whose answer from the older build is lost is sent to the newer one, and counts once", async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const given = { openFromChat, newWindow, divar, stack }
  stack.balancer.only(0)
  const courier = await hireCourier(given)
  await giveTo(given, courier)
  const { page } = courier
  await page.goto(`${stack.env.APP_URL}/courier`)
  const answers: number[] = []
  await page.route('**/api/courier/taps', async (route) => {
    const answer = await route.fetch()
    answers.push(answer.status())
    if (answers.length > 1) return await route.fulfill({ response: answer })
    stack.balancer.only(1)
    await route.abort()
  })
  const atSeller = stop(page, 'گرفتن از فروشنده')
  await atSeller.getByRole('button', { name: 'گرفتم' }).click()
  await expect.poll(() => answers, { timeout: 60_000 }).toEqual([200, 200])
  await expect(atSeller).toHaveCount(0)
  await expect(page.getByText('منتظر فرستادن است')).toHaveCount(0)
  expect(await movesOf(given, await accountOf(given, courier.name))).toEqual(['picked_up'])
})
