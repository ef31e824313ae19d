import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, expectAccessibleInBothSchemes } from '../../support/fixtures.ts'
import { errorSummary } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-database.ts'
import { enterAs } from '../../support/staff.ts'
import { staffCommand } from '../../support/staff-command.ts'

test.describe.configure({ timeout: 300_000 })

const cell = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const small = 'پیک فوری، درون شهر، کوچک'
const lastDay = 'آخرین روز این قیمت‌ها'
/** «۱۴۰۵/۹/۲۹», in Tehran. */
const inDays = (days: number) =>
  new Intl.DateTimeFormat('fa-IR-u-ca-persian', { timeZone: 'Asia/Tehran', dateStyle: 'short' }).format(
    new Date(Date.now() + days * 86_400_000),
  )
const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

test('a manager drafts prices in fields, an admin looks them over without scripts, publishes them and goes back', async ({
  edit,
  own,
  newWindow,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  await edit()
  const address = `${stack.env.APP_URL}/desk/prices`
  const manager = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(manager, own, 'manager', 'مینا رستمی')
  await manager.goto(address)
  await expect(manager.getByText('تعرفهٔ خودتان: قیمت‌ها هنوز نمونه‌اند.')).toBeVisible()
  await expect(cell(manager, small)).toHaveValue('۸۵٬۰۰۰')

  await cell(manager, small).fill('ده یا بیست')
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(
    errorSummary(manager).getByRole('link', { name: new RegExp(`^${small}: مبلغ را به تومان`) }),
  ).toBeVisible()
  await expect(cell(manager, small)).toHaveValue('ده یا بیست')
  await cell(manager, small).fill('۹۰۰٬۰۰۰ ریال')
  await cell(manager, 'پست پیشتاز، استان دیگر، پاکت').fill('10000')
  await manager.getByLabel('این قیمت‌ها نمونه‌اند').uncheck()
  await cell(manager, `${lastDay} (اختیاری)`).fill('آخر سال')
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(errorSummary(manager).getByRole('link', { name: new RegExp(`^${lastDay}: تاریخی مثل`) })).toBeVisible()
  await cell(manager, `${lastDay} (اختیاری)`).fill(inDays(19))
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(manager.getByText('آخرین تغییر: مینا رستمی')).toBeVisible()
  const changed = section(manager, 'تفاوت با قیمت‌های منتشرشده').getByRole('row', { name: small })
  await expect(changed).toContainText('۸۵٬۰۰۰')
  await expect(changed).toContainText('۹۰٬۰۰۰')
  await expect(changed).toContainText('+۶٪')
  await expect(manager.getByText('پست پیشتاز، استان دیگر، پاکت از راه نزدیک‌تر ارزان‌تر است')).toBeVisible()
  await expect(manager.getByText('مبلغی پنج برابر یا یک‌پنجم شده است')).toBeVisible()
  await expect(manager.getByText('انتشار قیمت‌ها کار مدیر ارشد است.')).toBeVisible()
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await manager.setViewportSize(size)
    await expectAccessibleInBothSchemes(manager)
    await expectFits(manager)
  }

  const first = manager.getByRole('row', { name: 'بستهٔ ۱', exact: false }).first()
  await first.getByLabel('بستهٔ ۱: روش').selectOption('پیک فوری')
  await first.getByLabel('بستهٔ ۱: راه').selectOption('درون شهر')
  await first.getByLabel('بستهٔ ۱: اندازه').selectOption('کوچک')
  await first.getByLabel('بستهٔ ۱: وزن به گرم').fill('۲٬۰۰۰')
  await first.getByLabel('بستهٔ ۱: باید بشود، به تومان').fill('۹۰٬۰۰۰')
  await manager.getByRole('button', { name: 'ثبت بسته‌های آزمون' }).click()
  await expect(manager.getByText('نادرست: ۹۹٬۰۰۰ تومان')).toBeVisible()

  const admin = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(admin, own, 'admin', 'سارا کاظمی')
  const storageState = await admin.context().storageState()
  const plain = await newWindow({ javaScriptEnabled: false, storageState, viewport: { width: 390, height: 844 } })
  await plain.goto(address)
  await expectFits(plain)
  await expect(plain.getByText('بسته‌های آزمون با این قیمت‌ها جور نیستند.')).toBeVisible()

  await plain.getByLabel('از شهر').fill('تهران')
  await plain.getByLabel('به شهر').fill('تهران')
  const check = section(plain, 'حساب کردن یک بسته')
  await check.getByLabel('اندازه', { exact: true }).selectOption('کوچک')
  await check.getByLabel('وزن (گرم)').fill('۲۰۰۰')
  await check.getByRole('button', { name: 'حساب کن' }).click()
  const both = check.getByRole('row', { name: 'پیک فوری' })
  await expect(both).toContainText('۹۴٬۰۰۰ تومان')
  await expect(both).toContainText('۹۹٬۰۰۰ تومان')

  await plain.getByLabel('بستهٔ ۱: باید بشود، به تومان').fill('۹۹٬۰۰۰')
  await plain.getByRole('button', { name: 'ثبت بسته‌های آزمون' }).click()
  await expect(plain.getByText('درست: ۹۹٬۰۰۰ تومان')).toBeVisible()

  // What the admin looked at is no longer what stands there.
  await admin.goto(address)
  await cell(manager, small).fill('۹۱٬۰۰۰')
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(errorSummary(manager)).toContainText('همکار دیگری در این میان پیش‌نویس را تغییر داد')
  await expect(errorSummary(manager)).toContainText('به ۹۱٬۰۰۰')
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(section(manager, 'تفاوت با قیمت‌های منتشرشده').getByRole('row', { name: small })).toContainText('۹۱٬۰۰۰')
  await admin.getByRole('button', { name: 'انتشار این قیمت‌ها' }).click()
  await expect(errorSummary(admin)).toContainText('چیزی منتشر نشد')

  await manager.reload()
  await cell(manager, small).fill('۹۰٬۰۰۰')
  await manager.getByRole('button', { name: 'ثبت پیش‌نویس' }).click()
  await expect(manager.getByText('درست: ۹۹٬۰۰۰ تومان')).toBeVisible()
  await plain.goto(address)
  await plain.getByRole('button', { name: 'انتشار این قیمت‌ها' }).click()
  await expect(plain.getByText('قیمت‌های نسخهٔ ۲ در کارند.')).toBeVisible()
  await expect(plain.getByText('قیمت‌ها هنوز نمونه‌اند')).toHaveCount(0)
  await expect(plain.getByText(/معتبرند و با امروز ۲۰ روز مانده است/)).toBeVisible()
  await plain.getByRole('link', { name: 'میز کار' }).click()
  await expect(plain.getByText(/معتبرند و با امروز ۲۰ روز مانده است/)).toBeVisible()
  await plain.goto(address)
  await expect(section(plain, 'نسخه‌هایی که قیمت را عوض کردند')).toContainText('سارا کاظمی')

  await plain.getByRole('button', { name: 'بازگشت به قیمت‌های نسخهٔ ۱' }).click()
  await expect(plain.getByText('قیمت‌های نسخهٔ ۳ در کارند.')).toBeVisible()
  await expect(cell(plain, small)).toHaveValue('۸۵٬۰۰۰')
  const audit = await staffCommand(own, 'audit')
  expect(['publish', 'roll_back'].map((what) => audit.includes(`"prices.${what}"`))).toEqual([true, true])
})

test('a table goes out as a file and comes in again, pasted or sent, and the writer of a draft does not publish it alone', async ({
  edit,
  own,
  newWindow,
  stack,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  await edit()
  const admin = await newWindow({ viewport: { width: 1280, height: 800 } })
  await enterAs(await newWindow(), own, 'manager')
  await enterAs(admin, own, 'admin', 'شهربانو سادات میرمحمدصادقی نوربخش طباطبایی')
  await admin.goto(`${stack.env.APP_URL}/desk/prices`)
  const files = section(admin, 'با صفحهٔ گسترده (CSV)')
  await files.getByText('پست پیشتاز').first().click()
  const downloading = admin.waitForEvent('download')
  await files.getByRole('link', { name: 'گرفتن جدول پست پیشتاز' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^peyk-prices-post_pishtaz-\d{4}-\d\d-\d\d\.csv$/)
  const table = readFileSync(await download.path(), 'utf8')

  const put = files.getByRole('button', { name: 'گذاشتن در پیش‌نویس' })
  await files.getByLabel('جدول پست پیشتاز').fill('سطر,کوچک\nدرون شهر,85,000')
  await put.click()
  await expect(errorSummary(admin)).toContainText('ستون «000» شناخته نشد')
  await files.getByLabel('جدول پست پیشتاز').fill(table)
  await put.click()
  await expect(section(admin, 'تفاوت با قیمت‌های منتشرشده')).toContainText('تفاوتی نیست.')
  await expect(admin.getByText('این قیمت‌ها با قیمت‌های منتشرشده یکی است.')).toBeVisible()

  await admin.reload()
  await files.getByText('پست پیشتاز').first().click()
  const changed = table.replace(/^(بسته‌بندی شکستنی,)\d+/m, (_, row) => `${row}12345`)
  const file = { name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${changed}`, 'utf16le') }
  await files.getByLabel('یا فایل CSV').nth(3).setInputFiles(file)
  await put.click()
  const packing = 'پست پیشتاز، بسته‌بندی شکستنی، پاکت'
  await expect(section(admin, 'تفاوت با قیمت‌های منتشرشده').getByRole('row', { name: packing })).toContainText('۱۲٬۳۴۵')
  await expect(cell(admin, packing)).toHaveValue('۱۲٬۳۴۵')
  await expect(admin.getByText('این پیش‌نویس را خودتان ثبت کرده‌اید.')).toBeVisible()
  await expect(admin.getByRole('button', { name: 'انتشار این قیمت‌ها' })).toHaveCount(0)
  await expectFits(admin)
  await admin.getByRole('button', { name: 'دور انداختن پیش‌نویس' }).click()
  await expect(admin.getByText('پیش‌نویسی باز نیست.')).toBeVisible()
  await expect(cell(admin, packing)).not.toHaveValue('۱۲٬۳۴۵')
})
