import { accept, cancel, heading } from '../../support/answer.ts'
import { bookAndSend, chooseWhat, errorSummary, expectAt, goTo, typeAddress } from '../../support/journey.ts'
import { patience } from '../../support/life.ts'
import { actionIds, buildOther, goneActions } from '../../support/other-build.ts'
import { root } from '../../support/paths.ts'
import { renewed, tapOnOlder } from '../../support/renewed.ts'
import { expect } from '../../support/replicas.ts'
import { bookSilently, completeTo, test, type Visitor } from '../../support/two-builds.ts'

// Run serially: the first test that needs the second build makes it.
test.describe.configure({ mode: 'default', timeout: 300_000 })

test('two builds from clean folders without settings share the ids of their server actions', () => {
  const [ours, theirs] = [actionIds(root), actionIds(buildOther())]
  const kept = [...ours].filter(([name]) => !goneActions.some((gone) => name.endsWith(` ${gone}`)))
  expect(kept).toHaveLength(ours.size - goneActions.length)
  expect(kept.filter(([name, id]) => theirs.get(name) !== id)).toEqual([])
})

for (const hasScripts of [true, false]) {
  const how = hasScripts ? 'with JavaScript' : 'without JavaScript'

  test.describe(`two builds of two commits side by side, ${how}`, () => {
    test.use({ javaScriptEnabled: hasScripts })
    test.describe.configure({ timeout: 300_000 })
    test.beforeEach(({ tolerate, stack }) => {
      stack.balancer.only(null)
      if (!hasScripts) tolerate(/\.js did not load: csp$/)
    })
    const visitor = (page: Visitor['page']): Visitor => ({ page, hasScripts })

    test('requests that alternate between the builds complete a booking', async ({ openFromChat, stack }) => {
      const before = stack.balancer.counts()
      const page = await openFromChat({ side: 'DEMAND' })
      await bookSilently(visitor(page))
      for (const [index, count] of stack.balancer.counts().entries()) expect(count).toBeGreaterThan(before[index] ?? 0)
    })

    test('a form drawn by the older build is accepted by the newer one', async ({ openFromChat, newWindow, stack }) => {
      const { balancer } = stack
      /** The page is drawn by the older build, and what is done there is answered by the newer. */
      const across = async (draw: () => Promise<unknown>, go: () => Promise<unknown>) => {
        balancer.only(0)
        await draw()
        balancer.only(1)
        await go()
      }
      const page = await openFromChat({ side: 'DEMAND' })
      const next = (name = 'ادامه') => page.getByRole('button', { name, exact: true }).click()
      await across(
        () => chooseWhat(page),
        async () => {
          await next()
          await expectAt(page, 'address')
        },
      )
      await across(
        async () => {
          await page.reload()
          await typeAddress(page)
        },
        async () => {
          await next()
          await expectAt(page, 'review')
        },
      )
      await across(
        () => goTo(page, 'preview'),
        () => bookAndSend(page),
      )
      await expectAt(page, 'result')
      const seller = await openFromChat({ side: 'SUPPLY', page: await newWindow({ javaScriptEnabled: hasScripts }) })
      await across(
        () => completeTo(visitor(seller)),
        () => accept(seller),
      )
      await across(
        () => page.reload(),
        () => cancel(page, 'از معامله منصرف شدیم'),
      )
    })

    test('a form whose action was removed keeps its input', async ({ openFromChat, newWindow, stack, tolerate }) => {
      tolerate(/status 409|console error/)
      const buyer = await openFromChat({ side: 'DEMAND' })
      await bookSilently(visitor(buyer))
      const page = await openFromChat({ side: 'SUPPLY', page: await newWindow({ javaScriptEnabled: hasScripts }) })
      await completeTo(visitor(page))
      await accept(page)
      stack.balancer.only(0)
      await page.getByRole('link', { name: 'گزارش مشکل' }).click()
      const text = 'پیک نیامد.\nزنگ زدم، جواب نداد.'
      await page.getByLabel('شرح مشکل').fill(text)
      stack.balancer.only(1)
      // To a business by its name, where a test of the desk has left one here.
      const send = page.getByRole('button', { name: /^فرستادن به / })
      await tapOnOlder(page, send)
      await expect(errorSummary(page)).toContainText(renewed)
      await expect(heading(page)).toHaveText('چه مشکلی پیش آمده است؟')
      await expect(page.getByLabel('شرح مشکل')).toHaveValue(text)
      await send.click()
      await expect(page.getByText('زنگ زدم، جواب نداد.')).toBeVisible(patience)
    })
  })
}
