import type { Page } from '@playwright/test'
import { accept, cancel, heading, otherAddress, otherKept, timeline, toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, type Side, test } from '../../support/fixtures.ts'
import {
  bookAndSend,
  consent,
  errorSummary,
  expectAt,
  expectPricesSettled,
  nothingForbidden,
  ownCity,
  payers,
  readAddressSeed,
  readMessage,
  readTrackingCode,
  unfold,
} from '../../support/journey.ts'
import { written } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'
import { findLeaks, recordResponses } from '../../support/secrets-scan.ts'

test.describe.configure({ timeout: 180_000 })

const other: Record<Side, Side> = { SUPPLY: 'DEMAND', DEMAND: 'SUPPLY' }
const persons: Record<Side, string> = { SUPPLY: 'فروشنده', DEMAND: 'خریدار' }

const named = (values: Record<string, string>) => Object.entries(values).map(([name, text]) => ({ name, text }))

/** What each side typed, and what Peyk made of it: nothing of the one may reach the other. */
const personal: Record<'proposer' | 'other', { name: string; text: string }[]> = {
  proposer: named(readAddressSeed().kept),
  other: [...named(otherKept), { name: 'typed mobile', text: otherAddress.mobile }],
}

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

/** Nothing sticks out, every target is large enough, and axe finds nothing in light and dark. */
async function look(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessibleInBothSchemes(page)
}

for (const side of ['DEMAND', 'SUPPLY'] as const) {
  test(`the ${side} side proposes, the other completes and accepts, and neither learns the other's address`, async ({
    openFromChat,
    newWindow,
    divar,
    stack,
  }) => {
    const mine = await openFromChat({ side })
    await bookTo(mine, 'result', { service: { otherCity: side === 'SUPPLY' ? 'تهران' : null } })
    await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible()
    const code = await readTrackingCode(mine)
    const heardByMe = recordResponses(mine.context(), stack.appUrl)

    // From the message's button to the proposal.
    const theirs = await newWindow()
    const heardByThem = recordResponses(theirs.context(), stack.appUrl)
    await theirs.goto(`${stack.simulator.url}/chat/${divar.conversations()[0]?.id}?as=${other[side]}&open=webview`)
    await theirs.getByRole('article').last().getByRole('button', { name: 'می‌پذیرم و نشانی می‌دهم' }).click()
    await theirs.waitForURL(`${stack.appUrl}/s/**`)
    await expect(heading(theirs)).toHaveText(`پیشنهاد ارسال از طرف ${persons[side]}`)
    await expect(theirs.getByText(/^قیمت پس از نشانی شما قطعی می‌شود و از [۰-۹٬]+ تومان بیشتر نخواهد شد/)).toBeVisible()
    await expect(theirs.getByText(payers.buyer)).toBeVisible()
    await expect(theirs.getByText(/ تا .+ فرصت دارید پاسخ دهید\.$/)).toBeVisible()
    await expect(timeline(theirs)).toHaveCount(5)
    await look(theirs)

    await theirs.getByRole('link', { name: 'پذیرش و تکمیل نشانی' }).click()
    await expect(heading(theirs)).not.toHaveText(/^پیشنهاد ارسال/)
    await look(theirs)
    await theirs.getByRole('button', { name: 'ادامه', exact: true }).click()
    await expect(errorSummary(theirs)).toBeFocused()
    await theirs.goto(theirs.url().replace(/\/address$/, ''))
    await toAcceptance(theirs)

    // The final price, who pays, the own address, the message as it will stand in the proposer's name.
    await expect(theirs.getByText('قیمت قطعی', { exact: true })).toBeVisible()
    await expect(theirs.getByText(otherKept.line)).toBeVisible()
    await expect(theirs.getByText(`با پذیرفتن شما، به نام ${persons[side]} در چت نوشته می‌شود`)).toBeVisible()
    await look(theirs)
    const shown = await readMessage(theirs)
    expect(shown.text).toContain(code)
    await accept(theirs)
    await expect(theirs.getByText('پیام در چت نوشته شد')).toBeVisible()
    await unfold(theirs, 'نشانی شما')
    await expect(theirs.getByText(otherKept.line)).toBeVisible()
    await expect(timeline(theirs).nth(1)).toHaveAttribute('aria-current', 'step')
    await expect(timeline(theirs).nth(1)).toContainText('پذیرش شما')
    await look(theirs)
    expect(written(divar)).toHaveLength(2)
    expect(written(divar).at(-1)).toBe(shown.text)

    await mine.reload()
    await expect(heading(mine)).toHaveText('ارسال پذیرفته شد')
    await expect(timeline(mine).nth(1)).toContainText(`پذیرش ${persons[other[side]]}`)
    await unfold(mine, 'نشانی شما')
    await expect(mine.getByText(readAddressSeed().kept.line)).toBeVisible()
    await expect(mine.getByText('قیمت قطعی', { exact: true })).toBeVisible()
    await look(mine)

    // Neither side may do again what is done, and nothing of the one stood in what the other got.
    for (const page of ['address', 'accept', 'reject', 'cancel', 'problem', 'announce', 'state']) {
      await theirs.request.get(`${seatOf(theirs)}/shipment/${code.replaceAll('-', '')}/${page}`)
    }
    await theirs.goto(`${seatOf(theirs)}/shipment/${code.replaceAll('-', '')}/accept`)
    await expect(heading(theirs)).toHaveText('ارسال پذیرفته شد')
    expect(findLeaks(await heardByThem(), personal.proposer)).toEqual([])
    expect(findLeaks(await heardByMe(), personal.other)).toEqual([])
    expect(findLeaks(named(Object.fromEntries(written(divar).entries())), Object.values(personal).flat())).toEqual([])
  })
}

test('the other side rejects a proposal on the page with a reason that the proposer reads', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const mine = await openFromChat({ side: 'DEMAND' })
  await bookTo(mine, 'result')
  await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible()
  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await theirs.getByRole('link', { name: 'نمی‌خواهم' }).click()
  await expect(theirs.getByText('در چت هم نوشته می‌شود.')).toBeVisible()
  await look(theirs)
  await theirs.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(errorSummary(theirs)).toBeFocused()
  await look(theirs)
  await theirs.getByRole('radio', { name: 'زمانش مناسب نیست' }).check()
  await theirs.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(heading(theirs)).toHaveText('پیشنهاد پذیرفته نشد')
  await expect(theirs.getByText('شما این پیشنهاد را نپذیرفتید. دلیل: «زمانش مناسب نیست».')).toBeVisible()
  await look(theirs)

  await mine.reload()
  await expect(mine.getByText('فروشنده این پیشنهاد را نپذیرفت. دلیل: «زمانش مناسب نیست».')).toBeVisible()
  await expect(mine.getByText(/^نشانی شما از این مرسوله پاک شده است\. فقط در پیش‌نویس خودتان/)).toBeVisible()
  expect(await mine.content()).not.toContain(readAddressSeed().kept.line)
  expect(written(divar)).toHaveLength(2)
  await look(mine)

  // Proposing again takes no typing: everything is filled in, up to the review.
  await mine.getByRole('link', { name: 'دوباره پیشنهاد دهید' }).click()
  await expectAt(mine, 'what')
  await look(mine)
  await expectPricesSettled(mine)
  await mine.getByRole('button', { name: 'ادامه', exact: true }).click()
  await expectAt(mine, 'review')
  await expect(mine.getByText(readAddressSeed().kept.line)).toBeVisible()
  // Of a loss the business that nobody wrote says nothing, and so does the page.
  await expect(mine.getByText(/نگفته است که اگر کالا گم شود یا آسیب ببیند چه می‌کند/)).toBeVisible()
  await theirs.getByRole('link', { name: 'ثبت ارسال تازه' }).click()
  await expect(theirs.getByLabel(ownCity)).toBeVisible()
})

test('when the proposer cancels a waiting proposal, the side about to accept is told what happened', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const mine = await openFromChat({ side: 'SUPPLY' })
  await bookTo(mine, 'result', { service: { otherCity: 'تهران' } })
  await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible()
  const theirs = await openFromChat({ side: 'DEMAND', page: await newWindow() })
  await expect(theirs.getByRole('link', { name: 'لغو ارسال' })).toHaveCount(0)
  await toAcceptance(theirs)

  await mine.getByRole('link', { name: 'لغو ارسال' }).click()
  await expect(mine.getByText(/^نشانی شما از آن پاک می‌شود و فقط در پیش‌نویس خودتان تا یک روز می‌ماند/)).toBeVisible()
  await look(mine)
  await mine.goBack()
  await cancel(mine, 'از معامله منصرف شدیم')
  await expect(mine.getByText('شما این ارسال را لغو کردید. دلیل: «از معامله منصرف شدیم».')).toBeVisible()
  await look(mine)

  await theirs.getByRole('button', { name: 'می‌پذیرم' }).click()
  await expect(heading(theirs)).toHaveText('ارسال لغو شد')
  await expect(theirs.getByText('همین حالا وضعیت عوض شد')).toBeVisible()
  await expect(theirs.getByText(/^پیش از رسیدن درخواست شما، فروشنده این ارسال را لغو کرد/)).toBeVisible()
  await look(theirs)
  expect(written(divar)).toHaveLength(2)
})

for (const side of ['DEMAND', 'SUPPLY'] as const) {
  test(`the ${side} side cancels an accepted shipment`, async ({ openFromChat, newWindow, divar }) => {
    const buyer = await openFromChat({ side: 'DEMAND' })
    await bookTo(buyer, 'result')
    const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
    await toAcceptance(seller)
    await accept(seller)
    await buyer.reload()
    const [one, another] = side === 'DEMAND' ? [buyer, seller] : [seller, buyer]
    await cancel(one, 'چیزی را اشتباه وارد کرده‌ام')
    await another.reload()
    await expect(heading(another)).toHaveText('ارسال لغو شد')
    await expect(another.getByText(`${persons[side]} این ارسال را لغو کرد.`, { exact: false })).toBeVisible()
    for (const page of [buyer, seller]) {
      await expect(page.getByText('نشانی شما دیگر نگه داشته نمی‌شود و پاک شده است.')).toBeVisible()
      await expect(page.getByRole('link', { name: 'لغو ارسال' })).toHaveCount(0)
    }
    await expect.poll(() => written(divar).length).toBe(3)
  })
}

test('when a proposal is accepted while its proposer cancels, the new meaning of cancelling is shown first', async ({
  openFromChat,
  newWindow,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  await buyer.getByRole('link', { name: 'لغو ارسال' }).click()
  await buyer.getByRole('radio', { name: 'دلیل دیگری دارم' }).check()
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(seller)
  await accept(seller)

  await buyer.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(errorSummary(buyer)).toContainText('وضعیت مرسوله همین حالا عوض شد و چیزی لغو نشد.')
  await expect(buyer.getByText('به شرکت پیک می‌گوییم که سفارش را کنار بگذارد.')).toBeVisible()
  await expect(buyer.getByRole('radio', { name: 'دلیل دیگری دارم' })).toBeChecked()
  await look(buyer)
  await buyer.getByRole('button', { name: 'ارسال را لغو می‌کنم' }).click()
  await expect(heading(buyer)).toHaveText('ارسال لغو شد')
})

for (const [service, title] of [
  ['پست پیشتاز', 'هزینه از سقف پیشنهاد بیشتر شد'],
  ['پیک همان‌روز', 'این روش ارسال به نشانی شما نمی‌خورد'],
] as const) {
  test(`an address beyond what ${service} serves blocks accepting, and the other side proposes from its own side`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const buyer = await openFromChat({ side: 'DEMAND' })
    await bookTo(buyer, 'result', { service: { service } })
    const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
    await toAcceptance(seller, { city: 'مشهد', district: 'احمدآباد' })
    await expect(heading(seller)).toHaveText(title)
    if (service === 'پست پیشتاز') await expect(seller.getByText('بیشتر از سقف')).toBeVisible()
    await look(seller)

    await seller.getByRole('button', { name: 'از طرف خودم پیشنهاد می‌دهم' }).click()
    // The buyer could not say what is inside: the first screen asks it, with everything else filled in.
    await expectAt(seller, 'what')
    if (service === 'پست پیشتاز') {
      await nothingForbidden(seller).check()
      await seller.getByRole('button', { name: 'ادامه', exact: true }).click()
      await expectAt(seller, 'review')
      await expect(seller.getByText(otherKept.line)).toBeVisible()
    }
    await buyer.reload()
    await expect(buyer.getByText('فروشنده این پیشنهاد را نپذیرفت. دلیل: «پیشنهاد تازه‌ای می‌دهم».')).toBeVisible()
    if (service !== 'پست پیشتاز') return

    // What the seller proposes in its place is the buyer's to answer.
    await consent(seller, 'allow')
    await bookAndSend(seller)
    await expectAt(seller, 'result')
    await buyer.goto(seatOf(buyer))
    await expect(heading(buyer)).toHaveText('پیشنهاد ارسال از طرف فروشنده')
    await expect.poll(() => written(divar).length).toBe(3)
  })
}

test('accepting without permission to send is silent, and the side that grants permission announces it later', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'review')
  await buyer.getByRole('button', { name: 'بدون اعلام در چت ثبت کن' }).click()
  await expectAt(buyer, 'result')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(seller)
  await expect(seller.getByText('در چت چیزی نوشته نمی‌شود', { exact: true })).toBeVisible()
  await look(seller)

  // A refused permission leads back to the same shipment, and accepting needs none.
  await seller.getByRole('link', { name: 'اجازه می‌دهم به نام من نوشته شود' }).click()
  await expectAt(seller, 'permission')
  await consent(seller, 'refuse')
  await expect(heading(seller)).toHaveText('اجازه داده نشد')
  await seller.getByRole('link', { name: 'دیدن دوبارهٔ اجازه‌ها' }).click()
  await expectAt(seller, 'permission')
  await seller.getByRole('link', { name: 'بازگشت به گام قبل' }).click()
  await accept(seller)
  await expect(seller.getByText('در چت اعلام نشد', { exact: true })).toBeVisible()
  expect(written(divar)).toEqual([])

  // Either side may tell the chat what came of it; here the buyer does.
  await buyer.reload()
  await expect(buyer.getByText('در چت اعلام نشد', { exact: true })).toBeVisible()
  await buyer.getByRole('link', { name: 'حالا در چت اعلام کن' }).click()
  await expectAt(buyer, 'permission')
  await consent(buyer, 'allow')
  await expectAt(buyer, 'preview')
  await look(buyer)
  const { text } = await readMessage(buyer)
  await buyer.getByRole('button', { name: 'فرستادن در چت', exact: true }).click()
  await expect(heading(buyer)).toHaveText('ارسال پذیرفته شد')
  await expect(buyer.getByText('پیام در چت نوشته شد')).toBeVisible()
  expect(written(divar)).toEqual([text])
  await seller.reload()
  await unfold(seller, 'خبرها در چت')
  await expect(seller.getByText('به نام خریدار، در همین چت')).toBeVisible()
})

test('permission granted while accepting returns to the same acceptance, announced in the own name', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(seller)
  await seller.getByRole('link', { name: 'می‌خواهم به نام من نوشته شود' }).click()
  await consent(seller, 'allow')
  await expect(heading(seller)).toHaveText('قیمت قطعی و پذیرش')
  await expect(seller.getByText('با پذیرفتن شما، به نام شما در چت نوشته می‌شود')).toBeVisible()
  await accept(seller)
  await expect.poll(() => written(divar).length).toBe(2)
  expect(divar.messages(divar.conversations()[0]?.id ?? '').at(-1)?.side).toBe('SUPPLY')
})

test('a problem report that is empty or too long is refused, and a valid one is sent to the courier business', async ({
  openFromChat,
  newWindow,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  await expect(buyer.getByRole('link', { name: 'گزارش مشکل' })).toHaveCount(0)
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(seller)
  await accept(seller)
  await buyer.reload()
  await buyer.getByRole('link', { name: 'گزارش مشکل' }).click()
  await expect(buyer.getByLabel('شرح مشکل')).toBeVisible()
  await look(buyer)
  await buyer.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(buyer.getByLabel('شرح مشکل')).toHaveAccessibleDescription(/بنویسید چه مشکلی پیش آمده است/)
  await buyer.getByLabel('شرح مشکل').fill('آ'.repeat(501))
  await buyer.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(errorSummary(buyer)).toContainText('متن شما ۵۰۱ حرف است. آن را تا ۵۰۰ حرف کوتاه کنید.')
  await expect(buyer.getByLabel('شرح مشکل')).toHaveValue('آ'.repeat(501))
  await look(buyer)
  await buyer.getByLabel('شرح مشکل').fill('پیک هنوز نیامده است.\nزنگ در خراب است.')
  await buyer.getByRole('button', { name: 'فرستادن به شرکت پیک' }).click()
  await expect(heading(buyer)).toHaveText('ارسال پذیرفته شد')
  await expect(buyer.getByText('زنگ در خراب است.')).toBeVisible()
  await expect(buyer.getByText(/(در حال رساندن به شرکت پیک|به شرکت پیک رسید)$/)).toBeVisible()
  await look(buyer)
  await seller.reload()
  await expect(seller.getByText('گزارش‌های شما')).toHaveCount(0)
  expect(await seller.content()).not.toContain('زنگ در خراب است')
})
