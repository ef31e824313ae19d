import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { agree, patience } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

test('a dispatcher moves a promise with a reason, notes something for colleagues alone and answers on the page of a shipment', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const { buyer, code } = await agree({ openFromChat, newWindow, divar })
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await buyer.getByLabel('شرح مشکل').fill('مأمور پیک کی می‌آید؟')
  await buyer.getByRole('button', { name: /فرستادن|گزارش/ }).click()
  await expect(buyer.getByText('مأمور پیک کی می‌آید؟', { exact: true })).toBeVisible(patience)

  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'dispatcher')
  const page = `${stack.env.APP_URL}/desk/shipments/${code}`
  await desk.goto(page)
  await desk.getByText('تغییر وعده').click()
  await desk.getByLabel('روز تحویل').selectOption({ index: 2 })
  await desk.getByRole('button', { name: 'ثبت زمان تازه' }).click()
  await expect(desk.getByText('روز و ساعت را با هم بنویسید، مثل ۱۴:۳۰').first()).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  await desk.getByLabel('حداکثر تا ساعت').fill('۱۸:۳۰')
  await desk.getByLabel('دلیل تغییر').selectOption({ label: 'وضع هوا' })
  await desk.getByRole('button', { name: 'ثبت زمان تازه' }).click()
  await expect(desk.getByRole('definition').filter({ hasText: 'وضع هوا' })).toBeVisible()
  await buyer.goBack()
  await expect(buyer.getByText(/ساعت ۱۸:۳۰/).first()).toBeVisible(patience)
  await expect(buyer.getByText('وضع هوا').first()).toBeVisible()

  await desk.getByLabel('پاسخ', { exact: true }).fill('تا فردا غروب.')
  await desk.getByRole('button', { name: 'فرستادن پاسخ' }).click()
  await expect(desk.getByText('تا فردا غروب.')).toBeVisible()
  await expect(desk).toHaveURL(page)
  await desk.getByLabel('یادداشت تازه').fill('زنگ دوم را بزنید')
  await desk.getByRole('button', { name: 'ثبت یادداشت' }).click()
  await expect(desk.getByRole('listitem').filter({ hasText: 'زنگ دوم را بزنید' })).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  await buyer.reload()
  expect(await buyer.content()).not.toContain('زنگ دوم')

  const storageState = await desk.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(page)
  await phone.getByLabel('یادداشت تازه').fill('کلید نزد سرایدار است')
  await phone.getByRole('button', { name: 'ثبت یادداشت' }).click()
  await expect(phone.getByRole('listitem').filter({ hasText: 'سرایدار' })).toBeVisible()
  await expectFits(phone)

  const viewer = await newWindow()
  await enterAs(viewer, stack.env, 'viewer')
  await viewer.goto(page)
  await expect(viewer.getByRole('heading', { name: 'مسیر' })).toBeVisible()
  for (const text of ['سرایدار', 'مأمور پیک کی می‌آید؟']) expect(await viewer.content()).not.toContain(text)
  await expect(viewer.getByText('تغییر وعده')).toHaveCount(0)
})
