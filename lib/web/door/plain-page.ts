import { createHash } from 'node:crypto'
import { type PlainProblem, plainProblems } from '#lib/fa/plain-problems.ts'

const style =
  ':root{color-scheme:light dark}body{font-family:Vazirmatn,Tahoma,sans-serif;line-height:1.9;margin:0 auto;max-width:32rem;padding:2rem 1.25rem}a{display:inline-flex;align-items:center;min-height:44px;font-weight:700}'

const styleHash = createHash('sha256').update(style).digest('base64')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

/** A page that needs nothing of the app: what happened, what to do, one button. */
export function plainPage(problem: PlainProblem, path: string, incident: string | null): string {
  const { title, sentence, button } = plainProblems[problem]
  const href = button.kind === 'retry' ? path : '/back'
  const number = incident === null ? '' : `<p>شمارهٔ پیگیری خطا: <bdi dir="ltr">${escaped(incident)}</bdi></p>`
  return `<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1><p>${sentence}</p>${number}<p><a href="${escaped(href)}">${button.label}</a></p></main></body></html>`
}

export const plainPageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}
