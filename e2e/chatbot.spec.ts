import type { Page } from '@playwright/test'
import { allow, assistantCast } from './assistant-life.ts'
import { expect, expectAccessible, test } from './fixtures.ts'
import type { Control } from './simulator/index.ts'

const bubbles = (page: Page) => page.getByRole('main', { name: 'پیام‌ها' }).getByRole('article')

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'متن پیام' }).fill(text)
  await page.getByRole('button', { name: 'فرستادن', exact: true }).click()
}

/** The newest message's button, since old ones stay. */
const newest = (page: Page, caption: string) => page.getByRole('button', { name: caption, exact: true }).last()

const fromBot = (divar: Control, userId: string) => divar.bot(userId).messages.filter(({ byApp }) => byApp)

const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code that could be one of Peyk's, with its check character. */
function wellFormedCode(guess: number): string {
  const body = `KMNPQRS${letters.charAt(guess)}`
  const sum = [...body].reduce((total, letter, index) => total + letters.indexOf(letter) * (index + 2), 0)
  return body + letters.charAt((letters.length - (sum % letters.length)) % letters.length)
}

test.describe('the chatbot', () => {
  test.beforeEach(({ divar }) => {
    divar.reset({ scenario: 'assistant', fresh: true })
  })

  test('greets at every touch point, shows its menu, and knows what it does not know', async ({
    page,
    stack,
    divar,
  }) => {
    const { seller, posts, talks } = assistantCast(divar)
    await page.goto(`${stack.simulator.url}/chatbot?as=${seller.id}`)
    const starts = [
      { touchPoint: 'MY_POST', id: posts.first },
      { touchPoint: 'MY_POST' },
      { touchPoint: 'CHAT', id: talks[0] },
      { touchPoint: 'DEMAND_POST', id: posts.second },
      { touchPoint: 'MY_DIVAR' },
      { touchPoint: 'DIVAR_PRO' },
    ] as const
    for (const start of starts) divar.botStart({ userId: seller.id, ...start } as Parameters<Control['botStart']>[0])
    await expect.poll(() => fromBot(divar, seller.id).length).toBe(starts.length)
    for (const { text } of fromBot(divar, seller.id)) expect(text).toContain('سلام! من دستیار پیک هستم')
    await newest(page, 'راهنما').click()
    await expect(bubbles(page).last()).toContainText('این کارها را می‌توانم انجام بدهم')
    await write(page, 'قیمت از تهران به شیراز')
    await expect(bubbles(page).last()).toContainText('بسته چه اندازه‌ای است؟')
    await newest(page, 'کوچک').click()
    await expect(bubbles(page).last()).toContainText('تومان')
    await write(page, 'هوا چطوره فردا')
    await expect(bubbles(page).last()).toContainText('متوجه نشدم')
    divar.botSay({ userId: seller.id, type: 'IMAGE' })
    await expect(bubbles(page).last()).toContainText('لطفاً بنویسید')
    await write(page, 'پشتیبانی')
    await expect(bubbles(page).last()).toContainText('در یک پیام بنویسید')
    await write(page, 'بستهٔ من دیر رسید؛ نشانهٔ نهنگ')
    await expect(bubbles(page).last()).toContainText('به پشتیبانی سپرده شد')
    const asked = () => divar.carrierOrders({}).filter(({ type }) => type === 'support.asked')
    await expect
      .poll(() =>
        asked()
          .map(({ body }) => body)
          .join(),
      )
      .toContain('نهنگ')
  })

  test('plays noughts and crosses to its end by taps, and knows an old board', async ({ page, stack, divar }) => {
    const { seller } = assistantCast(divar)
    await page.goto(`${stack.simulator.url}/chatbot?as=${seller.id}`)
    await write(page, 'دوز')
    await expect(bubbles(page).last()).toContainText('شما شروع کنید')
    const first = fromBot(divar, seller.id).at(-1)?.id ?? ''
    // The middle, then whichever cells are free: against perfect play that is a draw at best.
    await newest(page, '۵').click()
    await expect.poll(() => fromBot(divar, seller.id).length).toBe(2)
    const [one, other] = await Promise.all([
      divar.botTap({ userId: seller.id, caption: '۱', messageId: first }),
      divar.botTap({ userId: seller.id, caption: '۲', messageId: first }),
    ])
    expect(JSON.stringify([one, other])).toContain('این صفحه قدیمی است')
    for (let moves = 0; moves < 5; moves += 1) {
      const last = fromBot(divar, seller.id).at(-1)
      if (!last || /مساوی|بردم/.test(last.text)) break
      const free = last.buttons.flat().find(({ caption }) => /[۱-۹]/.test(caption))
      const count = fromBot(divar, seller.id).length
      await newest(page, free?.caption ?? '').click()
      await expect.poll(() => fromBot(divar, seller.id).length).toBeGreaterThan(count)
    }
    await expect(bubbles(page).last()).toContainText(/مساوی شدیم|این دست را من بردم/)
  })

  test('stops whoever guesses tracking codes', async ({ divar }) => {
    const { seller } = assistantCast(divar)
    for (let guess = 0; guess < 20; guess += 1) {
      divar.botSay({ userId: seller.id, text: `پیگیری ${wellFormedCode(guess)}` })
      await expect.poll(() => fromBot(divar, seller.id).length).toBe(guess + 1)
    }
    const answers = fromBot(divar, seller.id).map(({ text }) => text)
    expect(answers[0]).toContain('پیدا نکردم')
    expect(answers.at(-1)).toContain('کدهای زیادی پرسیده شده است')
  })

  test("shows one's shipments after a consent that says whose conversation it is, to nobody else", async ({
    page,
    stack,
    divar,
  }) => {
    const { seller, stranger } = assistantCast(divar)
    await page.goto(`${stack.simulator.url}/chatbot?as=${seller.id}&open=webview`)
    const link = async () => {
      await write(page, 'سفارش‌های من')
      await expect(bubbles(page).last()).toContainText('وصل کنید')
      await newest(page, 'وصل کردن به حساب من').click()
      await page.waitForURL(`${stack.appUrl}/chatbot/link**`)
      await expectAccessible(page)
      await page.getByRole('link', { name: 'ادامه در دیوار' }).click()
    }
    divar.consentAs(stranger.id)
    await link()
    await allow(page)
    await page.waitForURL(`${stack.appUrl}/problem/other_divar_user`)
    divar.consentAs(null)
    await page.goto(`${stack.simulator.url}/chatbot?as=${seller.id}&open=webview`)
    await link()
    await allow(page)
    await expect(page.getByRole('heading', { name: 'گفت‌وگو با پیک به شما وصل شد' })).toBeVisible()
    await expectAccessible(page)
    await page.goto(`${stack.simulator.url}/chatbot?as=${seller.id}`)
    await write(page, 'سفارش‌های من')
    await expect(bubbles(page).last()).toContainText('هنوز سفارشی ندارید')
  })

  test('answers once where Divar has no time at first, and repeats nothing where it may have heard', async ({
    divar,
  }) => {
    const { seller } = assistantCast(divar)
    divar.fault({ on: 'bot', kind: 'status', status: 503 })
    divar.botSay({ userId: seller.id, text: 'راهنما' })
    await expect.poll(() => fromBot(divar, seller.id).length).toBe(1)
    divar.fault({ on: 'bot', kind: 'status', status: 500 })
    divar.botSay({ userId: seller.id, text: 'راهنما' })
    await expect.poll(() => divar.unusedFaults().length).toBe(0)
    divar.botSay({ userId: seller.id, text: 'راهنما' })
    await expect.poll(() => fromBot(divar, seller.id).length).toBe(2)
    expect(divar.calls({ name: 'bot' })).toHaveLength(4)
  })
})
