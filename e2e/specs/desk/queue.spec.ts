import type { Page } from '@playwright/test'
import { otherAddress, otherKept } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { agree, carrierTells, openButton, propose, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { complete } from '../../support/plain-walk.ts'
import { enterAs } from '../../support/staff.ts'

const row = (page: Page, code: string) => page.getByRole('row', { name: shownCode(code) })
async function look(page: Page, text: string): Promise<void> {
  await page.getByLabel('جست‌وجو').fill(text)
  await page.getByRole('button', { name: 'بگرد' }).click()
  // The page before it shows the same row.
  await page.waitForURL((url) => url.searchParams.get('q') === text)
}

test('a viewer finds what was accepted in its tab, by code, by list and by four digits, and reads nobody named', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'viewer')
  await desk.goto(`${stack.env.APP_URL}/desk/queue`)
  await expect(desk.getByRole('heading', { name: 'مرسوله‌ها' })).toBeVisible()
  await expect(row(desk, code), 'nobody accepted it yet').toHaveCount(0)
  await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))

  await desk.reload()
  await expect(row(desk, code)).toContainText('پذیرفته شد')
  await expect(row(desk, code)).toContainText('تهران، نازی‌آباد')
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  await carrierTells(divar, code, 'assigned')
  await desk.getByRole('link', { name: /^سپرده‌شده/ }).click()
  await expect(row(desk, code)).toContainText('مأمور پیک مشخص شد')

  const { kept } = readAddressSeed()
  for (const asked of [
    shownCode(code),
    `${code.toLowerCase()} AAA-AAA-AAA`,
    kept.mobile.slice(-4),
    otherAddress.mobile,
  ]) {
    await look(desk, asked)
    await expect(row(desk, code), asked).toBeVisible()
    const page = await desk.content()
    for (const { name, mobile, line, postalCode } of [kept, otherKept]) {
      for (const secret of [name, mobile, line, postalCode]) if (secret !== asked) expect(page).not.toContain(secret)
    }
  }
  await look(desk, `${code} ZZZ-ZZZ-ZZZ`)
  await expect(desk.getByText('این‌ها پیدا نشد')).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await look(desk, '۰۰۰۰')
  await expect(desk.getByText('با این چهار رقم مرسوله‌ای پیدا نشد.')).toBeVisible()

  const storageState = await desk.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(`${stack.env.APP_URL}/desk/queue?tab=open`)
  await expect(row(phone, code)).toBeVisible()
  await expectFits(phone)
  await phone.getByText('صافی').click()
  await phone.getByLabel('شهر').selectOption({ label: 'شیراز' })
  await phone.getByRole('button', { name: 'نشان بده' }).click()
  await expect(phone.getByText('با این صافی مرسوله‌ای نیست.')).toBeVisible()
  await phone.getByRole('link', { name: 'بدون صافی' }).click()
  await look(phone, shownCode(code))
  await expect(row(phone, code)).toBeVisible()
  await expectFits(phone)
})

test('an auditor, a courier and a stranger get no queue', async ({ newWindow, stack }) => {
  const queue = `${stack.env.APP_URL}/desk/queue?tab=open`
  for (const role of ['auditor', 'courier']) {
    const desk = await newWindow()
    await enterAs(desk, stack.env, role)
    await desk.goto(queue)
    await expect(desk.getByText('نقش شما اجازهٔ این کار را ندارد.'), role).toBeVisible()
    await expect(desk.getByRole('link', { name: 'مرسوله‌ها', exact: true })).toHaveCount(0)
  }
  const stranger = await newWindow()
  await stranger.goto(queue)
  await expect(stranger.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
})

test('without JavaScript, a bulk says what it did also where its last row left the tab with it', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const { code } = await agree({ openFromChat, newWindow, divar })
  const courier = await newWindow()
  await enterAs(courier, stack.env, 'courier', 'کامران چابک')
  const desk = await newWindow({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
  await enterAs(desk, stack.env, 'dispatcher')
  await desk.goto(`${stack.env.APP_URL}/desk/queue?tab=new`)
  for (const box of await desk.getByRole('checkbox', { name: /^\w{3}-/ }).all()) await box.check()
  await expect(desk.getByRole('checkbox', { name: shownCode(code) })).toBeChecked()
  await desk.getByLabel('سپردن انتخاب‌شده‌ها به').selectOption({ label: 'کامران چابک' })
  await desk.getByRole('button', { name: 'سپردن' }).click()
  await expect(desk.getByText(/^[۰-۹]+ مرسوله سپرده شد\.$/)).toBeVisible()
  await expect(desk.getByText('هیچ مرسوله‌ای منتظر سپردن به مأمور پیک نیست.')).toBeVisible()
  await expectFits(desk)
})
