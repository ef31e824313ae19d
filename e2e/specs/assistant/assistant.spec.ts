import {
  allow,
  answersIn,
  assistantCast,
  expectRead,
  knowFor6Minutes,
  morning,
  perhapsAsks,
  turnOnForPost,
  turnOnFromPost,
} from '../../support/assistant-life.ts'
import { dumpDatabase } from '../../support/dump.ts'
import { expect, expectAccessible, test } from '../../support/fixtures.ts'

const minutes = 60

test.describe('the assistant', () => {
  test.beforeEach(({ divar }) => {
    divar.reset({ scenario: 'assistant', fresh: true })
    divar.clock(morning)
  })

  test("answers three buyers' own wordings once each and shows the seller every message live", async ({
    page,
    stack,
    divar,
  }) => {
    const place = { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl }
    await turnOnFromPost(page, place)
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await expect(page.getByText('پیام‌های تازه خوانده می‌شود')).toBeVisible()
    await expectAccessible(page)
    const { talks } = assistantCast(divar)
    const [first = '', second = '', third = ''] = talks

    // Greetings: from now on the conversations are known.
    for (const id of talks) divar.say({ conversationId: id, side: 'DEMAND', text: 'سلام وقتتون بخیر' })
    for (const number of ['۱', '۲', '۳']) {
      await expect(page.getByRole('heading', { name: `گفت‌وگوی ${number}` })).toBeVisible()
    }
    await expect(page.getByText('سلام وقتتون بخیر')).toHaveCount(3)
    divar.clock(morning + 6 * minutes)

    divar.say({ conversationId: first, side: 'DEMAND', text: 'ارسال دارید؟' })
    divar.say({ conversationId: second, side: 'DEMAND', text: 'هزينه پست تا مشهد چقده' })
    divar.say({ conversationId: third, side: 'DEMAND', text: 'میفرستین شیراز؟' })
    for (const id of [first, second, third]) {
      await expect.poll(() => answersIn(divar, id).length, `answers in ${id}`).toBe(1)
    }
    const [inMashhad] = answersIn(divar, second)
    expect(inMashhad?.text).toContain('مشهد')
    expect(inMashhad?.text).toMatch(/[۰-۹٬]+ تومان/)
    // Yes is said only to whether it can be sent.
    expect([first, second, third].map((id) => answersIn(divar, id)[0]?.text.includes('بله'))).toEqual([
      true,
      false,
      true,
    ])
    // Shown in Persian letters.
    await expect(page.getByText('هزینه پست تا مشهد چقده')).toBeVisible()

    // Once per conversation, however often they ask.
    divar.say({ conversationId: first, side: 'DEMAND', text: 'هزینه ارسال چقدره؟' })
    await expect(page.getByText('هزینه ارسال چقدره؟')).toBeVisible()

    // The button works for the buyer.
    const tapped = await divar.tap({ conversationId: second, side: 'DEMAND', caption: 'ثبت ارسال' })
    expect(JSON.stringify(tapped)).toContain(`${stack.appUrl}/launch/`)

    // By hand: the seller writes in the third, and the assistant is silent there.
    const talk = page.getByRole('region', { name: 'گفت‌وگوی ۳' }).or(page.locator('section', { hasText: 'گفت‌وگوی ۳' }))
    await talk.first().getByText('پاسخ در گفت‌وگوی ۳').click()
    await page.getByLabel('پاسخ شما در گفت‌وگوی ۳').fill('تا فردا برایتان می‌فرستم.')
    await talk.first().getByRole('button', { name: 'فرستادن پاسخ' }).click()
    await expect.poll(() => answersIn(divar, third).map(({ text }) => text)).toContain('تا فردا برایتان می‌فرستم.')
    divar.say({ conversationId: third, side: 'DEMAND', text: 'با تیپاکس میشه؟' })
    await expect(page.getByText('با تیپاکس میشه؟')).toBeVisible()
    await divar.eventsSettled()
    expect([first, second, third].map((id) => answersIn(divar, id).length)).toEqual([1, 1, 2])

    // A reload starts empty and says so.
    await page.reload()
    await expect(page.getByText('متن پیام‌ها در پیک نگه داشته نمی‌شود')).toBeVisible()
    await expect(page.getByText('هزینه ارسال چقدره؟')).toHaveCount(0)

    // Off means off.
    await page.getByRole('button', { name: 'دستیار را خاموش کن' }).click()
    await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
    const before = divar.messages(first).length
    divar.say({ conversationId: first, side: 'DEMAND', text: 'الان می‌فرستید؟' })
    await divar.eventsSettled()
    expect(divar.messages(first)).toHaveLength(before + 1)
  })

  test('takes a question sent in several messages as one and answers it once', async ({ page, stack, divar, app }) => {
    const [first = '', second = '', third = ''] = await turnOnForPost(page, stack, divar)
    await knowFor6Minutes(page, divar, [first, second, third])
    divar.settings({ eventCopies: 2 })
    let read = 3
    const say = async (conversationId: string, text: string) => {
      divar.say({ conversationId, side: 'DEMAND', text })
      read += 1
      await expectRead(page, read)
    }
    for (const text of ['ارسال؟', 'سلام', 'شیراز']) await say(first, text)
    for (const text of ['شیراز', 'هزینه', 'ارسال؟']) await say(second, text)
    await say(third, 'ارسال')
    for (const id of [first, second]) await expect.poll(() => answersIn(divar, id).length).toBe(1)
    expect(answersIn(divar, first)[0]?.text).toMatch(/^سلام\. بله، ارسال ممکن است\.\n.*شیراز/)
    expect(answersIn(divar, second)[0]?.text).toMatch(/^سلام\. هزینهٔ ارسال .*شیراز/)
    // Only a piece, so that more may come: a minute later it is answered as it is.
    await expect(page.getByText('پرسیده است؛ اگر تا')).toBeVisible()
    expect(answersIn(divar, third)).toEqual([])
    divar.clock(morning + 7 * minutes + 1)
    await expect.poll(() => answersIn(divar, third).length, { timeout: 60_000 }).toBe(1)
    expect(answersIn(divar, third)[0]?.text).not.toContain('شیراز')
    for (const id of [first, second, third]) await say(id, 'شیراز')
    await divar.eventsSettled()
    expect([first, second, third].map((id) => answersIn(divar, id).length)).toEqual([1, 1, 1])
    await app.stop()
    const rows = (await dumpDatabase(stack)).split('\n').filter((row) => row.includes('assistant_conversations ('))
    const known = rows.filter((row) => [first, second, third].some((id) => row.includes(id)))
    expect(known).toHaveLength(3)
    expect(known.join()).not.toMatch(/[\u0600-\u06ff]|shiraz|price|possible/)
  })

  test('marks a possible shipping question for the seller until one tap offers an answer', async ({
    page,
    stack,
    divar,
  }) => {
    const [talk = '', other = ''] = await turnOnForPost(page, stack, divar)
    await knowFor6Minutes(page, divar, [talk, other])
    const mark = page.getByText('شاید دربارهٔ ارسال', { exact: true })
    divar.say({ conversationId: talk, side: 'DEMAND', text: perhapsAsks })
    await expect(mark).toBeVisible()
    await expectAccessible(page)
    expect(answersIn(divar, talk)).toEqual([])
    await page.reload()
    await expect(mark).toHaveCount(1)
    await expect(page.getByText(perhapsAsks)).toHaveCount(0)
    await page.getByRole('button', { name: 'فرستادن پیشنهاد ارسال' }).filter({ visible: true }).click()
    await expect(page.getByText('پیشنهاد ارسال فرستاده شد')).toBeVisible()
    await expect(mark).toHaveCount(0)
    const [offer] = answersIn(divar, talk)
    expect(offer?.text).toContain('تومان')
    expect(offer?.text).not.toContain('بله')
    // Answered by the seller's own words it goes as well.
    divar.say({ conversationId: other, side: 'DEMAND', text: perhapsAsks })
    await expect(mark).toBeVisible()
    divar.say({ conversationId: other, side: 'SUPPLY', text: 'در خدمتم.' })
    await expect(mark).toHaveCount(0)
    await expect(page.getByText('خودتان نوشته‌اید؛ دستیار ساکت است')).toBeVisible()
  })

  test('answers nobody where shipping is not offered and says so before and after it is turned on', async ({
    page,
    stack,
    divar,
  }) => {
    const { posts } = assistantCast(divar)
    divar.patchPost({ token: posts.first, category: 'apartment-rent' })
    await page.goto(`${stack.appUrl}/assistant?post=${posts.first}`)
    await expect(page.getByText('دستیار در آن به کسی پاسخ نمی‌دهد')).toBeVisible()
    await expectAccessible(page)
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await expect(page.getByText('این آگهی در دسته‌ای است که چیزی در آن ارسال نمی‌شود')).toBeVisible()
    const { talks } = assistantCast(divar)
    const [talk = ''] = talks
    await knowFor6Minutes(page, divar, talks)
    divar.say({ conversationId: talk, side: 'DEMAND', text: 'ارسال دارید؟' })
    divar.say({ conversationId: talk, side: 'DEMAND', text: perhapsAsks })
    await expectRead(page, 5)
    await divar.eventsSettled()
    expect(answersIn(divar, talk)).toEqual([])
    // The status, and each conversation.
    await expect(page.getByText('در این دسته پاسخ نمی‌دهد', { exact: true })).toHaveCount(4)
    await expect(page.getByText('شاید دربارهٔ ارسال', { exact: true })).toHaveCount(0)
    await expectAccessible(page)
  })

  test('leaves the seller five minutes to answer first in a conversation that is new to it', async ({
    page,
    stack,
    divar,
  }) => {
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    const [asked = '', answered = ''] = assistantCast(divar).talks
    for (const id of [asked, answered]) divar.say({ conversationId: id, side: 'DEMAND', text: 'ارسال به کرج دارید؟' })
    await expect(page.getByText('پرسیده است؛ اگر تا')).toHaveCount(2)
    divar.say({ conversationId: answered, side: 'SUPPLY', text: 'بله، می‌فرستم.' })
    await expect(page.getByText('خودتان نوشته‌اید؛ دستیار ساکت است')).toBeVisible()
    divar.clock(morning + 6 * minutes)
    await expect.poll(() => answersIn(divar, asked).length, { timeout: 100_000 }).toBe(1)
    expect(answersIn(divar, answered)).toEqual([])
  })

  test('stores no message text in the database or log and accepts unusual events', async ({
    page,
    stack,
    divar,
    app,
  }) => {
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    divar.settings({ eventCopies: 2, eventHold: 3 })
    const { talks } = assistantCast(divar)
    const seeded = [
      'ارسال دارید؟ نشانهٔ یکم زرافه',
      'هزینه پست به تبریز چنده نشانهٔ دوم کرگدن',
      'میفرستین اهواز؟ نشانهٔ سوم پلنگ',
    ]
    for (const [index, conversationId] of talks.entries()) {
      divar.say({ conversationId, side: 'DEMAND', text: seeded[index] ?? '' })
    }
    divar.releaseEvents()
    await divar.eventsSettled()
    for (const mark of ['زرافه', 'کرگدن', 'پلنگ']) await expect(page.getByText(mark)).toBeVisible()
    const events = divar.deliveries({ kind: 'event' })
    expect(events.length).toBeGreaterThanOrEqual(6)
    expect(events.map(({ status }) => status)).toEqual(events.map(() => 200))
    const huge = { type: 'NEW_MESSAGE', new_message: { text: 'x'.repeat(70_000) } }
    const strange = [{}, { type: 'NEW_MESSAGE' }, { type: 'SOMETHING_NEW', something_new: {} }, huge]
    const answers = await Promise.all(strange.map(async (body) => (await divar.event({ body })).status))
    expect(answers).toEqual([400, 400, 200, 413])
    const wrongKey = await divar.event({ body: { type: 'NEW_MESSAGE' }, headers: { authorization: 'wrong' } })
    expect(wrongKey.status).toBe(401)
    // A minute later they are gone, which the next message finds so: a look takes away what is old before it handles.
    divar.clock(morning + 2 * minutes)
    divar.settings({ eventCopies: 1, eventHold: 0 })
    await page.reload()
    await expect(page.getByText('کرگدن')).toHaveCount(0)
    divar.say({ conversationId: talks[0] ?? '', side: 'DEMAND', text: 'سلام' })
    await expect(page.locator('dl div', { hasText: 'پیام خوانده‌شده' })).toContainText('۴')
    await app.stop()
    const left = await dumpDatabase(stack)
    expect(left).toContain('assistant_conversations')
    for (const mark of ['زرافه', 'کرگدن', 'پلنگ']) expect(`${left}${app.logs()}`).not.toContain(mark)
  })

  test('covers all posts and can be turned on or off for each', async ({ page, stack, divar }) => {
    const place = { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl }
    // A job advertisement cannot be shipped, unlike the seller's other posts.
    divar.patchPost({ token: assistantCast(divar).posts.second, category: 'sales-marketing' })
    await turnOnFromPost(page, place, 'روشن کن برای همهٔ آگهی‌ها')
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await expect(page.getByText('همهٔ آگهی‌های شما')).toBeVisible()
    for (const conversationId of assistantCast(divar).all.slice(0, 4)) {
      divar.say({ conversationId, side: 'DEMAND', text: 'سلام' })
    }
    await expect(page.getByRole('button', { name: 'در این آگهی پاسخ نده' })).toHaveCount(2)
    await expect(page.getByText('در این دسته چیزی ارسال نمی‌شود؛ دستیار در این آگهی پاسخی نمی‌دهد.')).toHaveCount(1)
    await page.getByRole('button', { name: 'در این آگهی پاسخ نده' }).first().click()
    await expect(page.getByRole('button', { name: 'در این آگهی پاسخ بده' })).toHaveCount(1)
    await expectAccessible(page)
  })

  test('says that the post belongs to another Divar user than the one who consented', async ({
    page,
    stack,
    divar,
  }) => {
    const { posts, stranger } = assistantCast(divar)
    divar.consentAs(stranger.id)
    await page.goto(`${stack.appUrl}/assistant?post=${posts.first}`)
    await page.getByRole('link', { name: 'روشن کن برای این آگهی' }).click()
    await allow(page)
    await expect(page.getByRole('heading', { name: 'این آگهی برای شما نیست' })).toBeVisible()
    await expectAccessible(page)
  })

  test('says that only part of the permission was granted and asks again', async ({ page, stack, divar }) => {
    divar.settings({ leftOutScopes: ['CHAT_POST_CONVERSATIONS_READ'] })
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await expect(page.getByText('اجازه کامل نیست')).toBeVisible()
    divar.settings({ leftOutScopes: [] })
    await page.getByRole('link', { name: 'دوباره اجازه می‌دهم' }).click()
    await allow(page)
    await expect(page.getByText('پیام‌های تازه خوانده می‌شود')).toBeVisible()
  })

  test('says that the consent was refused and loses no settings', async ({ page, stack, divar }) => {
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await page.getByRole('button', { name: 'اجازه نمی‌دهم' }).click()
    await page.waitForURL(`${stack.appUrl}/assistant/problem/permission_refused**`)
    await expect(page.getByText('دستیار روشن نشد و هیچ پیامی خوانده نمی‌شود.')).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'دیدن دوبارهٔ اجازه‌ها' }).click()
    await expect(page.getByRole('link', { name: 'روشن کن برای این آگهی' })).toBeVisible()
  })

  test('ends when its permission is revoked and says so on its page', async ({ page, stack, divar, tolerate }) => {
    // An open page may ask once more before it hears that nothing of it is left.
    tolerate(/^status 401 for GET \S+\/assistant\/\S+ \(/)
    await turnOnForPost(page, stack, divar)
    await divar.revoke(assistantCast(divar).seller.id)
    await expect(page.getByRole('heading', { name: 'اجازه در دیوار پس گرفته شد' })).toBeVisible()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'اجازه در دیوار پس گرفته شد' })).toBeVisible()
  })

  test('ends with its post and asks for permission again when the grant is gone', async ({ page, stack, divar }) => {
    await turnOnForPost(page, stack, divar)
    divar.retirePost({ token: assistantCast(divar).posts.first })
    await page.getByRole('button', { name: 'دستیار را خاموش کن' }).click()
    await page.getByRole('button', { name: 'دستیار را روشن کن' }).click()
    await expect(page.getByText('آگهی دیگر منتشر نیست')).toBeVisible()
  })

  test('saves its settings, refuses a phone number in them and works without JavaScript', async ({
    browser,
    stack,
    divar,
  }) => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await page.getByLabel('جملهٔ خودتان در پایان پاسخ').fill('تماس ۰۹۱۲۳۴۵۶۷۸۹')
    await page.getByRole('button', { name: 'ثبت تنظیم‌ها' }).click()
    await expect(page.getByText('شمارهٔ تلفن ننویسید').first()).toBeVisible()
    await expect(page.getByLabel('جملهٔ خودتان در پایان پاسخ')).toHaveValue('تماس ۰۹۱۲۳۴۵۶۷۸۹')
    await page.getByLabel('جملهٔ خودتان در پایان پاسخ').fill('بسته را خودم می‌پیچم.')
    await page.getByRole('button', { name: 'ثبت تنظیم‌ها' }).click()
    await expect(page.getByText('تنظیم‌ها ثبت شد.')).toBeVisible()
    await page.getByRole('button', { name: 'دستیار را خاموش کن' }).click()
    await expect(page.getByText('دستیار چیزی نمی‌خواند و نمی‌فرستد.')).toBeVisible()
    await context.close()
  })

  test('accepts settings that are saved twice on one page', async ({ page, stack, divar }) => {
    await turnOnForPost(page, stack, divar)
    const sentence = page.getByLabel('جملهٔ خودتان در پایان پاسخ')
    const save = page.getByRole('button', { name: 'ثبت تنظیم‌ها' })
    for (const text of ['بسته را خودم می‌پیچم.', 'با کارتن می‌فرستم.', '']) {
      await sentence.fill(text)
      await save.click()
      await expect(page.getByText('تنظیم‌ها ثبت شد.')).toBeVisible()
      await expect(save).not.toHaveAttribute('aria-busy', 'true')
      await expect(page.getByRole('status').filter({ hasText: 'در حال ثبت' })).toHaveCount(0)
      await expect(sentence).toHaveValue(text)
    }
    await page.reload()
    await expect(sentence).toHaveValue('')
  })

  test('sends a due answer after a restart', async ({ page, stack, divar, app }) => {
    const [talk = ''] = await turnOnForPost(page, stack, divar)
    const question = 'هزینه پست تا شیراز چنده؟'
    divar.say({ conversationId: talk, side: 'DEMAND', text: question })
    // The question waits: the seller may have written in this conversation before.
    await expect(page.getByText(question)).toBeVisible()
    await page.goto('about:blank')
    await app.stop()
    expect(answersIn(divar, talk)).toEqual([])

    divar.clock(morning + 6 * minutes)
    // The log is that of all tests that this worker ran.
    const before = app.logs().length
    await app.start()
    await expect.poll(() => answersIn(divar, talk).length, { timeout: 60_000 }).toBe(1)
    expect(app.logs().slice(before)).not.toContain('Peyk cannot start')
  })
})
