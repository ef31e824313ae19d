import { fillForm } from '../../support/drawn-form.ts'
import type { Stack } from '../../support/stack.ts'

export type Bulk = { url: string; entries: [string, string][]; chosen: number }

/** The form of the queue as a browser without scripts would send it, with every row chosen. */
export async function readBulk(url: string, cookie: string, courier: string): Promise<Bulk> {
  const html = await (await fetch(url, { headers: { cookie } })).text()
  const filled = fillForm(html, 'سپردن', { chosen: '1' }).entries
  const entries = filled.map(([name, value]): [string, string] => [name, name === 'courier' ? courier : value])
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
