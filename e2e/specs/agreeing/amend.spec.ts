import { accept, heading, timeline, toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { chooseSize, errorSummary, nothingForbidden, readAddressSeed } from '../../support/journey.ts'
import { patience, written } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

test('the seller corrects the parcel above what was agreed, and the buyer accepts that without typing an address', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const mine = await openFromChat({ side: 'DEMAND' })
  await bookTo(mine, 'result')
  await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible(patience)
  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(theirs)
  await theirs.getByRole('link', { name: 'اندازه، وزن یا ارزش درست نیست' }).click()
  await expect(heading(theirs)).toHaveText('اصلاح بسته')
  await expectFits(theirs)
  await expectAccessibleInBothSchemes(theirs)
  await chooseSize(theirs, 'بزرگ')
  await theirs.getByRole('button', { name: 'دیدن هزینهٔ تازه' }).click()
  await expect(heading(theirs)).toHaveText('خریدار باید دوباره قبول کند')
  await expectFits(theirs)
  await expectAccessibleInBothSchemes(theirs)
  await expect(theirs.getByText('با فرستادن شما، به نام خریدار در چت نوشته می‌شود')).toBeVisible()
  await theirs.getByRole('button', { name: 'برای خریدار می‌فرستم' }).click()
  await expect(errorSummary(theirs)).toContainText('تأیید کنید که کالای ممنوعه در بسته نیست.')
  await nothingForbidden(theirs).check()
  await theirs.getByRole('button', { name: 'برای خریدار می‌فرستم' }).click()
  await expect(heading(theirs)).toHaveText('اصلاح شما برای خریدار فرستاده شد')
  await expect(timeline(theirs).nth(1)).toContainText('اصلاح بسته از سوی شما')
  await expect.poll(() => written(divar).at(-1), patience).toContain('را اصلاح کرد')

  await mine.reload()
  await expect(heading(mine)).toHaveText('فروشنده بسته را اصلاح کرد')
  await expectFits(mine)
  await expectAccessibleInBothSchemes(mine)
  await mine.getByRole('link', { name: 'دیدن هزینه و پذیرش' }).click()
  await expect(mine.getByText(readAddressSeed().kept.line)).toBeVisible()
  await accept(mine)
  await theirs.reload()
  await expect(heading(theirs)).toHaveText('ارسال پذیرفته شد')
})

test('the seller corrects the parcel within what was agreed and accepts at once', async ({
  openFromChat,
  newWindow,
}) => {
  const mine = await openFromChat({ side: 'DEMAND' })
  await bookTo(mine, 'result')
  const theirs = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  await toAcceptance(theirs)
  await theirs.getByRole('link', { name: 'اندازه، وزن یا ارزش درست نیست' }).click()
  await chooseSize(theirs, 'پاکت')
  await theirs.getByRole('button', { name: 'دیدن هزینهٔ تازه' }).click()
  await accept(theirs)
  await mine.reload()
  await expect(heading(mine)).toHaveText('ارسال پذیرفته شد')
  await expect(mine.getByText(/^پاکت/).first()).toBeVisible()
})
