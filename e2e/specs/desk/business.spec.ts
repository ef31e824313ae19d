import sharp from 'sharp'
import { expect, expectAccessibleInBothSchemes } from '../../support/fixtures.ts'
import { errorSummary } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-database.ts'
import { enterAs } from '../../support/staff.ts'
import { staffCommand } from '../../support/staff-command.ts'

test.describe.configure({ timeout: 300_000 })

/** No picture is read before the page hears to go on. */
function holdPictures(): void {
  const { createImageBitmap: read } = window
  const heard = new Promise((resolve) => addEventListener('go-on', resolve, { once: true }))
  Object.assign(window, { createImageBitmap: async (file: Blob) => await heard.then(async () => await read(file)) })
}

test('two admins write the business: faults beside their fields, one is told of the other, and people read it', async ({
  edit,
  own,
  newWindow,
  openFromChat,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  await edit()
  const admin = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(admin, own, 'admin')
  const form = `${stack.env.APP_URL}/desk/business`
  await admin.goto(form)
  await expect(admin.getByLabel('نام شرکت')).toHaveValue('پیک بادپا')
  await expect(admin.getByText('تعرفهٔ خودتان: قیمت‌ها هنوز نمونه‌اند.')).toBeVisible()
  await expectAccessibleInBothSchemes(admin)
  await expectFits(admin)

  const storageState = await admin.context().storageState()
  const plain = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await plain.goto(form)
  await expectFits(plain)

  await admin.getByLabel('تلفن', { exact: false }).first().fill('۱۲')
  await admin.getByLabel('جمعه').fill('۹-۱۲، ۱۱-۱۳')
  await admin.getByRole('button', { name: 'ثبت نسخهٔ تازه' }).click()
  await expect(errorSummary(admin).getByRole('link')).toHaveCount(2)
  await expect(admin.getByLabel('جمعه')).toHaveValue('۹-۱۲، ۱۱-۱۳')
  await admin.getByLabel('تلفن', { exact: false }).first().fill('۰۲۱۹۱۰۰۵۶۷۸')
  await admin.getByLabel('جمعه').fill('')
  await admin.getByRole('button', { name: 'ثبت نسخهٔ تازه' }).click()
  await expect(admin.getByText('نسخهٔ ۲ در کار است.')).toBeVisible()

  await plain.getByLabel('نام شرکت').fill('پیک تندرو')
  await plain.getByRole('button', { name: 'ثبت نسخهٔ تازه' }).click()
  await expect(
    plain.getByText(/همکار دیگری در این میان نسخهٔ تازه‌ای ثبت کرد و این‌ها را تغییر داد: تلفن، ساعت‌های کار/),
  ).toBeVisible()
  await expect(plain.getByLabel('نام شرکت')).toHaveValue('پیک تندرو')
  await plain.getByRole('button', { name: 'ثبت نسخهٔ تازه' }).click()
  await expect(plain.getByText('نسخهٔ ۳ در کار است.')).toBeVisible()
  expect((await staffCommand(own, 'audit')).match(/"business\.edit"/g)).toHaveLength(2)

  const user = await openFromChat({ side: 'DEMAND' })
  await expect(async () => {
    await user.reload()
    await expect(user.getByRole('banner')).toContainText('پیک تندرو', { timeout: 1000 })
  }).toPass({ timeout: 15_000 })

  await admin.goto(form)
  await admin.getByLabel('عکس نشان').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('no') })
  await admin.getByRole('button', { name: 'ثبت نشان' }).click()
  await expect(admin.getByText('عکسی PNG یا JPEG تا ۵۰ کیلوبایت بفرستید').first()).toBeVisible()
  // Far more than a form may carry: the browser makes it small, and a tap before that waits for it.
  const noise = Buffer.from(Uint8Array.from({ length: 900 * 600 * 3 }, (_, index) => (index * 7919) % 251))
  const large = await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
    .png()
    .toBuffer()
  await admin.evaluate(holdPictures)
  await admin.getByLabel('عکس نشان').setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer: large })
  await admin.getByRole('button', { name: 'ثبت نشان' }).click()
  await expect(admin.getByText('در حال ثبت…').first()).toBeAttached()
  await admin.evaluate(() => dispatchEvent(new Event('go-on')))
  await expect(admin.getByText('نسخهٔ ۴ در کار است.')).toBeVisible()
  await expectAccessibleInBothSchemes(admin)
  await expectFits(admin)
  const href = await admin.getByRole('main').locator('img').getAttribute('src')
  for (const page of [admin, user]) {
    await expect(async () => {
      await page.reload()
      const logo = page.getByRole('banner').locator('img')
      await expect(logo).toHaveAttribute('src', String(href), { timeout: 1000 })
      expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(128)
    }).toPass({ timeout: 15_000 })
  }
  await plain.goto(form)
  const small = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#0a6' } })
    .jpeg()
    .toBuffer()
  await plain.getByLabel('عکس نشان').setInputFiles({ name: 'logo.jpg', mimeType: 'image/jpeg', buffer: small })
  await plain.getByRole('button', { name: 'ثبت نشان' }).click()
  await expect(plain.getByText('نسخهٔ ۵ در کار است.')).toBeVisible()
  await plain.getByRole('button', { name: 'برداشتن نشان' }).click()
  await expect(plain.getByText('نسخهٔ ۶ در کار است.')).toBeVisible()
  await expect(plain.getByRole('button', { name: 'برداشتن نشان' })).toHaveCount(0)

  const dispatcher = await newWindow()
  await enterAs(dispatcher, own, 'manager')
  await dispatcher.goto(form)
  await expect(dispatcher.getByText('نقش شما اجازهٔ این کار را ندارد.')).toBeVisible()
})
