import { expect, type Page } from '@playwright/test'
import { expectAccessibleInBothSchemes } from './fixtures.ts'
import { overflow, smallTargets } from './layout.ts'

/** Nothing overflows sideways, and every touch target is at least 44 px high. */
export async function expectFits(page: Page): Promise<void> {
  expect(await overflow(page), page.url()).toEqual([])
  expect(await smallTargets(page), page.url()).toEqual([])
}

/** With text twice as large nothing sticks out, nothing is cut off, and the bar below leaves room for the page. */
export async function expectReadableTwiceAsLarge(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%'
  })
  expect(await overflow(page), page.url()).toEqual([])
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('a, button, h1, h2, p, label, li, dd')]
      .filter((element) => !element.closest('.sr-only') && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => getComputedStyle(element).display !== 'inline')
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
  )
  expect(cut, page.url()).toEqual([])
  const bar = page.locator('.stick-bottom')
  if ((await bar.count()) === 0) return
  expect((await bar.boundingBox())?.height ?? 0, page.url()).toBeLessThan((page.viewportSize()?.height ?? 0) / 2)
}

/** Where less motion is asked for, nothing moves by itself. */
export async function expectStill(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element)
        const long = (durations: string) => durations.split(', ').some((duration) => Number.parseFloat(duration) > 0.01)
        return long(transitionDuration) || (animationName !== 'none' && long(animationDuration))
      })
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`),
  )
  expect(moving, page.url()).toEqual([])
}

/** All of this on a page: small and wide, dark and light, then with larger text, in which it is left, and still. */
export async function expectGoodLooks(page: Page): Promise<void> {
  for (const size of [
    { width: 320, height: 640 },
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    await expectFits(page)
    await expectAccessibleInBothSchemes(page)
  }
  await expectReadableTwiceAsLarge(page)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectStill(page)
}
