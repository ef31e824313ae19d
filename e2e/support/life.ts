import { expect, type Page } from '@playwright/test'
import type { Control } from '../simulator/index.ts'
import { heading } from './answer.ts'
import type { Side } from './fixtures.ts'
import { type AddressData, readTrackingCode } from './journey.ts'
import { bookTo, complete } from './plain-walk.ts'

export const patience = { timeout: 60_000 }

/** The side proposes and the chat hears of it; gives the tracking code as machines write it. */
export async function propose(page: Page, side: Side): Promise<string> {
  await bookTo(page, 'result', { service: { otherCity: side === 'SUPPLY' ? 'تهران' : null } })
  await expect(page.getByText('پیام در چت نوشته شد', { exact: true })).toBeVisible(patience)
  return (await readTrackingCode(page)).replaceAll('-', '')
}

/** The other side's way from the button in the chat to its acceptance; gives its window. */
export async function openButton(page: Page, divar: Control, side: Side, shipment: string): Promise<Page> {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const launch = { conversationId, side, source: 'CHAT_MESSAGE_ACTION', extraData: { shipment } }
  const { url } = await divar.launch(launch)
  await page.goto(url ?? '')
  return page
}

/** What a test's fixtures give that such a walk needs. */
type Here = {
  openFromChat(where: { side: Side }): Promise<Page>
  newWindow(): Promise<Page>
  divar: Control
}

/** A shipment that the buyer proposed and the seller accepted. */
export async function agree({ openFromChat, newWindow, divar }: Here, address: Partial<AddressData> = {}) {
  const buyer = await openFromChat({ side: 'DEMAND' })
  const code = await propose(buyer, 'DEMAND')
  const seller = await openButton(await newWindow(), divar, 'SUPPLY', code)
  await complete(seller, address)
  return { buyer, seller, code }
}

/** A tracking code as people read it. */
export const shownCode = (code: string): string => code.replace(/(...)(...)(...)/, '$1-$2-$3')

/** The other side says no in the chat: its tap opens, in this window, the page that asks why. */
export async function rejectFromChat(page: Page, divar: Control, side: Side, shipment: string): Promise<void> {
  const conversationId = divar.conversations()[0]?.id ?? ''
  const { body } = await divar.action({ conversationId, side, extraData: { shipment, deed: 'reject' } })
  const { action } = body as { action: { open_server_link: { data: Record<string, string> } } }
  const extraData = action.open_server_link.data
  const { url } = await divar.launch({ conversationId, side, source: 'CHAT_MESSAGE_ACTION', extraData })
  await page.goto(url ?? '')
  await page.getByRole('radio', { name: 'دلیل دیگری دارم' }).check()
  await page.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
  await expect(heading(page)).toHaveText('پیشنهاد پذیرفته نشد')
}

/** The carrier tells a step, and Peyk takes it. */
export async function carrierTells(divar: Control, trackingCode: string, ...steps: string[]): Promise<void> {
  for (const status of steps) {
    const answer = await divar.carrierStep({ trackingCode, status })
    expect(answer, status).toMatchObject({ status: 200, body: { state: status, repeated: false } })
  }
}

/** The texts that Peyk wrote into the chat, in order. */
export const written = (divar: Control): string[] =>
  divar
    .messages(divar.conversations()[0]?.id ?? '')
    .filter(({ byApp }) => byApp)
    .map(({ text }) => text)
