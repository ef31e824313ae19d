import type { Page } from '@playwright/test'
import { accept, toAcceptance, toAcceptanceWithoutScripts } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes } from '../../support/fixtures.ts'
import { bookAndSend, errorSummary, expectAt, goTo, walkTo } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { test } from '../../support/own-business.ts'
import { test as testOnOwnDatabase } from '../../support/own-database.ts'

test.describe.configure({ timeout: 180_000 })

const main = (page: Page) => page.getByRole('main')
const input = (page: Page) => page.getByLabel(/^ارزش کالا/)
const value = (page: Page) =>
  main(page)
    .locator('dt', { hasText: /^ارزش کالا$/ })
    .locator('xpath=following-sibling::dd')
const above = /تا ۱۰٬۰۰۰٬۰۰۰ تومان جبران می‌شود و بیشتر از آن نه/

async function look(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessibleInBothSchemes(page)
}

async function declare(page: Page, text: string): Promise<void> {
  await input(page).fill(text)
  await page.getByRole('button', { name: 'ثبت ارزش کالا' }).click()
}

test('the price of the post is the declared value, until the buyer and then the seller say another, and the carrier is told', async ({
  edit,
  openFromChat,
  newWindow,
  divar,
}) => {
  await edit({ maximumLiability: 10_000_000 })
  const mine = await openFromChat({ side: 'DEMAND' })
  await walkTo(mine, 'review')
  await expect(value(mine)).toHaveText('۸٬۵۰۰٬۰۰۰ تومان (قیمت آگهی)')
  await expect(main(mine).getByText(above)).toHaveCount(0)
  await look(mine)

  await mine.getByRole('link', { name: 'ویرایش ارزش کالا و خسارت' }).click()
  await expect(input(mine)).toHaveValue('۸٬۵۰۰٬۰۰۰')
  await look(mine)
  await declare(mine, '۱۲٫۵۰۰۵')
  await expect(errorSummary(mine)).toContainText('این مبلغ خوانده نشد، یا دو جور خوانده می‌شود.')
  await expect(input(mine)).toHaveValue('۱۲٫۵۰۰۵')
  await look(mine)
  await declare(mine, '۱۲')
  await expect(errorSummary(mine)).toContainText('نمی‌تواند کمتر از ۱٬۰۰۰ تومان باشد')
  await declare(mine, '۱۲ میلیون و ۵۰۰')
  await expectAt(mine, 'review')
  await expect(value(mine)).toHaveText('۱۲٬۵۰۰٬۰۰۰ تومان')
  await expect(main(mine).getByText(above)).toBeVisible()
  await look(mine)
  await mine.getByRole('link', { name: 'ویرایش ارزش کالا و خسارت' }).click()
  await expect(main(mine).getByText(above)).toBeVisible()
  await look(mine)
  await mine.goBack()
  await goTo(mine, 'preview')
  await bookAndSend(mine)
  await expectAt(mine, 'result')

  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await expect(value(theirs)).toHaveText('۱۲٬۵۰۰٬۰۰۰ تومان')
  await toAcceptance(theirs)
  await expect(value(theirs)).toHaveText('۱۲٬۵۰۰٬۰۰۰ تومان')
  await expect(main(theirs).getByText(above)).toBeVisible()
  await look(theirs)
  await theirs.getByRole('link', { name: 'اندازه، وزن یا ارزش درست نیست' }).click()
  await expect(input(theirs)).toHaveValue('۱۲٬۵۰۰٬۰۰۰')
  await look(theirs)
  await input(theirs).fill('نه میلیون تومن')
  await theirs.getByRole('button', { name: 'دیدن هزینهٔ تازه' }).click()
  await expect(value(theirs)).toHaveText('۹٬۰۰۰٬۰۰۰ تومان')
  await expect(main(theirs).getByText(above)).toHaveCount(0)
  await accept(theirs)

  await mine.reload()
  await mine.getByText('مرسوله', { exact: true }).click()
  await expect(value(mine)).toHaveText('۹٬۰۰۰٬۰۰۰ تومان')
  await expect
    .poll(() => divar.carrierOrders().map(({ data }) => (data as { declaredValueToman?: number }).declaredValueToman))
    .toEqual([9_000_000])
})

// Its app has never seen the post, and remembers no price of it.
testOnOwnDatabase(
  'a post without a fixed price declares nothing, and the carrier is told that',
  async ({ edit, openFromChat, newWindow, divar }) => {
    await edit()
    const [talk] = divar.conversations()
    divar.patchPost({ token: talk?.post.token ?? '', priceToman: null })
    const mine = await openFromChat({ side: 'DEMAND' })
    await walkTo(mine, 'result')
    const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
    await toAcceptance(theirs)
    await expect(value(theirs)).toHaveText('اعلام نشده است')
    await accept(theirs)
    await expect
      .poll(() => divar.carrierOrders().map(({ data }) => (data as { declaredValueToman?: number }).declaredValueToman))
      .toEqual([null])
  },
)

test.describe('without JavaScript', () => {
  const noScripts = { javaScriptEnabled: false }
  test.use(noScripts)
  test.beforeEach(({ tolerate }) => {
    // A script that the page asks for ahead is refused where no script may run, and Chromium calls that a policy.
    tolerate(/\.js did not load: csp$/)
  })

  test('the declared value is refused, taken back and then corrected by the seller', async ({
    openFromChat,
    newWindow,
    edit,
  }) => {
    await edit()
    const mine = await openFromChat({ side: 'DEMAND' })
    await walkTo(mine, 'review')
    await mine.getByRole('link', { name: 'ویرایش ارزش کالا و خسارت' }).click()
    await declare(mine, '۲.۵۰۰ میلیون')
    await expect(errorSummary(mine)).toContainText('دو جور خوانده می‌شود')
    await expect(input(mine)).toHaveValue('۲.۵۰۰ میلیون')
    await declare(mine, '')
    await expectAt(mine, 'review')
    await expect(value(mine)).toHaveText('اعلام نشده است')
    await mine.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
    await expectAt(mine, 'result')

    const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow(noScripts) })
    await toAcceptanceWithoutScripts(theirs)
    await expect(value(theirs)).toHaveText('اعلام نشده است')
    await theirs.getByRole('link', { name: 'اندازه، وزن یا ارزش درست نیست' }).click()
    await input(theirs).fill('هشت و نیم میلیون')
    await theirs.getByRole('button', { name: 'دیدن هزینهٔ تازه' }).click()
    await expect(value(theirs)).toHaveText('۸٬۵۰۰٬۰۰۰ تومان')
    await accept(theirs)
  })
})
