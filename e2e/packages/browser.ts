import { setTimeout as wait } from 'node:timers/promises'

/** A browser with one cookie jar that follows redirects and posts the first form at an address with this prefix, with its ticked fields. */
export function browser() {
  const cookies = new Map<string, string>()
  const go = async (address: string, form?: URLSearchParams, from?: string): Promise<{ url: string; text: string }> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const headers = { cookie, ...(form && from ? { origin: new URL(from).origin } : {}) }
    const sent = form ? { method: 'POST', body: form } : {}
    const response = await fetch(address, { ...sent, headers, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    return location ? go(new URL(location, address).href) : { url: address, text: await response.text() }
  }
  const submit = (page: { url: string; text: string }, action: string, more: Record<string, string> = {}) => {
    const form = new RegExp(`<form[^>]*action="(${action}[^"]*)".*?</form>`, 's').exec(page.text)
    const fields = [...(form?.[0] ?? '').matchAll(/<input type="(?:hidden|checkbox)" name="([^"]+)" value="([^"]*)"/g)]
    const values = new URLSearchParams([
      ...fields.map(([, name = '', value = '']) => [name, value]),
      ...Object.entries(more),
    ])
    return go(new URL(form?.[1] ?? 'about:blank', page.url).href, values, page.url)
  }
  /** A response that goes on. */
  const stream = async (address: string) => {
    const { body } = await fetch(address, {
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
    if (!body) throw new Error('nothing to read')
    return body.getReader()
  }
  return { go, submit, stream }
}

/** Answers anything at all; a server that was just started refuses for a moment. */
export async function reachable(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(address).catch(() => null)
    if (answer) return
    await wait(20)
  }
}
