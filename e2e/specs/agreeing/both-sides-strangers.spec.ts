import type { Page } from '@playwright/test'
import { heading } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, test } from '../../support/fixtures.ts'
import { consent, expectAt, readAddressSeed, readTrackingCode, unfold } from '../../support/journey.ts'
import { written } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'

const seatOf = (page: Page): string => page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')

test("a page of the wrong side or of another conversation's code has its own screen and changes nothing", async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow() })
  const wrong: [Page, string[]][] = [
    [buyer, ['address', 'accept', 'reject']],
    [seller, ['cancel', 'announce']],
  ]
  for (const [page, names] of wrong) {
    for (const name of names) {
      await page.goto(`${seatOf(page)}/shipment/${code}/${name}`)
      await expect(heading(page), name).toHaveText('این کار را طرف مقابل باید انجام دهد')
      await page.getByRole('link', { name: 'دیدن مرسوله' }).click()
      await expect(page).toHaveURL(new RegExp(`/shipment/${code}$`))
    }
  }
  const elsewhere = await openFromChat({
    side: 'SUPPLY',
    conversationId: divar.conversations()[1]?.id ?? '',
    page: await newWindow(),
  })
  const seat = seatOf(elsewhere)
  for (const name of ['', '/address', '/accept', '/reject', '/cancel', '/problem', '/announce']) {
    await elsewhere.goto(`${seat}/shipment/${code}${name}`)
    await expect(heading(elsewhere), name).toHaveText('این صفحه پیدا نشد')
  }
  await elsewhere.goto(`${seat}/permission?shipment=${code}`)
  await expect(heading(elsewhere)).toHaveText('این صفحه پیدا نشد')
  await seller.reload()
  await expect(heading(seller)).toHaveText('پیشنهاد ارسال از طرف خریدار')
  expect(written(divar)).toHaveLength(1)
})

test('an own address is shown in the browser that typed it, and elsewhere once its Divar user signs in', async ({
  openFromChat,
  newWindow,
}) => {
  const first = await openFromChat({ side: 'DEMAND' })
  await bookTo(first, 'result')
  const second = await openFromChat({ side: 'DEMAND', page: await newWindow() })
  await expectAt(second, 'result')
  await unfold(second, 'نشانی شما')
  await expect(second.getByText(/نشانی کامل فقط در مرورگری نشان داده می‌شود که آن را نوشته است/)).toBeVisible()
  expect(await second.content()).not.toContain(readAddressSeed().kept.line)
  await expectFits(second)
  await expectAccessibleInBothSchemes(second)
  await second.getByRole('link', { name: 'ادامه با حساب دیوار' }).click()
  await consent(second, 'allow')
  await expectAt(second, 'result')
  await unfold(second, 'نشانی شما')
  await expect(second.getByText(readAddressSeed().kept.line)).toBeVisible()
})
