import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import type { LaunchInput } from '../../simulator/to-app.ts'
import { expect, type Side, test } from '../../support/fixtures.ts'
import { expectAt, readTrackingCode } from '../../support/journey.ts'
import { bookTo } from '../../support/plain-walk.ts'

test.describe.configure({ timeout: 180_000 })

const neutral = 'این دکمه برای این گفت‌وگو کاری انجام نمی‌دهد.'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

const plain = (code: string): string => code.replaceAll('-', '')

/** A proposal of the buyer's in the first conversation, announced; gives its tracking code. */
async function propose(page: Page): Promise<string> {
  await bookTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible({ timeout: 30_000 })
  return plain(await readTrackingCode(page))
}

/** Opens what Divar would open after this launch. */
async function launchIn(page: Page, divar: Control, input: LaunchInput): Promise<void> {
  const { url } = await divar.launch({ source: 'CHAT_MESSAGE_ACTION', ...input })
  expect(url).not.toBeNull()
  await page.goto(url ?? '')
}

test('a tracking code of another conversation shows nothing and reveals nothing', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const [talk, elsewhere] = divar.conversations()
  const shipment = await propose(await openFromChat({ side: 'DEMAND' }))
  for (const side of ['SUPPLY', 'DEMAND'] as Side[]) {
    const page = await newWindow()
    await launchIn(page, divar, { conversationId: elsewhere?.id ?? '', side, extraData: { shipment } })
    await expect(heading(page)).toHaveText('این صفحه پیدا نشد')
    const seat = page.url().replace(/^(.*\/s\/[^/]+).*$/, '$1')
    for (const step of ['', '/announce', '/address', '/accept', '/reject', '/cancel', '/problem']) {
      await page.goto(`${seat}/shipment/${shipment}${step}`)
      await expect(heading(page), step).toHaveText('این صفحه پیدا نشد')
      expect(await page.content()).not.toContain(talk?.post.title)
    }
    for (const path of ['state', 'events']) {
      expect((await page.request.get(`${seat}/shipment/${shipment}/${path}`)).status()).toBe(404)
    }
  }
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('forged button data opens only the side that Divar names', async ({ openFromChat, newWindow, divar }) => {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const shipment = await propose(await openFromChat({ side: 'DEMAND' }))
  const forged: unknown[] = [
    { shipment, side: 'DEMAND', user_side: 'DEMAND', conversation_id: 'another' },
    { shipment: shipment.toLowerCase() },
    { shipment: { code: shipment } },
    { shipment: [shipment] },
    { shipment: `${shipment}/../../../api/health` },
    { shipment: 'A'.repeat(5000) },
    { deed: 'accept', seat: '1', __proto__: { shipment } },
    null,
  ]
  for (const extraData of forged) {
    const page = await newWindow()
    await launchIn(page, divar, { conversationId, side: 'SUPPLY', extraData })
    await expect(page.getByText(/شما فروشندهٔ/), JSON.stringify(extraData)).toBeVisible()
    // For any data: one open proposal, and the seller is asked.
    await expect(heading(page), JSON.stringify(extraData)).toHaveText('پیشنهاد ارسال از طرف خریدار')
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/s/[\\w-]+/shipment/${shipment}$`))
  }
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})

test('the proposer cannot accept or reject, and the other side cannot cancel a proposal', async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const buyer = await openFromChat({ side: 'DEMAND' })
  const shipment = await propose(buyer)
  const seller = await newWindow()
  await launchIn(seller, divar, { conversationId, side: 'SUPPLY', extraData: { shipment } })
  const tries: [Page, string][] = [
    [buyer, 'address'],
    [buyer, 'accept'],
    [buyer, 'reject'],
    [seller, 'cancel'],
    [seller, 'announce'],
  ]
  for (const [page, step] of tries) {
    const own = page.url().replace(/^(.*\/shipment\/\w+).*$/, '$1')
    await page.goto(`${own}/${step}`)
    const told = (await heading(page).textContent()) ?? ''
    expect(told === 'این کار را طرف مقابل باید انجام دهد' || page.url() === own, `${step}: ${told}`).toBe(true)
    await page.goto(own)
  }
  await expectAt(buyer, 'result')
  await expect(heading(seller)).toHaveText('پیشنهاد ارسال از طرف خریدار')
})

test('a tap by a Divar user who is not bound to this side is answered neutrally and changes nothing', async ({
  openFromChat,
  divar,
}) => {
  const [talk, elsewhere] = divar.conversations()
  const conversationId = talk?.id ?? ''
  // The seller consents here, so the side is bound to one Divar user; then the buyer's own proposal is tapped on.
  const seller = await openFromChat({ side: 'SUPPLY' })
  await bookTo(seller, 'result', { service: { otherCity: 'تهران' } })
  await expect(seller.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible({ timeout: 30_000 })
  const shipment = plain(await readTrackingCode(seller))
  const strangers = [elsewhere?.supplier.id, elsewhere?.demand.id, talk?.demand.id, 'nobody+/=']
  for (const userId of strangers) {
    const tap = {
      conversationId,
      side: 'SUPPLY',
      userId: userId ?? '',
      extraData: { deed: 'status', shipment },
    } as const
    expect((await divar.action(tap)).body, userId).toMatchObject({ text_message: neutral })
  }
  const own = { conversationId, side: 'SUPPLY', extraData: { deed: 'status', shipment } } as const
  expect((await divar.action(own)).body).toMatchObject({ text_message: expect.stringContaining('در انتظار پاسخ') })
  expect(divar.calls({ name: 'send' })).toHaveLength(1)
})
