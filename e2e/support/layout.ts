import { expect, type Page } from '@playwright/test'

/**
 * Until a page is whole and its stylesheets are there. A browser paints nothing before that, but it gives the boxes of the bare
 * page to whatever asks for them, Playwright's "visible" among it.
 */
export async function laidOut(page: Page): Promise<void> {
  await page.waitForLoadState('domcontentloaded')
  const styled = () =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].every(({ sheet }) => sheet !== null),
    )
  await expect.poll(styled, `stylesheets of ${page.url()}`).toBe(true)
}

/** What sticks out sideways, by its words; nothing should. */
export async function overflow(page: Page): Promise<string[]> {
  await laidOut(page)
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect()
      return right - left > 0 && (left < -1 || right > width + 1) && !element.closest('.sr-only')
    })
    return wide.map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`)
  })
}

/** Touch targets lower than 44 px: a box inside its label counts as the label. */
export async function smallTargets(page: Page): Promise<string[]> {
  await laidOut(page)
  return page.evaluate(() => {
    const controls = [...document.querySelectorAll('a[href], button, select, textarea, input:not([type=hidden])')]
    const targets = controls.map((control) => control.closest('label') ?? control)
    const small = targets.filter((target) => {
      const { width, height } = target.getBoundingClientRect()
      return width > 0 && (height < 44 || width < 24)
    })
    return small.map((target) => `${target.tagName} ${target.textContent?.slice(0, 40)}`)
  })
}
