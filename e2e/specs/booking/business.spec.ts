import type { Page } from '@playwright/test'
import { accept, timeline, toAcceptance } from '../../support/answer.ts'
import { closedUntilLater, samplePrices } from '../../support/business.ts'
import { expect, expectAccessibleInBothSchemes } from '../../support/fixtures.ts'
import { bookAndSend, expectAt, goTo, readMessage, walkTo } from '../../support/journey.ts'
import { written } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-business.ts'

test.describe.configure({ timeout: 180_000 })

const snow = 'برف سنگین در راه است'
const start = (page: Page) => page.getByRole('button', { name: 'ادامه', exact: true })
const main = (page: Page) => page.getByRole('main')
async function look(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessibleInBothSchemes(page)
}

const expectSaid = async (page: Page, text: string | RegExp) => await expect(main(page).getByText(text)).toBeVisible()

test('the business stands with its name, phone, hours, cities and liability before any form, and in the chat', async ({
  edit,
  openFromChat,
  divar,
}) => {
  await edit()
  const page = await openFromChat({ side: 'DEMAND' })
  await expectSaid(page, 'چه کسی کالا را می‌برد؟')
  await expect(page.getByRole('banner')).toContainText('ارسال با پیک بادپا')
  await expect(main(page).getByText('پیک بادپا، ۰۲۱۹۱۰۰۱۲۳۴', { exact: true })).toBeVisible()
  await main(page).getByText('چه کسی کالا را می‌برد؟').click()
  for (const text of ['همیشه باز است', /^تهران، کرج، اصفهان، شیراز و/, /تا سقف ۱۰ میلیون تومان/]) {
    await expect(main(page).getByText(text)).toBeVisible()
  }
  await expect(main(page).getByRole('link', { name: '۰۲۱۹۱۰۰۱۲۳۴' })).toHaveAttribute('href', 'tel:02191001234')
  await look(page)
  await walkTo(page, 'address')
  await expect(main(page).getByText(/فقط به «.?پیک بادپا.?» داده می‌شود/)).toBeVisible()
  await goTo(page, 'review')
  await expect(main(page).getByText(/تا سقف ۱۰ میلیون تومان/)).toBeVisible()
  await look(page)
  await goTo(page, 'preview')
  expect((await readMessage(page)).text).toMatch(/^روش: پیک همان‌روز، با «.پیک بادپا.»$/m)
  await bookAndSend(page)
  await expectAt(page, 'result')
  await expect(main(page).getByText('چه کسی کالا را می‌برد؟')).toBeVisible()
  await look(page)
  expect(written(divar).at(-1)).toContain('پیک بادپا')
  await page.getByRole('link', { name: 'حریم خصوصی' }).click()
  await expect(main(page).getByText('۰۲۱۹۱۰۰۱۲۳۴')).toBeVisible()
  await expect(main(page).getByText('میزبان ابری نمونه')).toBeVisible()
  await look(page)
  await edit({ processors: [] })
  await page.reload()
  await expectSaid(page, 'اطلاعات شما به هیچ شرکت دیگری داده نمی‌شود.')
})

test('closed, and booking for later: the first screen says when it opens, and the journey goes on', async ({
  edit,
  openFromChat,
}) => {
  await edit(closedUntilLater())
  const page = await openFromChat({ side: 'DEMAND' })
  await expectSaid(page, 'الان بیرون از ساعت کار است')
  await expect(main(page).getByText(/(امروز|فردا)، ساعت [۰-۹:]+ باز می‌شود\. می‌توانید همین حالا ثبت کنید/)).toBeVisible()
  await look(page)
  await walkTo(page, 'result')
})

test('closed, and nothing taken for later: no form opens, by no address', async ({ edit, openFromChat }) => {
  await edit({ ...closedUntilLater(), bookingWhileClosed: false })
  const page = await openFromChat({ side: 'DEMAND' })
  await expectSaid(page, /تا آن وقت سفارشی ثبت نمی‌شود/)
  await expect(start(page)).toHaveCount(0)
  await expect(main(page).getByRole('link', { name: 'بازگشت به دیوار' })).toBeVisible()
  await look(page)
  const first = page.url()
  for (const step of ['parcel', 'address', 'service', 'review', 'preview']) {
    await page.goto(`${first}/${step}`)
    await expect(page).toHaveURL(first)
  }
})

test('the price calculator says that the business is closed, paused, without prices, or not in the city', async ({
  edit,
  page,
  stack,
}) => {
  await edit(closedUntilLater())
  await page.goto(`${stack.appUrl}/price`)
  await expectSaid(page, 'الان بیرون از ساعت کار است')
  await edit({ pause: { reason: snow, until: null, booking: false } })
  await page.reload()
  await expectSaid(page, new RegExp(`${snow}\\. هنوز معلوم نیست`))
  await look(page)
  await edit({ tariff: { ...samplePrices, validTo: '1400-12-29' } })
  await page.goto(`${stack.appUrl}/price?from=tehran&to=mashhad&size=small`)
  await expectSaid(page, /^قیمت‌های تازه هنوز اعلام نشده است\. هنوز معلوم نیست/)
  await expect(main(page).getByText('تومان')).toHaveCount(0)
  await expect(main(page).getByText('شهر دیگری را امتحان کنید')).toHaveCount(0)
  await look(page)
  await edit()
  await page.goto(`${stack.appUrl}/price?from=qom&to=tehran&size=small`)
  await expectSaid(page, /^در .?قم.? هنوز پیک نداریم/)
  await expect(main(page).getByText('در این شهر ارائه نمی‌شود').first()).toBeVisible()
  await expect(main(page).getByText(/فعلاً هیچ روشی این اندازه را در این مسیر نمی‌برد/)).toBeVisible()
  await look(page)
})

test('paused while a buyer stands at the preview: the tap books nothing, and the draft goes on after the pause', async ({
  edit,
  openFromChat,
  divar,
}) => {
  await edit()
  const page = await openFromChat({ side: 'DEMAND' })
  await walkTo(page, 'preview')
  await edit({ pause: { reason: snow, until: null, booking: false } })
  await bookAndSend(page)
  await expect(main(page).getByText('فعلاً سفارش تازه نمی‌گیریم')).toBeVisible()
  await expect(main(page).getByText(new RegExp(`${snow}\\. هنوز معلوم نیست`))).toBeVisible()
  await look(page)
  expect(written(divar)).toEqual([])
  await edit()
  await page.reload()
  await expectSaid(page, 'پیش‌نویس شما')
  await start(page).click()
  await expectAt(page, 'review')
})

test('paused while the other side completes: the acceptance says why, and the proposal stays', async ({
  edit,
  openFromChat,
  newWindow,
  divar,
}) => {
  await edit()
  const mine = await openFromChat({ side: 'DEMAND' })
  await walkTo(mine, 'result')
  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(theirs)
  await edit({ pause: { reason: snow, until: null, booking: false } })
  await theirs.reload()
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('فعلاً سفارش تازه نمی‌گیریم')
  await expect(main(theirs).getByText(/این پیشنهاد تا پایان مهلتش سر جایش می‌ماند/)).toBeVisible()
  await look(theirs)
  expect(written(divar)).toHaveLength(1)
  await theirs.getByRole('link', { name: 'دیدن مرسوله' }).click()
  await expect(theirs.getByRole('link', { name: 'پذیرش و تکمیل نشانی' })).toBeVisible()
})

test('once a proposal is accepted, both sides can call the business by a tap and read its name in the timeline', async ({
  edit,
  openFromChat,
  newWindow,
}) => {
  await edit()
  const mine = await openFromChat({ side: 'DEMAND' })
  await expectSaid(mine, 'چه کسی کالا را می‌برد؟')
  await walkTo(mine, 'result')
  const call = (page: Page) => page.getByRole('link', { name: /^تماس با «.?پیک بادپا.?»$/ })
  await expect(call(mine)).toHaveCount(0)
  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(theirs)
  await accept(theirs)
  await mine.reload()
  for (const page of [mine, theirs]) {
    await expect(call(page)).toHaveAttribute('href', 'tel:02191001234')
    await expect(timeline(page).nth(2)).toHaveText(/^مأمور پیک مشخص شود .*«.?پیک بادپا.?» مشخص می‌کند$/)
    await look(page)
  }
})

test('a service that is off cannot be chosen', async ({ edit, openFromChat }) => {
  await edit({ services: { city_express: false, city_same_day: true, post_vijeh: true, post_pishtaz: true } })
  const page = await openFromChat({ side: 'DEMAND' })
  await expectSaid(page, 'چه کسی کالا را می‌برد؟')
  const express = page.getByRole('radio', { name: /^پیک فوری/ })
  await expect(express).toBeDisabled()
  await expect(main(page).getByText('در حال حاضر ارائه نمی‌شود')).toBeVisible()
})

test('outside the area: a buyer goes no further, a seller may have the thing elsewhere', async ({
  edit,
  openFromChat,
  newWindow,
}) => {
  await edit({ area: { pickup: ['shiraz'], dropoff: 'all' } })
  const buyer = await openFromChat({ side: 'DEMAND' })
  await expectSaid(buyer, /هنوز پیک نداریم$/)
  await expect(main(buyer).getByText(/کالا را از این شهرها می‌گیرد: شیراز\./)).toBeVisible()
  await expect(start(buyer)).toHaveCount(0)
  await look(buyer)
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await expect(main(seller).getByText(/اگر کالا جای دیگری است/)).toBeVisible()
  await expect(start(seller)).toBeVisible()
})
