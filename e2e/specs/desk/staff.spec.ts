import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { errorSummary } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import {
  acceptWithPassword,
  enterAs,
  giveAuthenticator,
  inviteByCommand,
  newLogin,
  password,
  signIn,
  signOut,
} from '../../support/staff.ts'
import { staffCommand } from '../../support/staff-command.ts'

const atDesk = { name: 'میز کار', exact: true, level: 1 } as const

test('from an empty desk, an admin invited by the command makes a passkey, keeps recovery codes and signs in again', async ({
  page,
  stack,
  newWindow,
}) => {
  const link = await inviteByCommand(stack.env, 'admin')
  const device = await giveAuthenticator(page)
  await page.goto(link)
  await expect(page.getByRole('heading', { name: 'خوش آمدید، مینا رستمی' })).toBeVisible()
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  await page.getByRole('button', { name: 'ساختن گذرکلید' }).click()

  await expect(page.getByText('کد بازیابی ندارید')).toBeVisible()
  await page.getByRole('button', { name: 'ساختن ده کد تازه' }).click()
  const codes = page.getByRole('status').locator('li')
  await expect(codes).toHaveCount(10)
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  const [code = '', another = ''] = await codes.allTextContents()
  await page.reload()
  await expect(page.getByText('۱۰ کد به کار نرفته دارید')).toBeVisible()
  await expect(codes).toHaveCount(0)

  await page.getByRole('link', { name: 'میز کار', exact: true }).click()
  await expect(page.getByRole('heading', atDesk)).toBeVisible()
  await expectAccessibleInBothSchemes(page)
  const second = await page.context().newPage()
  await second.goto(page.url())
  await signOut(page)
  await signOut(second)
  await second.close()
  await page.goto(`${stack.env.APP_URL}/desk/team`)
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)

  await device.sees(false)
  await page.getByRole('button', { name: 'ورود با گذرکلید' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'گذرکلید تأیید نشد' })).toBeVisible()
  await device.sees(true)
  await page.getByRole('button', { name: 'ورود با گذرکلید' }).click()
  await expect(page.getByRole('heading', { name: 'همکاران' }), 'where they wanted to go').toBeVisible()
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  await signOut(page)

  await page.getByText('گذرکلیدم همراهم نیست').click()
  await page.getByLabel('کد بازیابی', { exact: true }).fill(code.toUpperCase())
  await page.getByRole('button', { name: 'ورود با کد بازیابی' }).click()
  await expect(page.getByRole('heading', { name: 'گذرکلید تازه بسازید' })).toBeVisible()
  await expect(page.getByText('۹ کد به کار نرفته دارید')).toBeVisible()
  await expectAccessibleInBothSchemes(page)
  await expectFits(page)
  await page.goto(`${stack.env.APP_URL}/desk/team`)
  await expect(page.getByRole('heading', { name: 'گذرکلید تازه بسازید' }), 'nothing else opens').toBeVisible()
  await page.getByRole('button', { name: 'خروج بدون ساختن گذرکلید' }).click()
  await expect(page.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()

  // A device that has none of the old passkeys.
  const fresh = await newWindow({ viewport: { width: 390, height: 844 } })
  await giveAuthenticator(fresh)
  await fresh.goto(`${stack.env.APP_URL}/desk/sign-in`)
  await fresh.getByText('گذرکلیدم همراهم نیست').click()
  await fresh.getByLabel('کد بازیابی', { exact: true }).fill(another)
  await fresh.getByRole('button', { name: 'ورود با کد بازیابی' }).click()
  await fresh.getByRole('button', { name: 'ساختن گذرکلید', exact: true }).click()
  await expect(fresh.getByRole('heading', { name: 'ورود و امنیت' })).toBeVisible()
  await fresh.goto(`${stack.env.APP_URL}/desk/team`)
  await expect(fresh.getByText(/فقط با کد بازیابی گذرکلید تازه ساخت/)).toBeVisible()
  await expectAccessibleInBothSchemes(fresh)
  await expectFits(fresh)
})

test('without JavaScript, an invitation is accepted and signed in with a password and an authenticator app', async ({
  newWindow,
  stack,
  divar,
  tolerate,
}) => {
  tolerate(/\.js did not load: csp$/)
  const page = await newWindow({ javaScriptEnabled: false })
  const link = await inviteByCommand(stack.env, 'dispatcher')
  await page.goto(link)
  await page.getByLabel('نام کاربری').fill('مینا')
  await page.getByLabel('گذرواژه', { exact: true }).fill('قوریِ چینی')
  await page.getByLabel('کدی که برنامه نشان می‌دهد').fill('12')
  await page.getByRole('button', { name: 'پذیرفتن با گذرواژه' }).click()
  await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3)
  await expect(page.getByLabel('نام کاربری')).toHaveValue('مینا')
  expect(await page.content(), 'no password is drawn again').not.toContain('قوریِ')

  const login = newLogin()
  const { codeNow, used } = await acceptWithPassword(page, link, login)
  await page.getByRole('button', { name: 'ساختن ده کد تازه' }).click()
  await expect(page.getByText('این ده کد را همین حالا نگه دارید')).toBeVisible()
  await signOut(page)
  await signIn(page, { login, code: used })
  await expect(errorSummary(page)).toContainText('هر کد یک بار پذیرفته می‌شود')
  divar.clock(60)
  await signIn(page, { login, code: codeNow(60) })
  await expect(page.getByRole('heading', atDesk)).toBeVisible()
  await page.goto(`${stack.env.APP_URL}/desk/team`)
  await expect(page.getByText('نقش شما اجازهٔ این کار را ندارد')).toBeVisible()
})

test('an invitation works once and for a day, and says so', async ({ page, newWindow, stack, divar }) => {
  const link = await inviteByCommand(stack.env, 'viewer')
  await acceptWithPassword(page, link, newLogin())
  const other = await newWindow()
  await other.goto(link)
  await expect(other.getByRole('heading', { name: 'این دعوت به کار رفته است' })).toBeVisible()
  await expectAccessibleInBothSchemes(other)
  await other.goto(`${link}x`)
  await expect(other.getByRole('heading', { name: 'این لینک دعوت معتبر نیست' })).toBeVisible()
  const late = await inviteByCommand(stack.env, 'viewer')
  divar.clock(24 * 3600 + 1)
  await other.goto(late)
  await expect(other.getByRole('heading', { name: 'مهلت این دعوت گذشته است' })).toBeVisible()
})

test('somebody whom an admin disables is out at their next step, and their link and password are worth nothing', async ({
  page,
  newWindow,
  stack,
  divar,
}) => {
  await enterAs(page, stack.env, 'admin', 'رضا کریمی')
  await page.goto(`${stack.env.APP_URL}/desk/team`)
  await page.getByLabel('نام و نام خانوادگی').fill('سارا احمدی')
  await page.getByLabel('نقش', { exact: true }).selectOption('dispatcher')
  await page.getByRole('button', { name: 'ساختن لینک دعوت' }).click()
  const shown = page.getByRole('status').filter({ hasText: 'لینک دعوت آماده است' })
  const link = (await shown.getByRole('listitem').textContent()) ?? ''

  const colleague = await newWindow()
  const login = newLogin()
  const { codeNow } = await acceptWithPassword(colleague, link, login)
  await page.goto(`${stack.env.APP_URL}/desk/team`)
  const card = page.getByRole('listitem').filter({ hasText: 'سارا احمدی' })
  await card.getByText('تغییر', { exact: true }).click()
  await card.getByLabel('نقش سارا احمدی').selectOption('viewer')
  await card.getByRole('button', { name: 'ثبت نقش' }).click()
  await expect(card.getByText('بیننده', { exact: true })).toBeVisible()
  await colleague.goto(`${stack.env.APP_URL}/desk`)
  await expect(colleague.getByText('نقش شما: بیننده')).toBeVisible()

  await card.getByRole('button', { name: 'غیرفعال کردن' }).click()
  await expect(card.getByText('غیرفعال', { exact: true })).toBeVisible()
  // The open page may have gone there by itself.
  await colleague.goto(`${stack.env.APP_URL}/desk/security`)
  await expect(colleague.getByRole('heading', { name: 'ورود کارکنان' })).toBeVisible()
  divar.clock(60)
  await signIn(colleague, { login, code: codeNow(60) })
  await expect(errorSummary(colleague)).toContainText('درست نیست')

  await page.getByRole('button', { name: 'نقش‌ها را دیدم و درست است' }).click()
  await expect(page.getByText('آخرین مرور').first()).toBeVisible()
  const audit = (await staffCommand(stack.env, 'audit')).split('\n').map((line) => JSON.parse(line) as { what: string })
  expect(audit.map(({ what }) => what)).toEqual(expect.arrayContaining(['team.role', 'team.disable', 'team.review']))
  expect(JSON.stringify(audit)).not.toContain('سارا')
})

test('somebody who guesses a password is slowed down, a right one included, and a passkey still lets in', async ({
  page,
  newWindow,
  stack,
  divar,
}) => {
  const login = newLogin()
  await giveAuthenticator(page)
  const { codeNow } = await acceptWithPassword(page, await inviteByCommand(stack.env, 'viewer'), login)
  await page.getByRole('button', { name: 'افزودن گذرکلید' }).click()
  await expect(page.getByText('هنوز با آن وارد نشده‌اید')).toBeVisible()
  await signOut(page)

  const guesser = await newWindow()
  await guesser.goto(`${stack.env.APP_URL}/desk/sign-in`)
  for (let guess = 0; guess < 5; guess += 1) {
    await signIn(guesser, { login, password: `حدس شمارهٔ ${guess} و بلند`, code: '000000' })
    await expect(errorSummary(guesser)).toContainText('درست نیست')
    await guesser.reload()
  }
  divar.clock(60)
  await signIn(guesser, { login, password, code: codeNow(60) })
  await expect(errorSummary(guesser)).toContainText('۱۵ دقیقهٔ دیگر دوباره امتحان کنید')
  await page.getByRole('button', { name: 'ورود با گذرکلید' }).click()
  await expect(page.getByRole('heading', atDesk)).toBeVisible()
})

test("a signed-in member who follows another site's link is at the desk, and another site's form does nothing", async ({
  page,
  stack,
}) => {
  await enterAs(page, stack.env, 'viewer')
  const elsewhere = `${stack.simulator.url.replace('localhost', '127.0.0.1')}/`
  await page.goto(elsewhere)
  await page.evaluate((href) => {
    document.body.innerHTML = `<a href="${href}">desk</a>`
  }, `${stack.env.APP_URL}/desk`)
  await page.getByRole('link', { name: 'desk' }).click()
  await expect(page.getByRole('heading', atDesk)).toBeVisible()
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith('peyk.desk'))
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })

  const form = page.locator('form').first()
  const fields = await form.evaluate((element) =>
    [...new FormData(element as HTMLFormElement)].map(([name, value]) => [name, String(value)]),
  )
  const body = new FormData()
  for (const [name = '', value = ''] of fields) body.append(name, value)
  const headers = {
    cookie: `${cookie?.name}=${cookie?.value}`,
    origin: elsewhere.slice(0, -1),
    'sec-fetch-site': 'cross-site',
  }
  await fetch(`${stack.env.APP_URL}/desk`, { method: 'POST', body, headers, redirect: 'manual' })
  await page.reload()
  await expect(page.getByRole('heading', atDesk), 'still signed in').toBeVisible()
  await signOut(page)
})
