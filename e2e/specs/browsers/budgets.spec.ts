import { allow, assistantCast, turnOnFromPost } from '../../support/assistant-life.ts'
import { expect, test } from '../../support/fixtures.ts'
import { bookAndSend, expectAt, walkTo } from '../../support/journey.ts'
import { startLighthouseBrowser } from '../../support/lighthouse.ts'
import { budget, measurePage, recordPage } from '../../support/measure.ts'

const steps = ['address', 'review', 'value', 'preview']

test('every page stays within its size budget and Lighthouse reports no accessibility or best-practice fault', async ({
  divar,
  stack,
}) => {
  test.setTimeout(900_000)
  const browser = await startLighthouseBrowser()
  try {
    const page = await browser.context.newPage()
    const measured = await browser.context.newPage()
    const measure = async (name: string, url: string, scriptBytes = budget.scriptBytes) => {
      const bytes = await measurePage(measured, url)
      const audit = await browser.audit(url)
      recordPage({ name, ...bytes, ...audit })
      expect.soft(bytes.bytes, `bytes of ${name}`).toBeLessThanOrEqual(budget.bytes)
      expect.soft(bytes.scriptBytes, `bytes of JavaScript of ${name}`).toBeLessThanOrEqual(scriptBytes)
      expect.soft(audit.accessibility, `accessibility of ${name}: ${audit.faults.join('; ')}`).toBe(100)
      expect.soft(audit.bestPractices, `best practices of ${name}: ${audit.faults.join('; ')}`).toBe(100)
    }
    for (const name of ['price', 'privacy', 'problem/session_ended']) await measure(name, `${stack.appUrl}/${name}`)

    const conversationId = divar.conversations()[0]?.id ?? ''
    await page.goto(`${stack.simulator.url}/chat/${conversationId}?as=DEMAND`)
    const { url } = await divar.launch({ conversationId, side: 'DEMAND' })
    await page.goto(url ?? '')
    const seat = page.url()
    await measure('first', seat)
    await walkTo(page, 'preview')
    for (const name of steps) await measure(name, `${seat}/${name}`)
    await bookAndSend(page)
    await expectAt(page, 'result')
    // It follows the message while that is under way, so it carries the query library.
    await measure('result', page.url(), budget.liveScriptBytes)

    divar.reset({ scenario: 'assistant', fresh: true })
    await measure('assistant (permission)', `${stack.appUrl}/assistant?post=${assistantCast(divar).posts.first}`)
    await turnOnFromPost(page, { divar, simulatorUrl: stack.simulator.url, appUrl: stack.appUrl })
    await allow(page)
    await page.waitForURL(/\/assistant\/[\w-]+$/)
    await measure('assistant', page.url(), budget.liveScriptBytes)

    divar.reset({ scenario: 'default', fresh: true })
    const userId = divar.people()[0]?.id ?? ''
    divar.botSay({ userId, text: 'سفارش‌های من' })
    await expect.poll(() => divar.bot({ userId }).messages.length).toBe(2)
    const link = await divar.botTap({ userId, caption: 'وصل کردن به حساب من' })
    await measure('chatbot (link)', link.url ?? '')
  } finally {
    await browser.close()
  }
})
