import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { openButton, propose, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { complete } from '../../support/plain-walk.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 240_000 })

test('an order that another system did not take is sent again from the desk, and a viewer is refused', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  divar.fault({ on: 'carrier', kind: 'status', status: 410 })
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))

  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'dispatcher')
  const page = `${stack.env.APP_URL}/desk/exceptions`
  const order = desk.getByRole('checkbox', { name: `مرسولهٔ تازه، ${shownCode(code)}` })
  await expect(async () => {
    await desk.goto(page)
    await expect(order).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  await desk.getByRole('button', { name: 'فرستادن دوبارهٔ انتخاب‌شده‌ها' }).click()
  await expect(desk.getByText('دست‌کم یک خبر را انتخاب کنید.').first()).toBeVisible()

  const storageState = await desk.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(page)
  await expectFits(phone)
  await phone.getByRole('checkbox', { name: `مرسولهٔ تازه، ${shownCode(code)}` }).check()
  await phone.getByRole('button', { name: 'فرستادن دوبارهٔ انتخاب‌شده‌ها' }).click()
  await expect(phone.getByText('۱ خبر دوباره فرستاده می‌شود.')).toBeVisible()
  await expect(() =>
    expect(divar.carrierOrders({ trackingCode: code }).map(({ type }) => type)).toContain('shipment.accepted'),
  ).toPass()
  await desk.goto(page)
  await expect(order).toHaveCount(0)

  const viewer = await newWindow()
  await enterAs(viewer, stack.env, 'viewer')
  await viewer.goto(page)
  await expect(viewer.getByText('نقش شما اجازهٔ این کار را ندارد.')).toBeVisible()
})
