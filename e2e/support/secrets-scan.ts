import type { BrowserContext } from '@playwright/test'
import { latin } from './digits.ts'

export type Named = { name: string; text: string }

export type Leak = { where: string; what: string }

/** Every place in which one of the values stands: plain, percent-encoded, in base64, in JSON escapes, in Persian digits. */
export function findLeaks(texts: Named[], secrets: Named[]): Leak[] {
  return texts.flatMap(({ name: where, text }) =>
    secrets.flatMap(({ name: what, text: value }) =>
      forms(value).some((form) => text.includes(form)) ? [{ where, what }] : [],
    ),
  )
}

/**
 * Every place in which a code of four digits stands for itself, in Latin or Persian digits: no part of a longer number, word
 * or time, and none of the numbers that stood in `before`, which are there for other reasons.
 */
export function findCodes(texts: Named[], codes: Named[], before: Named[] = []): Leak[] {
  const known = new Set(before.flatMap(({ text }) => numbersIn(text)))
  return texts.flatMap(({ name: where, text }) => {
    const numbers = new Set(numbersIn(text))
    return codes.flatMap(({ name: what, text: code }) =>
      numbers.has(code) && !known.has(code) ? [{ where, what }] : [],
    )
  })
}

function numbersIn(text: string): string[] {
  const inLatin = latin(text)
  return inLatin.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '').match(/(?<![\w-])\d{4}(?![\w-])/g) ?? []
}

/** Gathers the text bodies of everything that the browser receives from the origin; call the result to read them. */
export function recordResponses(context: BrowserContext, origin: string): () => Promise<Named[]> {
  const bodies: Promise<Named>[] = []
  context.on('response', (response) => {
    if (new URL(response.url()).origin !== origin) return
    const name = `${response.request().method()} ${new URL(response.url()).pathname}`
    const headers = response.allHeaders().then(
      (all) => JSON.stringify(all),
      () => '',
    )
    // A redirect has no body, one that the page left behind can no longer be read, and a stream of events has no end.
    const endless = response.headers()['content-type']?.startsWith('text/event-stream')
    const body = endless ? '' : response.text().catch(() => '')
    bodies.push(Promise.all([headers, body]).then(([head, text]) => ({ name, text: `${head}\n${text}` })))
  })
  return () => Promise.all(bodies)
}

function forms(value: string): string[] {
  const persian = value.replace(/\d/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
  const escaped = JSON.stringify(value).slice(1, -1)
  const ascii = value.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '')
  return [...new Set([value, persian, escaped, ascii, encodeURIComponent(value), base64])]
}
