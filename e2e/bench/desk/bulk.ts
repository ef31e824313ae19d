import type { Page } from '@playwright/test'
import type { Stack } from '../../support/stack.ts'

export type Bulk = { url: string; entries: [string, string][]; chosen: number }

/** The form of the queue as a browser without scripts would send it, with every row chosen. */
export async function readBulk(page: Page, url: string, courier: string): Promise<Bulk> {
  const entries = await page.evaluate(
    async ([source, to]) => {
      const drawn = new DOMParser().parseFromString(await (await fetch(source)).text(), 'text/html')
      const form = drawn.querySelector<HTMLSelectElement>('select[name="courier"]')?.form
      if (!form) throw new Error('nothing waits for a courier')
      for (const box of form.querySelectorAll<HTMLInputElement>('input[name="chosen"]')) box.checked = true
      const filled = new FormData(form)
      filled.set('courier', to)
      return [...filled].map(([name, value]): [string, string] => [name, String(value)])
    },
    [url, courier] as const,
  )
  return { url, entries, chosen: entries.filter(([name]) => name === 'chosen').length }
}

/** Sends it; whether the page that comes back says that all were given. */
export async function postBulk({ appUrl }: Stack, cookie: string, { url, entries, chosen }: Bulk): Promise<boolean> {
  const body = new FormData()
  for (const [name, value] of entries) body.append(name, value)
  const headers = { cookie, origin: appUrl, 'sec-fetch-site': 'same-origin' }
  const answer = await fetch(url, { method: 'POST', body, headers })
  const text = await answer.text()
  return answer.status === 200 && text.includes(`${chosen.toLocaleString('fa-IR')} مرسوله سپرده شد.`)
}
