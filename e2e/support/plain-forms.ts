import type { APIRequestContext, APIResponse } from '@playwright/test'
import { type Fill, fillForm, linkIn } from './drawn-form.ts'

/** A page as the server draws it for a browser without scripts, and where it stands after redirects. */
export type Drawn = { url: string; html: string }

export type PlainForms = ReturnType<typeof plainForms>

async function drawnFrom(answer: APIResponse): Promise<Drawn> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}`)
  return { url: answer.url(), html: await answer.text() }
}

/** What a browser without scripts does: opens, follows, fills and posts with the cookies of `request`. */
export function plainForms(request: APIRequestContext) {
  const open = async (url: string) => await drawnFrom(await request.get(url))

  /** Follows the link with this caption. */
  async function follow({ url, html }: Drawn, caption: string): Promise<Drawn> {
    const href = linkIn(html, caption)
    if (href === null) throw new Error(`no link «${caption}» on ${url}`)
    return await open(new URL(href, url).href)
  }

  /** Fills the form that has a button with this caption, as far as it has these fields, and posts it by that button. */
  async function submit({ url, html }: Drawn, caption: string, fill: Fill): Promise<Drawn> {
    const { action, isMultipart, entries } = fillForm(html, caption, fill)
    const filled = new FormData()
    for (const [name, value] of entries) filled.append(name, value)
    const body = isMultipart ? { multipart: filled } : { form: filled }
    const headers = { origin: new URL(url).origin }
    return await drawnFrom(await request.post(new URL(action, url).href, { ...body, headers }))
  }

  return { open, follow, submit }
}
