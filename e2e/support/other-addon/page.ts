import type { Meeting } from './meetings.ts'

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const html = (title: string, body: string, status = 200) =>
  new Response(`<!doctype html><html lang="fa" dir="rtl"><title>${title}</title><h1>${title}</h1>${body}</html>`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  })

const states: Record<Meeting['state'], string> = { draft: 'نیمه‌کاره', proposed: 'پیشنهاد شده', agreed: 'قطعی' }
const input = (name: string, label: string, form: URLSearchParams) =>
  `<input name="${name}" aria-label="${label}" value="${escaped(form.get(name) ?? '')}">`

export const statusText = ({ place, at, state }: Meeting) => `قرار ${place}، ${at}: ${states[state]}`
export const problemPage = (code: string) => html('نشد', `<p>${code}</p>`, 409)

export const formPage = (action: string, fault = '', typed = new URLSearchParams()) =>
  html(
    'قرار تازه',
    `<p>${fault}</p><form method="post" action="${action}">
    ${input('place', 'کجا', typed)}${input('at', 'کی', typed)}<button>پیشنهاد</button></form>`,
    fault ? 422 : 200,
  )

export const meetingPage = (action: string, meeting: Meeting, mayAgree: boolean) =>
  html('قرار', `<p>${escaped(statusText(meeting))}</p>${mayAgree ? agreeForm(action) : ''}`)

const agreeForm = (action: string) => `<form method="post" action="${action}"><button>می‌پذیرم</button></form>`
