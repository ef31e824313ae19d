import type { BrowserContextOptions, Page } from '@playwright/test'
import sharp from 'sharp'
import type { Control } from '../../simulator/index.ts'
import { accept, cancel, heading, timeline, toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { consent, readTrackingCode } from '../../support/journey.ts'
import { carrierTells, openButton, patience, propose, written } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo, complete } from '../../support/plain-walk.ts'

// After the user of a side has consented, somebody else opens that side's forwarded link.

test.describe.configure({ timeout: 240_000 })

const looksOn = 'اینجا فقط می‌توانید ببینید'
const proving = 'تأیید با حساب دیوار'
const deeds =
  /^(لغو ارسال|گزارش مشکل|پذیرش و تکمیل نشانی|نمی‌خواهم|ثبت ارسال تازه|دوباره پیشنهاد دهید|حالا در چت اعلام کن)$/

const own = (page: Page) => page.url().replace(/^(.*\/shipment\/\w+).*$/, '$1')

/** The shipment is there to look at, with why nothing can be done, one button, and nothing else to press. */
async function expectOnlyLook(page: Page): Promise<void> {
  await expect(page.getByText(looksOn, { exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'ادامه با حساب دیوار', exact: true })).toHaveCount(1)
  await expect(page.getByRole('link', { name: deeds })).toHaveCount(0)
  // A button that copies comes with the page's scripts.
  await expect(page.getByRole('main').getByRole('button', { name: /^(?!.*کپی)/ })).toHaveCount(0)
}

/** Each page on which something could be changed asks first who this is. */
async function expectAsked(page: Page, steps: string[]): Promise<void> {
  const shipment = own(page)
  for (const step of steps) {
    await page.goto(`${shipment}/${step}`)
    await expect(heading(page), step).toHaveText(proving)
    expect(new URL(page.url()).searchParams.get('next')).toBe(step)
  }
}

/** Somebody who is no party of the first conversation. */
function strangerId(divar: Control): string {
  const [talk, ...others] = divar.conversations()
  const parties = [talk?.supplier.id, talk?.demand.id]
  const found = others.flatMap(({ supplier, demand }) => [supplier.id, demand.id]).find((id) => !parties.includes(id))
  if (!found) throw new Error('the scenario has no stranger')
  return found
}

async function refuseAsStranger(page: Page, divar: Control): Promise<void> {
  divar.settings({ checkParty: false })
  divar.consentAs(strangerId(divar))
  await consent(page, 'allow')
  await expect(heading(page)).toHaveText('با حساب دیگری وارد شده‌اید')
  divar.consentAs(null)
}

/** A browser without scripts reports each that the page names. */
const withoutScripts = /\.js did not load: csp$/

const ways: [string, BrowserContextOptions][] = [
  ['with scripts', {}],
  ['without scripts', { javaScriptEnabled: false }],
]

for (const [how, options] of ways) {
  test(`${how}, a stranger with the link cannot cancel the buyer's shipment, and the buyer elsewhere can`, async ({
    openFromChat,
    newWindow,
    divar,
    tolerate,
  }) => {
    tolerate(withoutScripts)
    const code = await propose(await openFromChat({ side: 'DEMAND' }), 'DEMAND')
    const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
    await complete(seller)
    await expect.poll(() => written(divar).length, patience).toBe(2)
    const page = await openButton(await newWindow(options), divar, 'DEMAND', code)
    await expect(heading(page)).toHaveText('ارسال پذیرفته شد')
    await expectOnlyLook(page)
    await expectFits(page)
    if (how === 'with scripts') await expectAccessible(page)
    await expectAsked(page, ['problem', 'cancel'])
    await expectFits(page)
    await refuseAsStranger(page, divar)
    expect(await divar.carrierOrders({ trackingCode: code })).toHaveLength(1)
    expect(written(divar)).toHaveLength(2)

    // The same person opens the link again: one tap leads on to the page they wanted.
    const buyer = await openFromChat({ side: 'DEMAND', page: await newWindow(options) })
    await buyer.goto(`${own(buyer)}/cancel`)
    await consent(buyer, 'allow')
    await expect(buyer).toHaveURL(/\/cancel$/)
    await buyer.goto(own(buyer))
    await expect(buyer.getByText(looksOn, { exact: true })).toHaveCount(0)
    await cancel(buyer, 'از معامله منصرف شدیم')
    await expect.poll(() => written(divar).length, patience).toBe(3)
  })

  test(`${how}, a stranger with the link cannot accept for a seller who consented`, async ({
    openFromChat,
    newWindow,
    divar,
    tolerate,
  }) => {
    tolerate(withoutScripts)
    const code = await propose(await openFromChat({ side: 'DEMAND' }), 'DEMAND')
    const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
    await toAcceptance(seller)
    await seller.getByRole('link', { name: 'می‌خواهم به نام من نوشته شود' }).click()
    await consent(seller, 'allow')
    await seller.waitForURL('**/accept')

    const page = await openButton(await newWindow(options), divar, 'SUPPLY', code)
    await expect(heading(page)).toHaveText('پیشنهاد ارسال از طرف خریدار')
    await expectOnlyLook(page)
    await expectAsked(page, ['reject', 'address', 'accept'])
    await refuseAsStranger(page, divar)
    await page.getByRole('link', { name: 'اجازه با حساب درست' }).click()
    await expect(heading(page)).toHaveText(proving)
    expect(divar.carrierOrders({ trackingCode: code })).toHaveLength(0)

    await accept(seller)
  })

  test(`${how}, a stranger who erases their data deletes no proof of delivery of the buyer`, async ({
    openFromChat,
    newWindow,
    divar,
    tolerate,
  }) => {
    tolerate(withoutScripts)
    const buyer = await openFromChat({ side: 'DEMAND' })
    const code = await propose(buyer, 'DEMAND')
    await complete(await openButton(await newWindow(), divar, 'SUPPLY', code))
    await expect.poll(() => divar.carrierOrders({ trackingCode: code }).length, patience).toBe(1)
    await carrierTells(divar, code, 'assigned', 'picked_up', 'delivered')
    const red = { width: 400, height: 300, channels: 3, background: '#993333' } as const
    await divar.carrierProof({ trackingCode: code, picture: await sharp({ create: red }).jpeg().toBuffer() })

    const page = await openButton(await newWindow(options), divar, 'DEMAND', code)
    await expect(page.locator('#proof')).toContainText('هنوز کسی آن را ندیده')
    await expectOnlyLook(page)
    const seat = page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')
    await page.goto(`${seat}/erase`)
    await expect(heading(page)).toHaveText('اول با حساب دیوار تأیید کنید')
    await page.goto(seat)
    await bookTo(page, 'address')
    await page.goto(`${seat}/erase`)
    await page.getByRole('button', { name: 'اطلاعات من را پاک کن' }).click()
    await expect(heading(page)).toHaveText('اطلاعات شما پاک شد')

    await buyer.reload()
    await expect(buyer.locator('#proof')).toContainText('هنوز کسی آن را ندیده')
  })
}

test("a side's user proved while a stranger has the page open is checked at the stranger's tap", async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'review')
  await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const page = await openButton(await newWindow(), divar, 'DEMAND', code)
  await page.getByRole('link', { name: 'لغو ارسال' }).click()
  await page.getByRole('radio', { name: 'از معامله منصرف شدیم' }).check()

  await buyer.getByRole('link', { name: 'حالا در چت اعلام کن' }).click()
  await consent(buyer, 'allow')
  await page.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(heading(page)).toHaveText(proving)
  await page.getByRole('link', { name: 'بازگشت به گام قبل' }).click()
  await expect(heading(page)).toHaveText('ثبت شد، ولی فروشنده هنوز خبر ندارد')
  await expectOnlyLook(page)
  await expect(timeline(page).first()).toBeVisible()
})
