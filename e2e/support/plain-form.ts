import type { Page } from '@playwright/test'

export type Fields = Record<string, string>

/** What a browser without scripts would post from the form with this caption, on the page as the server draws it now. */
export async function readForm(page: Page, caption: string): Promise<Fields> {
  return await page.evaluate(async (wanted) => {
    const answer = await fetch(location.href)
    const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const form = [...drawn.forms].find((one) => one.textContent?.includes(wanted))
    if (!form) throw new Error(`no form with «${wanted}»`)
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  }, caption)
}

/** Posts these fields to the page's own address, so many times at the same moment; gives the statuses after redirects. */
export async function postForm(page: Page, fields: Fields, times = 1): Promise<number[]> {
  return await page.evaluate(
    async ([sent, count]) => {
      const post = async () => {
        const body = new FormData()
        for (const [name, value] of Object.entries(sent)) body.set(name, value)
        return (await fetch(location.href, { method: 'POST', body })).status
      }
      return await Promise.all(Array.from({ length: count }, post))
    },
    [fields, times] as const,
  )
}
