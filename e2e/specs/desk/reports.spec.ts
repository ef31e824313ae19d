import { otherKept } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { agree, carrierTells } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 300_000 })

test('a manager reads what became of shipments, by day and service, on the page and in a file; a dispatcher does not', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const reports = `${stack.appUrl}/desk/reports`
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'manager')
  await desk.goto(`${reports}?from=1390/1/1&to=1390/1/5`)
  await expect(desk.getByText('در این روزها چیزی ثبت نشده است.')).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await desk.goto(reports)
  const total = desk.locator('section', { has: desk.getByRole('heading', { name: 'جمع' }) })
  const { code } = await agree({ openFromChat, newWindow, divar })
  await carrierTells(divar, code, 'assigned', 'picked_up', 'delivery_failed', 'picked_up', 'delivered')

  await desk.reload()
  await expect(total).toContainText(/تحویل‌شده[۱-۹]/)
  await expect(total).toContainText(/تحویل ناموفق[۱-۹]/)
  await expect(desk.getByRole('img', { name: /^هر روز: / })).toBeVisible()
  await expect(desk.getByRole('table', { name: 'به روز' }).getByRole('row')).toHaveCount(8)
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  await desk.getByRole('link', { name: '۳۰ روز گذشته' }).click()
  await expect(desk.getByRole('table', { name: 'به روز' }).getByRole('row')).toHaveCount(31)

  const href = await desk.getByRole('link', { name: /CSV/ }).getAttribute('href')
  const file = await desk.request.get(`${stack.appUrl}${href}`)
  const text = await file.text()
  expect(text.startsWith('\uFEFFروز,روش,پیشنهاد,')).toBe(true)
  expect(text.trimEnd().split('\r\n').length).toBeGreaterThanOrEqual(2)
  for (const { name, line } of [readAddressSeed().kept, otherKept]) {
    for (const secret of [name, line]) expect(text + (await desk.content())).not.toContain(secret)
  }

  const storageState = await desk.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(reports)
  await expectFits(phone)
  await phone.getByLabel('از روز').fill('۱۴۰۵/۱۳/۱')
  await phone.getByRole('button', { name: 'نشان بده' }).click()
  await expect(phone.getByText('تاریخ را مانند ۱۴۰۵/۰۹/۰۱ بنویسید')).toBeVisible()
  await expectFits(phone)

  const other = await newWindow()
  await enterAs(other, stack.env, 'dispatcher')
  await other.goto(`${stack.env.APP_URL}/desk/security`)
  await expect(other.getByRole('heading', { name: 'ورود و امنیت' })).toBeVisible()
  await expect(other.getByRole('link', { name: 'گزارش', exact: true })).toHaveCount(0)
  await other.goto(reports)
  await expect(other.getByText('نقش شما اجازهٔ این کار را ندارد.')).toBeVisible()
  const refused = await other.request.get(`${reports}/csv`, { maxRedirects: 0 })
  expect([refused.status(), refused.headers().location]).toEqual([303, '/desk/reports'])
})
