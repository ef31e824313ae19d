import type { Page } from '@playwright/test'
import { toAcceptance } from '../../support/answer.ts'
import { expect, expectAccessibleInBothSchemes, type Side, test } from '../../support/fixtures.ts'
import { expectAt, goTo, readTrackingCode, walkTo } from '../../support/journey.ts'
import { laidOut } from '../../support/layout.ts'
import { openButton } from '../../support/life.ts'
import { expectFits } from '../../support/looks.ts'

test.describe.configure({ timeout: 120_000 })

const picture = (page: Page) => page.getByRole('img', { name: 'عکس آگهی' })

/** The box that the picture covers, as it looks. */
const look = async (page: Page) => await picture(page).locator('xpath=..').screenshot()

/** What the box looks like without any picture. */
async function lookOfEmpty(page: Page): Promise<Buffer> {
  const box = picture(page).locator('xpath=..')
  const handle = await box.elementHandle()
  await picture(page).evaluate((svg) => svg.remove())
  return (await handle?.screenshot()) ?? Buffer.alloc(0)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript`, () => {
    test.use({ javaScriptEnabled })

    test.beforeEach(({ tolerate }) => {
      tolerate(/\.js did not load: csp$/)
    })

    test('the first screen shows the picture of the post, asked for without a referrer', async ({
      openFromChat,
      stack,
    }) => {
      const page = await openFromChat({ side: 'DEMAND' })
      await expectAt(page, 'what')
      const asked = page.waitForRequest(/\/images\//)
      await page.reload()
      const request = await asked
      expect(request.url()).toBe(`${stack.simulator.url}/images/sewing-machine.svg`)
      expect((await request.allHeaders()).referer ?? '').toBe('')
      expect((await request.response())?.status()).toBe(200)
      await expect(picture(page)).toBeVisible()
      await laidOut(page)
      const box = await picture(page).locator('xpath=..').boundingBox()
      expect([box?.width, box?.height]).toEqual([72, 72])
    })
  })
}

test('a picture covers its box, and one that does not come leaves the empty box and nothing else', async ({
  openFromChat,
  newWindow,
  tolerate,
}) => {
  tolerate(/status 404 for GET .*\/images\//)
  const page = await openFromChat({ side: 'DEMAND' })
  await expectAt(page, 'what')
  await page.waitForLoadState('networkidle')
  const drawn = await look(page)
  expect(drawn.equals(await lookOfEmpty(page))).toBe(false)

  const window = await newWindow()
  await window.context().route('**/images/**', async (route) => await route.fulfill({ status: 404 }))
  const other = await openFromChat({ side: 'DEMAND', page: window })
  await expectAt(other, 'what')
  await other.waitForLoadState('networkidle')
  const broken = await look(other)
  expect(broken.equals(await lookOfEmpty(other))).toBe(true)
  await expectFits(other)
})

for (const side of ['DEMAND', 'SUPPLY'] as Side[]) {
  test(`the picture stands where the ${side} side checks what it proposes, and where the other side accepts`, async ({
    openFromChat,
    newWindow,
    divar,
  }) => {
    const page = await openFromChat({ side })
    await walkTo(page, 'review', { service: { otherCity: side === 'SUPPLY' ? 'تهران' : null } })
    await expect(picture(page)).toHaveCount(1)
    await expectAccessibleInBothSchemes(page)
    await goTo(page, 'preview')
    await goTo(page, 'result')
    const code = (await readTrackingCode(page)).replaceAll('-', '')
    const other = side === 'DEMAND' ? 'SUPPLY' : 'DEMAND'
    const theirs = await openButton(await newWindow(), divar, other, code)
    await toAcceptance(theirs)
    await expect(picture(theirs)).toHaveCount(1)
    await expectFits(theirs)
    await expectAccessibleInBothSchemes(theirs)
  })
}
