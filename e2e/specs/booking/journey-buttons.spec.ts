import type { Page } from '@playwright/test'
import { expect, expectAccessible, type Side, test } from '../../support/fixtures.ts'
import { expectAt, readAddressSeed, readTrackingCode, walkTo } from '../../support/journey.ts'
import { rejectFromChat } from '../../support/life.ts'

test.describe.configure({ timeout: 120_000 })

const other: Record<Side, Side> = { SUPPLY: 'DEMAND', DEMAND: 'SUPPLY' }
const persons: Record<Side, string> = { SUPPLY: 'فروشنده', DEMAND: 'خریدار' }
const neutral = 'این دکمه برای این گفت‌وگو کاری انجام نمی‌دهد.'

/** The last message's button in the chat, as this person sees it. */
const button = (chat: Page, caption: string) => chat.getByRole('article').last().getByRole('button', { name: caption })

const answer = (chat: Page) => chat.getByRole('alert')

/** Taps a button that opens Peyk, and gives the page that shows it. */
async function open(chat: Page, caption: string, way: 'webview' | 'popup', appUrl: string): Promise<Page> {
  if (way === 'webview') {
    await button(chat, caption).click()
    await chat.waitForURL(`${appUrl}/s/**`)
    return chat
  }
  const [popup] = await Promise.all([chat.waitForEvent('popup'), button(chat, caption).click()])
  await popup.waitForURL(`${appUrl}/s/**`)
  return popup
}

for (const side of ['DEMAND', 'SUPPLY'] as const) {
  test(`the message of the ${side} side has buttons to follow, ask the status, complete and reject`, async ({
    openFromChat,
    divar,
    newWindow,
    opens,
    stack,
  }) => {
    const id = divar.conversations()[0]?.id ?? ''
    const chatOf = (as: Side) => `${stack.simulator.url}/chat/${id}?as=${as}&open=${opens}`
    const service = { otherCity: side === 'SUPPLY' ? 'تهران' : null }
    const mine = await openFromChat({ side, byHand: true })
    await walkTo(mine, 'result', { service })
    const code = await readTrackingCode(mine)
    await expect(mine.getByText('پیام در چت نوشته شد')).toBeVisible()

    // Who sent it: status as a text in the chat, the shipment as a page.
    const proposer = await newWindow()
    await proposer.goto(chatOf(side))
    await expect(button(proposer, 'می‌پذیرم و نشانی می‌دهم')).toHaveCount(0)
    await button(proposer, 'الان کجاست؟').click()
    await expect(answer(proposer)).toContainText('در انتظار پاسخ')
    await expect(answer(proposer)).toContainText(code)
    const followed = await open(proposer, 'صفحهٔ مرسوله', opens, stack.appUrl)
    await expectAt(followed, 'result')
    expect(await readTrackingCode(followed)).toBe(code)

    // Who got it: the proposal without anybody's address, then no.
    const receiver = await newWindow()
    await receiver.goto(chatOf(other[side]))
    await expect(button(receiver, 'صفحهٔ مرسوله')).toHaveCount(0)
    const proposal = await open(receiver, 'می‌پذیرم و نشانی می‌دهم', opens, stack.appUrl)
    await expect(
      proposal.getByRole('heading', { level: 1, name: `پیشنهاد ارسال از طرف ${persons[side]}` }),
    ).toBeVisible()
    await expect(proposal.getByRole('link', { name: 'پذیرش و تکمیل نشانی' })).toBeVisible()
    await expect(proposal.getByText('تهران، تهرانپارس')).toBeVisible()
    const html = await proposal.content()
    for (const secret of Object.values(readAddressSeed().kept)) expect(html).not.toContain(secret)
    await expectAccessible(proposal)

    const chat = await newWindow()
    await chat.goto(chatOf(other[side]))
    const why = await open(chat, 'نمی‌خواهم', opens, stack.appUrl)
    await expect(why.getByRole('heading', { level: 1 })).toHaveText('این پیشنهاد را نمی‌خواهید؟')
    await expectAccessible(why)
    await mine.reload()
    await expectAt(mine, 'result')
    await why.getByRole('radio', { name: 'هزینه‌اش زیاد است' }).check()
    await why.getByRole('button', { name: 'این پیشنهاد را نمی‌پذیرم' }).click()
    await expect(why.getByRole('heading', { level: 1 })).toHaveText('پیشنهاد پذیرفته نشد')
    const told = () =>
      divar.messages(id).filter(({ text }) => text.includes(`از سوی ${persons[other[side]]} پذیرفته نشد`))
    await expect.poll(() => told().length).toBe(1)
    expect(told()[0]?.side).toBe(side)
    expect(told()[0]?.text).toContain(code)
    expect(divar.calls({ name: 'send' })).toHaveLength(2)

    // The proposer's page says so, and leads on to a new one.
    await mine.reload()
    await expect(mine.getByRole('heading', { level: 1, name: 'پیشنهاد پذیرفته نشد' })).toBeVisible()
    await expect(mine.getByText(`${persons[other[side]]} این پیشنهاد را نپذیرفت.`)).toBeVisible()
    await expectAccessible(mine)
    await mine.getByRole('link', { name: 'دوباره پیشنهاد دهید' }).click()
    await expectAt(mine, 'what')
  })
}

test("a tap on the wrong side's, another conversation's or an unknown button changes nothing", async ({
  openFromChat,
  newWindow,
  divar,
}) => {
  const [talk, elsewhere] = divar.conversations()
  const conversationId = talk?.id ?? ''
  const page = await openFromChat({ side: 'DEMAND', byHand: true })
  await walkTo(page, 'result')
  await expect(page.getByText('پیام در چت نوشته شد')).toBeVisible()
  const buttons = divar.messages(conversationId).at(-1)?.receiverButtons.flat() ?? []
  const data = (caption: string) => {
    const action = buttons.find((one) => one.caption === caption)?.action
    return action && 'get_dynamic_action' in action ? action.get_dynamic_action.data : undefined
  }
  const extraData = data('نمی‌خواهم')
  expect(extraData).toBeDefined()

  const taps = [
    { conversationId, side: 'DEMAND', extraData },
    { conversationId: elsewhere?.id ?? '', side: 'SUPPLY', extraData },
    { conversationId: elsewhere?.id ?? '', side: 'DEMAND', extraData },
    { conversationId, side: 'SUPPLY', extraData: {} },
    { conversationId, side: 'SUPPLY', extraData: { deed: 'reject', shipment: 'AAAAAAAAA' } },
  ] as const
  for (const tap of taps) {
    const { status, body } = await divar.action(tap)
    expect(status).toBe(200)
    expect(body).toMatchObject({ text_message: neutral })
  }
  await page.reload()
  await expectAt(page, 'result')
  expect(divar.calls({ name: 'send' })).toHaveLength(1)

  // The same tap where it belongs asks once more and rejects nothing yet; a stale one answers with how things stand.
  const rightly = { conversationId, side: 'SUPPLY', extraData } as const
  const code = await readTrackingCode(page)
  expect((await divar.action(rightly)).body).toEqual({
    action: { open_server_link: { data: { shipment: code.replaceAll('-', ''), page: 'reject' } } },
    text_message: 'هنوز چیزی رد نشده است. در صفحه‌ای که باز می‌شود دلیل را انتخاب کنید.',
  })
  await page.reload()
  await expectAt(page, 'result')
  await rejectFromChat(await newWindow(), divar, 'SUPPLY', code.replaceAll('-', ''))
  expect((await divar.action(rightly)).body).toMatchObject({
    text_message: expect.stringContaining('پذیرفته نشد'),
  })
  await expect.poll(() => divar.calls({ name: 'send' }).length).toBe(2)
})
