import type { Page } from '@playwright/test'
import { otherKept } from '../../support/answer.ts'
import type { App } from '../../support/app.ts'
import { withDatabase } from '../../support/dump.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { readAddressSeed, readTrackingCode } from '../../support/journey.ts'
import { agree, openButton, shownCode } from '../../support/life.ts'
import { test as testOnOwnDatabase } from '../../support/own-database.ts'
import { printed } from '../../support/pdf.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'
import type { Environment } from '../../support/settings.ts'
import { acceptWithPassword, enterAs, inviteByCommand, newLogin } from '../../support/staff.ts'
import { staffCommand } from '../../support/staff-command.ts'

test.describe.configure({ timeout: 600_000 })

const label = '100 x 150'
const a4 = '210 x 297'
const sizes = async (page: Page) => (await printed(page)).map(({ size }) => size)

/** None of them is blank: a sheet with a border alone is drawn in fewer bytes than this. */
async function expectDrawn(page: Page): Promise<void> {
  for (const { drawn } of await printed(page)) expect(drawn).toBeGreaterThan(500)
}

/** Everything on a paper lies within its edges. */
const cutOff = async (page: Page) =>
  await page.evaluate(() =>
    [...document.querySelectorAll('.paper-label, .paper-half')]
      .filter(
        ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
          scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1,
      )
      .map((paper) => paper.getAttribute('aria-label') ?? paper.className),
  )

async function print(desk: Page, paper: string, field = 'نوع برگه'): Promise<void> {
  await desk.getByLabel(field).selectOption({ label: paper })
  await desk.getByRole('button', { name: 'چاپ (ثبت می‌شود)' }).click()
  await desk.waitForURL(/\/desk\/paper\/[\w-]{36}$/)
  await desk.evaluate(async () => await document.fonts.ready)
}

async function printSheet(desk: Page, url: string, day = 'امروز'): Promise<void> {
  await desk.goto(`${url}/desk/paper`)
  await desk.getByLabel('مأمور پیک').selectOption({ label: 'رضا تندرو' })
  await desk.getByLabel('روز', { exact: true }).selectOption({ label: day })
  await desk.getByRole('button', { name: 'چاپ برگهٔ روز' }).click()
  await desk.waitForURL(/\/desk\/paper\/[\w-]{36}$/)
}

test('a dispatcher prints what a shipment needs, each in its size, and the audit has each', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const url = stack.appUrl
  const { code } = await agree({ openFromChat, newWindow, divar })
  const courier = await newWindow()
  await enterAs(courier, stack.env, 'courier', 'رضا تندرو')
  const desk = await newWindow({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' })
  await enterAs(desk, stack.env, 'dispatcher')
  const { kept } = readAddressSeed()

  await printSheet(desk, url)
  await expect(desk.getByText('برای این روز جایی نیست که این مأمور پیک باید برود.')).toBeVisible()
  expect(await sizes(desk), 'a sheet of nothing is a sheet').toEqual([a4])
  await expectDrawn(desk)

  await desk.goto(`${url}/desk/shipments/${code}`)
  await print(desk, 'برچسب ۱۰ در ۱۵ سانتی‌متر')
  expect(await sizes(desk)).toEqual([label])
  await expectDrawn(desk)
  await expect(desk.getByText(kept.line)).toBeVisible()
  for (const secret of [otherKept.name, otherKept.mobile, otherKept.line]) {
    expect(await desk.content(), 'a label comes to the buyer').not.toContain(secret)
  }
  expect(await cutOff(desk)).toEqual([])
  const colours = await desk.locator('.paper-label').evaluate((paper) => {
    const { color, backgroundColor } = getComputedStyle(paper)
    return [color, backgroundColor]
  })
  expect(colours, 'black on white in a dark room').toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  await expectAccessibleInBothSchemes(desk)
  const labelUrl = desk.url()
  await desk.reload()
  await expect(desk.getByText(kept.line), 'a reload shows the same print').toBeVisible()

  await desk.goto(`${url}/desk/shipments/${code}`)
  await print(desk, 'بارنامه')
  expect(await sizes(desk)).toEqual([a4])
  const halves = desk.locator('.paper-half')
  await expect(halves.first()).toContainText(otherKept.line)
  await expect(halves.first()).not.toContainText(kept.line)
  await expect(halves.last()).toContainText(kept.line)
  await expect(halves.last()).not.toContainText(otherKept.line)
  expect(await cutOff(desk)).toEqual([])
  await expectAccessibleInBothSchemes(desk)

  await desk.goto(`${url}/desk/queue`)
  await desk.getByRole('checkbox', { name: new RegExp(code.slice(0, 3)) }).check()
  await desk.getByLabel('سپردن انتخاب‌شده‌ها به').selectOption({ label: 'رضا تندرو' })
  await desk.getByRole('button', { name: 'سپردن' }).click()
  await expect(desk.getByText('۱ مرسوله سپرده شد.')).toBeVisible()
  await printSheet(desk, url)
  await expect(desk.getByRole('row').nth(1)).toBeVisible()
  expect(await sizes(desk)).toEqual([a4])
  await expectAccessibleInBothSchemes(desk)
  await desk.setViewportSize({ width: 390, height: 844 })
  const width = await desk.evaluate(() => document.documentElement.scrollWidth)
  expect(width, 'paper that is wider than a phone is moved within its frame').toBe(390)
  await desk.setViewportSize({ width: 1280, height: 800 })

  const audit = await staffCommand(stack.env, 'audit')
  for (const said of ['"contact.print"', '"sheet.print"', 'label ', 'waybill ', 'sheet ']) expect(audit).toContain(said)
  for (const secret of [kept.name, kept.mobile, kept.line]) expect(audit).not.toContain(secret)

  const another = await newWindow()
  await enterAs(another, stack.env, 'dispatcher')
  await another.goto(labelUrl)
  await expect(another.getByText('این چاپ دیگر باز نمی‌شود')).toBeVisible()
  const viewer = await newWindow()
  await enterAs(viewer, stack.env, 'viewer')
  for (const address of [labelUrl, `${url}/desk/paper`]) {
    await viewer.goto(address)
    await expect(viewer.getByText('نقش شما اجازهٔ این کار را ندارد.'), address).toBeVisible()
  }
  await viewer.goto(`${url}/desk/shipments/${code}`)
  await expect(viewer.getByRole('button', { name: /چاپ/ })).toHaveCount(0)
  await viewer.goto(`${url}/desk/queue?tab=ended_today`)
  await expect(viewer.getByRole('button', { name: /چاپ/ })).toHaveCount(0)
})

/** As long as a form takes them: nothing of it may be cut off on paper. */
const longest = {
  name: 'سید محمدحسین '.repeat(6).slice(0, 78).trim(),
  line: 'خیابان شهید دکتر محمدحسین بهشتی، کوچهٔ هشتم شرقی، '.repeat(6).slice(0, 296).trim(),
}

/** So many more shipments as the one of this code, with everything of it. */
function copies(code: string, count: number): string[] {
  const original = `select id from shipments where tracking_code = '${code}'`
  return [
    `insert into shipments select (jsonb_populate_record(shipment, jsonb_build_object(
     'id', 'copy-' || n, 'tracking_code', 'COPY' || lpad(n::text, 5, '0'), 'conversation_id', 'copy-' || n))).*
   from shipments shipment, generate_series(1, ${count}) n where shipment.id in (${original})`,
    ...['shipment_steps', 'shipment_addresses'].map(
      (
        table,
      ) => `insert into ${table} select (jsonb_populate_record(part, jsonb_build_object('shipment_id', 'copy-' || n))).*
      from ${table} part, generate_series(1, ${count}) n where part.shipment_id in (${original})`,
    ),
  ]
}

/** The embedded database belongs to one process. */
async function whileStopped(app: App, own: Environment, statements: string[]): Promise<void> {
  await app.stop()
  await withDatabase(own, async (query) => {
    for (const statement of statements) await query(statement)
  })
  await app.start()
}

testOnOwnDatabase(
  'a day of 120 stops has each of them on some sheet, five labels are two sheets of A4, and a file has every row',
  async ({ openFromChat, newWindow, divar, stack, app, own, tolerate }) => {
    tolerate(/\.js did not load: csp$/)
    const url = stack.appUrl
    const buyer = await openFromChat({ side: 'DEMAND' })
    await bookTo(buyer, 'result', { address: longest })
    const code = (await readTrackingCode(buyer)).replaceAll('-', '')
    await complete(await openButton(await newWindow(), divar, 'SUPPLY', code), longest)
    const courier = await newWindow()
    await enterAs(courier, own, 'courier', 'رضا تندرو')
    const desk = await newWindow({ viewport: { width: 1280, height: 800 }, javaScriptEnabled: false })
    const link = await inviteByCommand(own, 'dispatcher')
    await acceptWithPassword(desk, link, newLogin())
    await desk.goto(`${url}/desk/shipments/${code}`)
    await desk.getByLabel('مأمور پیک').selectOption({ label: 'رضا تندرو' })
    await desk.getByRole('button', { name: 'سپردن' }).click()
    await desk.goto(`${url}/desk/shipments/${code}`)
    await whileStopped(app, own, copies(code, 119))

    await printSheet(desk, url)
    const stops = desk.getByRole('row')
    const rows = await stops.count()
    expect(rows - 1, 'collected and delivered today, or collected alone').toBeGreaterThanOrEqual(120)
    const sheets = await printed(desk)
    expect(sheets.length).toBeGreaterThan(4)
    expect(sheets.length).toBeLessThan(rows / 4)
    for (const { size, drawn } of sheets) {
      expect(size).toBe(a4)
      expect(drawn).toBeGreaterThan(500)
    }

    await desk.goto(`${url}/desk/queue?tab=assigned`)
    for (let at = 0; at < 5; at += 1) await desk.getByRole('checkbox', { name: /-/ }).nth(at).check()
    await print(desk, 'برچسب، چهارتا در برگهٔ A4', 'چاپ انتخاب‌شده‌ها')
    expect(await desk.locator('.paper-label').count()).toBe(5)
    expect(await sizes(desk)).toEqual([a4, a4])
    await expectDrawn(desk)
    expect(await cutOff(desk)).toEqual([])
    await desk.goto(`${url}/desk/queue?tab=assigned`)
    for (let at = 0; at < 3; at += 1) await desk.getByRole('checkbox', { name: /-/ }).nth(at).check()
    await print(desk, 'برچسب ۱۰ در ۱۵ سانتی‌متر', 'چاپ انتخاب‌شده‌ها')
    expect(await sizes(desk)).toEqual([label, label, label])
    await desk.goto(`${url}/desk/queue?tab=assigned`)
    await desk.getByLabel('چاپ انتخاب‌شده‌ها').selectOption({ label: 'بارنامه' })
    await desk.getByRole('button', { name: 'چاپ (ثبت می‌شود)' }).click()
    await expect(desk.getByText('دست‌کم یک مرسوله را انتخاب کنید')).toBeVisible()

    await desk.goto(`${url}/desk/queue?tab=assigned`)
    const href = await desk.getByRole('link', { name: /CSV/ }).getAttribute('href')
    const file = await desk.request.get(`${url}${href}`)
    expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
    expect(file.headers()['content-disposition']).toMatch(/^attachment; filename="peyk-queue-14\d\d-\d\d-\d\d\.csv"$/)
    const text = await file.text()
    expect(text.startsWith('\uFEFFکد پیگیری,وضعیت,'), 'a spreadsheet reads it as Persian').toBe(true)
    const lines = text.split('\r\n').filter((line) => line.startsWith(shownCode(code)) || line.startsWith('COP-Y'))
    expect(lines).toHaveLength(120)
    for (const secret of [longest.name, longest.line]) expect(text).not.toContain(secret)
    const stranger = await newWindow()
    const turned = await stranger.request.get(`${url}${href}`, { maxRedirects: 0 })
    expect([turned.status(), turned.headers().location]).toEqual([303, '/desk/sign-in?next=%2Fdesk%2Fqueue'])
  },
)
