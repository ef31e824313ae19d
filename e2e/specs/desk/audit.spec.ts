import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { agree, shownCode } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { enterAs } from '../../support/staff.ts'

test.describe.configure({ timeout: 240_000 })

test('an auditor comes to the audit, finds who saw an address, takes it along as lines and sees nothing else', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const { code } = await agree({ openFromChat, newWindow, divar })
  const name = `مینا ${randomBytes(3).toString('hex')}`
  const desk = await newWindow()
  await enterAs(desk, stack.env, 'dispatcher', name)
  await desk.goto(`${stack.env.APP_URL}/desk/shipments/${code}`)
  await desk.getByRole('button', { name: 'نشان دادن کامل' }).first().click()
  await expect(desk.getByText('نشانی کامل', { exact: true })).toBeVisible()

  const auditor = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(auditor, stack.env, 'auditor', 'سارا بازبین')
  await auditor.goto(`${stack.env.APP_URL}/desk`)
  await expect(auditor.getByRole('link', { name: 'مرسوله‌ها' })).toHaveCount(0)
  await auditor.getByRole('main').getByRole('link', { name: 'دفتر کارها' }).click()
  await expect(auditor.getByRole('heading', { name: 'دفتر کارها' })).toBeVisible()
  await expectAccessibleInBothSchemes(auditor)
  await expectFits(auditor)
  await auditor.getByLabel('چه کسی').selectOption({ label: name })
  await auditor.getByLabel('کد پیگیری یا شناسه').fill(shownCode(code))
  await auditor.getByRole('button', { name: 'نشان بده' }).click()
  const rows = auditor.getByRole('row', { name: /دیدن نشانی کامل/ })
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText(name)
  await expect(rows).toContainText(shownCode(code))
  await expect(rows.getByRole('link'), 'an auditor opens no shipment').toHaveCount(0)

  const coming = auditor.waitForEvent('download')
  await auditor.getByRole('link', { name: 'گرفتن همه در یک فایل' }).click()
  const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line) as { what: string })).toMatchObject([{ what: 'contact.reveal' }])
  expect(lines.join('')).not.toContain(name)
  for (const path of ['queue', `shipments/${code}`, 'threads', 'team']) {
    await auditor.goto(`${stack.env.APP_URL}/desk/${path}`)
    await expect(auditor.getByText('نقش شما اجازهٔ این کار را ندارد.'), path).toBeVisible()
  }

  const storageState = await auditor.context().storageState()
  const phone = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await phone.goto(`${stack.env.APP_URL}/desk/audit`)
  await phone.getByLabel('چه کاری').selectOption({ label: 'دیدن نشانی کامل' })
  await phone.getByRole('button', { name: 'نشان بده' }).click()
  await expect(phone.getByRole('row', { name: /دیدن نشانی کامل/ }).first()).toBeVisible()
  await expectFits(phone)
})

test('a dispatcher and a stranger get nothing of the audit', async ({ newWindow, stack }) => {
  const desk = await newWindow()
  await enterAs(desk, stack.env, 'dispatcher')
  await desk.goto(`${stack.env.APP_URL}/desk/audit`)
  await expect(desk.getByText('نقش شما اجازهٔ این کار را ندارد.')).toBeVisible()
  const lines = await desk.request.get(`${stack.env.APP_URL}/desk/audit/lines`)
  expect(await lines.text(), 'led to the page, which says why').toContain('نقش شما اجازهٔ این کار را ندارد.')
  expect(lines.headers()['content-type']).toContain('text/html')
  const stranger = await newWindow()
  await stranger.goto(`${stack.env.APP_URL}/desk/audit/lines`)
  await expect(stranger.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
})
