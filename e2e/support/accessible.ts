import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import axe from 'axe-core'
import { laidOut } from './layout.ts'
import { root } from './paths.ts'

/** Each page that is looked at loads it: less than half of `axe.source`. */
const source = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * Axe finds nothing against WCAG 2.2 AA on the page as it stands. A scheme changes colours and nothing else, so dark is held
 * to the rules about colours alone, and a page over another database is the same page: axe is half of a journey's time.
 */
export const expectAccessible = (page: Page): Promise<void> =>
  analyse(page, test.info().project.name === 'phone-dark' ? colours : { type: 'tag', values: standards })

/** The same in dark and in light, which it stays in. */
export async function expectAccessibleInBothSchemes(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await analyse(page, colours)
  await page.emulateMedia({ colorScheme: 'light' })
  await expectAccessible(page)
}

const colours: axe.RunOnly = {
  type: 'rule',
  values: axe
    .getRules(['cat.color'])
    .filter(({ tags }) => tags.some((tag) => standards.includes(tag)))
    .map(({ ruleId }) => ruleId),
}

async function analyse(page: Page, runOnly: axe.RunOnly): Promise<void> {
  if (test.info().project.name === 'postgres') return
  await laidOut(page)
  // A colour on its way to another one, as after a change of the scheme, would be read half-way.
  await page.evaluate(() => {
    for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
  })
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const violations = await page.evaluate(async (options) => (await window.axe.run(document, options)).violations, {
    runOnly,
    resultTypes: ['violations'],
    // No rule of these standards reads the style sheets, which axe would load and copy each time.
    preload: { assets: ['media'] },
  } satisfies axe.RunOptions)
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join(', ')})`,
  )
  expect(found, `accessibility of ${page.url()}`).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
