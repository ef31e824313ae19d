import { heading, otherKept } from '../../support/answer.ts'
import { latin } from '../../support/digits.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { agree, patience } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { enterAs } from '../../support/staff.ts'
import { staffCommand } from '../../support/staff-command.ts'

test.describe.configure({ timeout: 300_000 })

test('a dispatcher gives a shipment to a courier and moves it with its codes to its end, seen live by both sides', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const { buyer, seller, code } = await agree({ openFromChat, newWindow, divar })
  const courier = await newWindow()
  await enterAs(courier, stack.env, 'courier', 'رضا تندرو')

  const desk = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(desk, stack.env, 'dispatcher')
  await desk.goto(`${stack.env.APP_URL}/desk/queue`)
  await desk.getByRole('checkbox', { name: new RegExp(code.slice(0, 3)) }).check()
  await desk.getByLabel('سپردن انتخاب‌شده‌ها به').selectOption({ label: 'رضا تندرو' })
  await desk.getByRole('button', { name: 'سپردن' }).click()
  await expect(desk.getByText('۱ مرسوله سپرده شد.')).toBeVisible()
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('مأمور پیک مشخص شد', patience)

  await desk.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  const secrets = [readAddressSeed().kept, otherKept].flatMap(({ name, mobile, line }) => [name, mobile, line])
  const masked = await desk.content()
  for (const secret of secrets) expect(masked).not.toContain(secret)
  await desk.getByRole('button', { name: 'نشان دادن کامل' }).last().click()
  await expect(desk.getByText(readAddressSeed().kept.line)).toBeVisible()
  const audit = await staffCommand(stack.env, 'audit')
  expect(audit).toContain('"contact.reveal"')
  for (const secret of secrets) expect(audit).not.toContain(secret)
  await desk.reload()
  await expect(desk.getByText(readAddressSeed().kept.line)).toHaveCount(0)

  const codeOf = async (page: typeof buyer, title: string) => {
    const card = page.locator('section', { has: page.getByRole('heading', { name: title }) })
    return latin(await card.locator('bdi').first().textContent())
  }
  const pickup = await codeOf(seller, 'کد دادن کالا به مأمور پیک')
  await desk.getByLabel('کد تحویل').fill(pickup === '0000' ? '1111' : '0000')
  await desk.getByRole('button', { name: 'کالا گرفته شد' }).click()
  await expect(desk.getByText('کد تحویل درست نیست. دوباره بپرسید.')).toBeVisible()
  await desk.getByLabel('کد تحویل').fill(pickup)
  await desk.getByRole('button', { name: 'کالا گرفته شد' }).click()
  await expect(desk.getByText('مسئول توزیع، از میز کار').nth(1)).toBeVisible()
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('مرسوله در راه است', patience)
  await desk.getByLabel('چرا تحویل نشد').selectOption({ label: 'کسی در نشانی نبود' })
  await desk.getByRole('button', { name: 'ثبت تحویل ناموفق' }).click()
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('تحویل انجام نشد', patience)
  await desk.reload()
  await desk.getByRole('button', { name: 'کالا گرفته شد' }).click()
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('مرسوله در راه است', patience)
  await desk.reload()
  await desk.getByLabel('کد تحویل').fill(await codeOf(buyer, 'کد تحویل گرفتن کالا'))
  await desk.getByRole('button', { name: 'تحویل شد' }).click()
  for (const page of [buyer, seller]) await expect(heading(page)).toHaveText('مرسوله تحویل شد', patience)
  await expect(desk.getByRole('button', { name: 'تحویل شد' })).toHaveCount(0)
  const moved = divar.carrierOrders({ trackingCode: code }).filter(({ type }) => type === 'shipment.moved')
  expect(moved.map(({ data }) => (data as { by?: { role: string } }).by?.role)).toContain('dispatcher')
})

test('a report is answered on the desk and read on the page; a viewer may neither answer nor act nor reveal', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const { buyer, code } = await agree({ openFromChat, newWindow, divar })
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  // Others may wait for an answer on the same desk.
  const question = `مأمور پیک کی می‌آید؟ ${code}`
  await buyer.getByLabel('شرح مشکل').fill(question)
  await buyer.getByRole('button', { name: /فرستادن|گزارش/ }).click()
  await expect(buyer.getByText(question, { exact: true })).toBeVisible(patience)

  const desk = await newWindow()
  await enterAs(desk, stack.env, 'dispatcher')
  await desk.goto(`${stack.env.APP_URL}/desk/security`)
  await desk.getByRole('link', { name: 'پیام‌های مردم' }).click()
  await expect(desk.getByText(question)).toBeVisible()
  await expectAccessibleInBothSchemes(desk)
  await expectFits(desk)
  const answer = desk.getByRole('textbox', { name: 'پاسخ' })
  const thread = desk.getByRole('main').locator('div', { hasText: question }).filter({ has: answer }).last()
  await thread.getByRole('textbox', { name: 'پاسخ' }).fill('تا نیم ساعت دیگر.')
  await thread.getByLabel('با این پاسخ، گفت‌وگو بسته شود').check()
  await thread.getByRole('button', { name: 'فرستادن پاسخ' }).click()
  await expect(desk.getByText(question)).toHaveCount(0)
  await buyer.reload()
  await expect(buyer.getByText('تا نیم ساعت دیگر.')).toBeVisible()

  const viewer = await newWindow()
  await enterAs(viewer, stack.env, 'viewer')
  await viewer.goto(`${stack.env.APP_URL}/desk/threads`)
  await expect(viewer.getByText('نقش شما اجازهٔ این کار را ندارد.')).toBeVisible()
  await viewer.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
  await expect(viewer.getByRole('heading', { name: 'مسیر' })).toBeVisible()
  await expect(viewer.getByRole('link', { name: 'پیام‌های مردم' })).toHaveCount(0)
  for (const name of [/سپردن/, /نشان دادن کامل/, /انصراف/, /تحویل/]) {
    await expect(viewer.getByRole('button', { name })).toHaveCount(0)
  }
})
