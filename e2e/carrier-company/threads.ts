import { type Answer, deliver, type Html, html, isObject, newUuid } from '../simulator/index.ts'
import type { Company } from './company.ts'
import { signed } from './signature.ts'

/** What was written after a report or a question, by which Peyk calls its thread. */
export type Thread = { threadId: string; said: { by: 'person' | 'business'; text: string }[]; fault: string | null }

export type ReplyInput = { threadId: string; text: string; from?: string; closes?: boolean; webhookId?: string }

export function threadOf(threads: Map<string, Thread>, threadId: string): Thread {
  const known = threads.get(threadId)
  if (known) return known
  const thread: Thread = { threadId, said: [], fault: null }
  threads.set(threadId, thread)
  return thread
}

/** Answers in a thread of Peyk's, and notes what it said. */
export async function tellReply(company: Company, input: ReplyInput): Promise<Answer> {
  const { threadId, text, from, closes, webhookId = newUuid() } = input
  const body = JSON.stringify({ threadId, text, from: from || null, closes: closes ?? false })
  const stamp = Math.floor(Date.now() / 1000)
  const answer = await deliver(company.host, 'carrier', {
    method: 'POST',
    url: new URL(`/api/carrier/threads/${encodeURIComponent(threadId)}/replies`, company.stepsUrl).href,
    headers: {
      'content-type': 'application/json',
      ...signed(company.host.settings.carrierKeys, webhookId, stamp, body),
    },
    body,
  })
  const thread = threadOf(company.book.threads, threadId)
  const isTaken = answer.status === 200
  const isNew = isTaken && isObject(answer.body) && answer.body.repeated === false
  if (isNew) thread.said.push({ by: 'business', text })
  thread.fault = isTaken ? null : `${answer.status ?? 'بی‌جواب'}`
  return answer
}

/** What was said in it so far, and a form to answer; each form is one answer, however often it is posted. */
export const threadView = ({ threadId, said, fault }: Thread): Html =>
  html`${said.map(({ by, text }) => html`<p class="note"><b>${by === 'business' ? 'پاسخ شما' : 'ادامه'}:</b> <bdi>${text}</bdi></p>`)}
${fault === null ? null : html`<p class="said bad">پاسخ پذیرفته نشد: <bdi dir="ltr">${fault}</bdi></p>`}
<form class="reply" method="post" action="/carrier/reply"><input type="hidden" name="thread" value="${threadId}"><input type="hidden" name="id" value="${newUuid()}">
<input name="text" aria-label="پاسخ" placeholder="پاسخ" autocomplete="off" maxlength="1000" required>
<button class="plain">فرستادن پاسخ</button></form>`
