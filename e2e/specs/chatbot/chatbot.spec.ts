import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { answersTo, ask, choose, expectAnswer, idOf, messages, newest, openBot, write } from '../../support/chatbot.ts'
import { callAsDivar } from '../../support/divar-call.ts'
import { expect, test } from '../../support/fixtures.ts'
import { readAddressSeed } from '../../support/journey.ts'
import { patience, propose } from '../../support/life.ts'

// Contract §9, in the chatbot's page.

test.describe.configure({ timeout: 180_000 })

const menu = ['سفارش‌های من', 'پیگیری با کد', 'قیمت ارسال', 'راهنما', 'پشتیبانی', 'بازی دوز']

const tapStart = async (page: Page, name: string) =>
  await page.getByRole('button', { name: `گفت‌وگو با ربات پیک${name}`, exact: true }).click()

test('every touch point opens the chatbot with its own greeting and the menu', async ({ page, divar, stack }) => {
  divar.reset({ scenario: 'assistant', fresh: true })
  const { url } = stack.simulator
  const [talk] = divar.conversations()
  const [seller, buyer, post] = [talk?.supplier.id ?? '', talk?.demand.id ?? '', talk?.post.token ?? '']
  const of = (person: string) => page.getByRole('heading', { level: 3, name: person }).locator('..')
  const touchPoints: [what: string, open: () => Promise<void>, greeting: string][] = [
    [
      'MY_POST',
      async () => {
        await page.goto(`${url}/my-post/${post}?as=${seller}&open=webview`)
        await tapStart(page, '')
      },
      'برای فرستادن کالای آگهی‌تان',
    ],
    [
      'DEMAND_POST',
      async () => {
        await page.goto(`${url}/post/${post}?as=${buyer}&open=webview`)
        await tapStart(page, '')
      },
      'برای رساندن این کالا به دستتان',
    ],
    [
      'CHAT',
      async () => {
        await page.goto(`${url}/chat/${talk?.id}?as=DEMAND&open=webview`)
        await page.getByRole('link', { name: 'سرویس‌ها' }).click()
        await tapStart(page, '')
      },
      'سفارش ارسال از داخل همان چت ثبت می‌شود',
    ],
    [
      'MY_DIVAR',
      async () => {
        await page.goto(`${url}/`)
        await of('شیرین توکلی').locator(`form:has(input[value="${seller}"]):has(input[value=MY_DIVAR]) button`).click()
      },
      'مرسوله‌هایتان را همین‌جا پیگیری کنید',
    ],
    [
      'DIVAR_PRO',
      async () => {
        await page.goto(`${url}/`)
        await of('شیرین توکلی').locator(`form:has(input[value="${seller}"]):has(input[value=DIVAR_PRO]) button`).click()
      },
      'برای ارسال کالاهای کسب‌وکارتان',
    ],
  ]
  for (const [what, open, greeting] of touchPoints) {
    await open()
    const answer = await expectAnswer(page, greeting)
    await expect(answer.getByRole('button'), what).toHaveText(menu)
  }
  // Without an id, of a touch point to come, and with an id of somebody else's: typed text, which proves nothing.
  for (const text of ['/start', '/start MY_POST', '/start NEW_PLACE 17', `/start CHAT ${talk?.id}`]) {
    const answer = await ask(page, text, 'من ربات پیک هستم')
    await expect(answer.getByRole('button'), text).toHaveText(menu)
    await expect(answer).not.toContainText(talk?.post.title ?? '')
  }
})

test('the chatbot handles its menu by taps and by typing, help, unknown words and messages without text', async ({
  page,
  divar,
  stack,
}) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  await ask(page, 'سلام', 'چه کاری برایتان انجام بدهم؟')
  const help = await choose(page, 'راهنما', 'این کارها را می‌توانم انجام بدهم')
  await expect(help.getByRole('button')).toHaveText(menu)
  await expect(page.getByRole('alert')).toHaveText('پاسخ را در همین گفت‌وگو فرستادم.')
  await ask(page, 'راهنمايي', 'این کارها را می‌توانم انجام بدهم')
  await choose(page, 'پیگیری با کد', 'کد رهگیری مرسوله را بنویسید')
  await choose(page, 'منوی اصلی', 'چه کاری برایتان انجام بدهم؟')
  await choose(page, 'پشتیبانی', 'مشکل یا پرسشتان را در یک پیام بنویسید')
  await choose(page, 'انصراف', 'باشه، لغو شد')
  const near = await ask(page, 'پشتیبانیی', 'منظورتان یکی از این‌هاست؟')
  await expect(near.getByRole('button').first()).toHaveText('پشتیبانی')
  const unknown = await ask(page, 'فردا هوا چطور است؟', 'متوجه نشدم.')
  await expect(unknown.getByRole('button')).toHaveText(menu)
  for (const [kind, answer] of [
    ['عکس', 'عکس‌ها را نمی‌توانم ببینم.'],
    ['فایل', 'فایل‌ها را نمی‌توانم باز کنم.'],
    ['صدا', 'پیام صوتی را نمی‌توانم بشنوم.'],
    ['ویدیو', 'ویدیوها را نمی‌توانم ببینم.'],
    ['موقعیت', 'موقعیت مکانی را اینجا نمی‌توانم بخوانم.'],
    ['مخاطب', 'شماره‌ها را اینجا نمی‌خوانم و نگه نمی‌دارم.'],
  ] as const) {
    const attach = page.getByText('پیوست', { exact: true })
    if ((await page.locator('details.attach[open]').count()) === 0) await attach.click()
    await page.getByRole('button', { name: kind, exact: true }).click()
    await expect((await expectAnswer(page, answer)).getByRole('button')).toHaveText(menu)
  }
})

test('the chatbot gives the price between two cities from one sentence or step by step', async ({
  page,
  divar,
  stack,
}) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  const whole = await ask(page, 'هزينه ارسال از تهران تا شیراز بسته کوچیک چنده؟', 'قیمت ارسال از')
  await expect(whole).toContainText('تومان')
  await ask(page, 'قیمت ارسال', 'از کدام شهر به کدام شهر؟')
  await ask(page, 'تهران', 'به کدام شهر؟')
  const sizes = await ask(page, 'مشهد', 'بسته چه اندازه‌ای است؟')
  await expect(sizes.getByRole('button')).toHaveText(['پاکت', 'کوچک', 'متوسط', 'بزرگ', 'خیلی بزرگ', 'انصراف'])
  const offers = await choose(page, 'متوسط', 'بستهٔ متوسط')
  await expect(offers).toContainText('پست')
  // The old buttons still ask for their own way and size.
  await page.getByRole('button', { name: 'بزرگ', exact: true }).click()
  await expectAnswer(page, 'بستهٔ بزرگ')
})

test('a tracking code shows anybody its state and city, and 20 wrong codes stop further guesses', async ({
  openFromChat,
  newWindow,
  divar,
  stack,
}) => {
  const code = await propose(await openFromChat({ side: 'DEMAND' }), 'DEMAND')
  const page = await newWindow()
  await openBot(page, stack, idOf(divar, 'رضا کریمی'))
  const shown = await ask(page, `مرسوله ${code.toLowerCase()} کجاست؟`, 'وضعیت:')
  await expect(shown).toContainText('تهران')
  const { name, mobile, line } = readAddressSeed().kept
  for (const secret of [name, mobile, line, divar.conversations()[0]?.post.title ?? '']) {
    await expect(shown).not.toContainText(secret)
  }
  await choose(page, 'منوی اصلی', 'چه کاری')
  await choose(page, 'پیگیری با کد', 'کد رهگیری مرسوله را بنویسید')
  const before = await messages(page).count()
  for (let guess = 1; guess <= 20; guess++) {
    await write(page, `${code.slice(0, 5)}${String(2000 + guess)}`)
    await expect(messages(page)).toHaveCount(before + guess * 2)
  }
  await expectAnswer(page, 'برای حفظ امنیت مرسوله‌ها')
  await expect(newest(page)).toContainText('دیگر دوباره امتحان کنید')
  // The right code, too, until the time is over; and elsewhere nobody is shut out by it.
  await ask(page, code, 'برای حفظ امنیت مرسوله‌ها')
  await openBot(page, stack, idOf(divar, 'نیلوفر احمدی'))
  await ask(page, code, 'وضعیت:')
})

const twoMinutes = 121

/** What the business was asked; the sweep of orders looks at boot and once a minute of the real clock. */
const asked = (divar: Control) => divar.carrierOrders().filter(({ type }) => type === 'support.asked')

test('a complaint in several messages reaches the business as one and appears in no chat and no log', async ({
  page,
  divar,
  stack,
  app,
}) => {
  const mark = randomUUID()
  const pieces = ['سفارشم', `پشتیبانی لطفاً: بسته‌ام ${mark} گم شده است`, 'چرا منو سر کار گذاشتید']
  const before = app.logs().length
  const userId = idOf(divar, 'سارا محمدی')
  await openBot(page, stack, userId)
  await ask(page, 'پشتیبانی', 'مشکل یا پرسشتان را در یک پیام بنویسید')
  const greeted = await ask(page, 'سلام وقتتون بخیر', 'سلام! در خدمتم.')
  await expect(greeted).toContainText('مشکل یا پرسشتان را در یک پیام بنویسید')
  await expect(greeted.getByRole('button')).toHaveText(['انصراف'])
  const [first = '', second = '', third = ''] = pieces
  await ask(page, first, 'پیامتان به پشتیبانی رسید')
  await ask(page, second, 'این را هم به پیامتان اضافه کردم')
  // The process dies while the request waits: the rest comes to the next one.
  await app.kill()
  await app.start()
  const before2 = await messages(page).count()
  await write(page, third)
  await expect(messages(page)).toHaveCount(before2 + 2)
  await expectAnswer(page, 'این را هم به پیامتان اضافه کردم')
  expect(asked(divar)).toEqual([])
  await app.stop()
  divar.clock(twoMinutes)
  await app.start()
  await expect.poll(() => asked(divar), patience).toHaveLength(1)
  const text = ['سلام وقتتون بخیر', ...pieces].join('\n')
  expect(asked(divar)[0]).toMatchObject({ data: { text, requestId: expect.any(String) }, times: 1 })
  // What is written later is no part of it, and goes to nobody.
  await ask(page, 'راهنما', 'این کارها را می‌توانم انجام بدهم')
  expect(asked(divar)).toHaveLength(1)
  expect(answersTo(divar, userId).join('\n')).not.toContain(mark)
  expect(divar.conversations().flatMap(({ id }) => divar.messages(id).map((message) => message.text))).not.toContain(
    second,
  )
  expect(app.logs().slice(before)).not.toContain(mark)
})

test('a part of a complaint that Divar delivers twice or late appears once and in its place', async ({
  divar,
  stack,
  app,
}) => {
  const userId = idOf(divar, 'سارا محمدی')
  const { id } = divar.bot({ userId })
  const sentFirst = Date.now() * 1000
  const event = (text: string, sentAt: number) => ({
    type: 'NEW_CHATBOT_MESSAGE',
    new_chatbot_message: {
      ...{ id: randomUUID(), conversation: { id, type: 'BOT' }, sender: { type: 'HUMAN' }, type: 'TEXT', text },
      sent_at: sentAt,
    },
  })
  const tell = async (body: object, answers: number) => {
    expect((await callAsDivar(stack, '/api/divar/events', body)).status).toBe(200)
    await expect.poll(() => answersTo(divar, userId).length).toBe(answers)
  }
  await tell(event('پشتیبانی', sentFirst), 1)
  const last = event('و هنوز نرسیده', sentFirst + 9_000_000)
  await tell(last, 2)
  await tell(event('بسته‌ام را دیروز دادم', sentFirst + 3_000_000), 3)
  await tell(last, 3)
  divar.botSay({ userId, text: 'منو' })
  await expect.poll(() => answersTo(divar, userId).at(-1) ?? '').toContain('چه کاری')
  await app.stop()
  divar.clock(twoMinutes)
  await app.start()
  await expect
    .poll(() => asked(divar).map(({ data }) => data), patience)
    .toMatchObject([{ text: 'بسته‌ام را دیروز دادم\nو هنوز نرسیده' }])
})

test('a command word ends the open question, and later messages make no request', async ({ page, divar, stack }) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  for (const word of ['بی‌خیال', 'لغو', 'منو رو نشون بده']) {
    await ask(page, 'پشتیبانی', 'مشکل یا پرسشتان را در یک پیام بنویسید')
    await ask(page, word, 'چه کاری برایتان انجام بدهم؟')
    await ask(page, 'فردا هوا چطور است؟', 'متوجه نشدم.')
  }
  divar.clock(twoMinutes)
  expect(asked(divar)).toEqual([])
})

test('the question for the size repeats with its cities after thanks, other wishes and unusable answers', async ({
  page,
  divar,
  stack,
}) => {
  const sizes = ['پاکت', 'کوچک', 'متوسط', 'بزرگ', 'خیلی بزرگ', 'انصراف']
  const question = 'بسته چه اندازه‌ای است؟'
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  await ask(page, 'قیمت از تهران به شیراز', question)
  for (const [said, answer] of [
    ['مرسی', 'خواهش می‌کنم.'],
    ['سلام', 'سلام! در خدمتم.'],
    ['یه گوشیه', 'متوجه نشدم.'],
  ] as const) {
    const asked = await ask(page, said, answer)
    await expect(asked).toContainText(question)
    await expect(asked.getByRole('button')).toHaveText(sizes)
  }
  await ask(page, 'راهنما', 'این کارها را می‌توانم انجام بدهم')
  await ask(page, 'کوچیکه', 'بستهٔ کوچک')
  await ask(page, 'قیمت از تهران به شیراز', question)
  await ask(page, 'خیلی بزرگه', 'بستهٔ خیلی بزرگ')
  await ask(page, 'قیمت از تهران به شیراز', question)
  divar.clock(61 * 60)
  await expect(await ask(page, 'کوچیکه', 'متوجه نشدم.')).not.toContainText(question)
})

test('the chatbot reads «منو» in a sentence as "me" and «کجاست» about an office as no parcel', async ({
  page,
  divar,
  stack,
}) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  for (const [said, answer] of [
    ['بسته منو کجا بردید؟', 'کد رهگیری مرسوله را بنویسید'],
    ['برو به منو', 'چه کاری برایتان انجام بدهم؟'],
    ['سفارش منو لغو کنید', 'برای دیدن سفارش‌ها'],
    ['شما منو نمیشناسید؟', 'متوجه نشدم'],
    ['دفترتون کجاست', 'متوجه نشدم'],
    ['پول منو برگردونید', 'مشکل یا پرسشتان را در یک پیام بنویسید'],
  ] as const) {
    await ask(page, said, answer)
  }
})

test('after a fault of Divar an unsent answer is sent once and a possibly sent one is not repeated', async ({
  divar,
}) => {
  const userId = idOf(divar, 'سارا محمدی')
  const sent = () => divar.calls({ name: 'bot' }).map(({ status }) => status)
  divar.fault({ on: 'bot', kind: 'status', status: 503 })
  divar.botSay({ userId, text: 'راهنما' })
  await expect.poll(sent).toEqual([503, 200])
  divar.fault({ on: 'bot', kind: 'status', status: 500, effect: 'apply' })
  divar.botSay({ userId, text: 'راهنما' })
  await expect.poll(sent).toEqual([503, 200, 500])
  divar.fault({ on: 'bot', kind: 'drop', effect: 'apply' })
  await divar.botTap({ userId, caption: 'راهنما' })
  await expect.poll(() => sent().length).toBe(4)
  // One after the other: had anything been repeated, it would have come before this answer.
  divar.botSay({ userId, text: 'منو' })
  await expect.poll(() => answersTo(divar, userId).length).toBe(4)
  expect(answersTo(divar, userId).map((text) => text.slice(0, 8))).toEqual([
    ...Array.from({ length: 3 }, () => 'این کاره'),
    'چه کاری ',
  ])
  expect(sent()).toHaveLength(5)
})

test("a message that Divar delivers twice is answered once, and the chatbot's own messages never", async ({
  divar,
  stack,
}) => {
  const userId = idOf(divar, 'سارا محمدی')
  const { id } = divar.bot({ userId })
  const event = (text: string, sender: string) => ({
    type: 'NEW_CHATBOT_MESSAGE',
    new_chatbot_message: {
      ...{ id: randomUUID(), conversation: { id, type: 'BOT' }, sender: { type: sender }, type: 'TEXT', text },
      sent_at: Date.now() * 1000,
    },
  })
  const help = event('راهنما', 'HUMAN')
  const bodies = [help, help, event('راهنما', 'BOT'), help, event('منو', 'HUMAN')]
  for (const body of bodies) expect((await callAsDivar(stack, '/api/divar/events', body)).status).toBe(200)
  await expect.poll(() => answersTo(divar, userId).at(-1) ?? '').toContain('چه کاری')
  expect(answersTo(divar, userId)).toHaveLength(2)
})

test('taps with invented data or from unknown conversations are answered and change nothing', async ({
  divar,
}: {
  divar: Control
}) => {
  const userId = idOf(divar, 'سارا محمدی')
  const conversationId = divar.bot({ userId }).id
  for (const extraData of [
    { skill: 'gone' },
    { skill: 'xo', game: 'x', move: '99', cell: '-1' },
    { skill: 'price', from: 'atlantis', to: "';--", size: 'huge' },
    { skill: '' },
    { skill: 17 },
  ]) {
    const { status, body } = await divar.action({ conversationId, extraData })
    expect([status, body]).toEqual([200, { text_message: expect.stringMatching(/\S{2}/) }])
  }
})
