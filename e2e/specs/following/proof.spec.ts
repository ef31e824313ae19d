import type { Page } from '@playwright/test'
import sharp from 'sharp'
import type { Control } from '../../simulator/index.ts'
import { accept, heading, toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'
import { readTrackingCode } from '../../support/journey.ts'
import { expectFits } from '../../support/looks.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

/** A job brings it; nothing here depends on how long that takes. */
const patience = { timeout: 60_000 }

type OpenFromChat = (opening: { side: 'SUPPLY' | 'DEMAND'; page?: Page }) => Promise<Page>

async function delivered(openFromChat: OpenFromChat, window: Page, divar: Control) {
  const buyer = await openFromChat({ side: 'DEMAND' })
  await bookTo(buyer, 'result')
  const code = (await readTrackingCode(buyer)).replaceAll('-', '')
  const seller = await openFromChat({ side: 'SUPPLY', page: window })
  await toAcceptance(seller)
  await accept(seller)
  await expect.poll(() => divar.carrierOrders({ trackingCode: code }).length, patience).toBe(1)
  for (const status of ['assigned', 'picked_up', 'delivered']) {
    expect(await divar.carrierStep({ trackingCode: code, status }), status).toMatchObject({ status: 200 })
  }
  return { buyer, seller, code }
}

const picture = async () =>
  await sharp({ create: { width: 400, height: 300, channels: 3, background: '#336699' } })
    .withExif({ IFD0: { Make: 'Peykphone' } })
    .jpeg()
    .toBuffer()

const section = (page: Page) => page.locator('#proof')

test('a proof of delivery is shown in the chat after the buyer asks for it, and then deleted', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const { buyer, seller, code } = await delivered(openFromChat, await newWindow(), divar)
  const answer = await divar.carrierProof({ trackingCode: code, picture: await picture() })
  expect(answer).toEqual({ status: 200, body: { trackingCode: code, repeated: false } })
  for (const page of [buyer, seller]) {
    await page.reload()
    await expect(heading(page)).toHaveText('مرسوله تحویل شد')
  }
  await expect(section(seller)).toHaveCount(0)
  await expect(section(buyer)).toContainText('فروشنده هم آن را می‌بیند')
  await expectFits(buyer)
  await expectAccessible(buyer)
  const chat = () => divar.messages(divar.conversations()[0]?.id ?? '').filter(({ mediaToken }) => mediaToken)
  expect(chat()).toEqual([])
  await buyer.getByRole('button', { name: 'دیدن عکس تحویل در چت' }).click()
  await expect(section(buyer)).toContainText('عکس تحویل در چت است', patience)
  expect(chat()).toMatchObject([{ side: 'DEMAND' }])
  await expectAccessible(buyer)
  expect(await divar.carrierProof({ trackingCode: code, picture: await picture() })).toMatchObject({ status: 409 })
})

test('without JavaScript, the buyer says whether an unconfirmed proof of delivery was shown', async ({
  openFromChat,
  newWindow,
  divar,
  tolerate,
}) => {
  tolerate(/\.js did not load: net::ERR_FAILED$/)
  const { buyer, code } = await delivered(openFromChat, await newWindow(), divar)
  await divar.carrierProof({ trackingCode: code, picture: await picture() })
  await buyer.reload()
  await buyer.context().route('**/*.js', async (route) => await route.abort())
  await buyer.reload()
  divar.fault({ on: 'send', kind: 'status', status: 500, effect: 'apply' })
  await buyer.getByRole('button', { name: 'دیدن عکس تحویل در چت' }).click()
  await expect(async () => {
    await buyer.reload()
    await expect(section(buyer)).toContainText('نمی‌دانیم عکس تحویل رسیده یا نه', { timeout: 1_000 })
  }).toPass(patience)
  await expectAccessible(buyer)
  await buyer.getByRole('button', { name: 'در چت هست' }).click()
  await expect(section(buyer)).toContainText('عکس تحویل در چت است')
})
