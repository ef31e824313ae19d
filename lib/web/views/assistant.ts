import 'server-only'
import { type Assistant, type Rest, restOf, sellerTookOver, type Talk } from '#lib/assistant/index.ts'
import { endTexts, quietText, restTexts } from '#lib/fa/assistant-texts.ts'
import { formatRelative } from '#lib/fa/date.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import { inboxVersion, openSeconds } from '../live-inbox.ts'
import type { OwnerHere } from '../owner.ts'
import { filledForm } from './display.ts'

const mostTalks = 50

const allPosts = 'همهٔ آگهی‌های شما'

/** The one line that says how the assistant does. */
function statusOf(
  assistant: Assistant,
  rest: Rest | null,
  now: Date,
): { label: string; tone: 'success' | 'warning' | 'info'; sentence: string } {
  if (assistant.state === 'off') {
    return { label: 'خاموش', tone: 'info', sentence: 'دستیار چیزی نمی‌خواند و نمی‌فرستد.' }
  }
  const { watchedSince, subscribedUntil } = assistant
  if (watchedSince !== null && subscribedUntil !== null && subscribedUntil > now) {
    if (rest) return { label: restTexts[rest].label, tone: 'info', sentence: restTexts[rest].sentence(assistant) }
    return { label: 'روشن', tone: 'success', sentence: 'پیام‌های تازه خوانده می‌شود و پرسش دربارهٔ ارسال پاسخ می‌گیرد.' }
  }
  return {
    label: 'در حال وصل شدن',
    tone: 'warning',
    sentence: 'دیوار هنوز پیام‌ها را نمی‌فرستد؛ پیک هر چند دقیقه دوباره تلاش می‌کند.',
  }
}

function talkState(assistant: Assistant, talk: Talk): string {
  if (talk.bookedAt !== null) return 'ارسال ثبت شد'
  if (talk.answeredAt !== null) return 'پیشنهاد ارسال فرستاده شد'
  if (sellerTookOver(assistant, talk)) return 'خودتان نوشته‌اید؛ دستیار ساکت است'
  return talk.answerDueAt === null ? 'دستیار پاسخی نداده است' : 'پرسیده است؛ اول به شما فرصت داده می‌شود'
}

/** The seller's page of an assistant. */
export async function assistantView(here: OwnerHere) {
  const { app, assistant } = here
  const now = app.clock()
  // Read before what it stands for: a change in between is drawn once more.
  const version = (await inboxVersion(here, assistant.id)) ?? ''
  const { store } = app.assistant
  // From now on texts wait for the stream, which a page opens a moment after it was drawn.
  if (assistant.state === 'on') await store.setInbox(assistant.id, addSeconds(now, openSeconds))
  const title = async (token: string) => (await app.posts(token))?.title || `آگهی ${token}`
  const [posts, talks, rest] = await Promise.all([
    store.posts(assistant.id),
    store.talks(assistant.id, mostTalks),
    restOf(app.assistant, assistant),
  ])
  const titles = new Map<string, string>()
  for (const token of new Set([...posts, ...talks].map(({ postToken }) => postToken)))
    titles.set(token, await title(token))
  const oldestFirst = [...talks].sort((a, b) => a.firstSeenAt.getTime() - b.firstSeenAt.getTime())
  const isAll = assistant.postToken === ''
  const base = `/assistant/${assistant.id}`
  const query = isAll ? '?all=1' : `?post=${encodeURIComponent(assistant.postToken)}`
  return {
    heading: isAll ? allPosts : await title(assistant.postToken),
    isOn: assistant.state === 'on',
    ended: assistant.reason === null ? null : { ...endTexts[assistant.reason], href: `/assistant/consent${query}` },
    status: statusOf(assistant, rest, now),
    counts: [
      { label: 'پیام خوانده‌شده', value: toPersianDigits(assistant.messagesRead) },
      { label: 'پاسخ داده‌شده', value: toPersianDigits(assistant.answered) },
      { label: 'ارسال ثبت‌شده', value: toPersianDigits(assistant.booked) },
    ],
    posts: isAll
      ? posts.map(({ postToken, isOn }) => ({ postToken, isOn, title: titles.get(postToken) ?? postToken }))
      : [],
    talks: talks.map((talk) => ({
      conversationId: talk.conversationId,
      name: `گفت‌وگوی ${toPersianDigits(oldestFirst.indexOf(talk) + 1)}`,
      postTitle: isAll ? (titles.get(talk.postToken) ?? null) : null,
      state: talkState(assistant, talk),
      lastAt: formatRelative(talk.lastEventAt, now),
      mayOffer: talk.answeredAt === null,
      form: newId(),
    })),
    quiet: quietText(assistant),
    settings: filledForm({
      wording: assistant.wording,
      quietFrom: String(assistant.quietFrom / 60),
      quietTo: String(assistant.quietTo / 60),
      dailyCap: toPersianDigits(assistant.dailyCap),
    }),
    live: {
      ...{ stateUrl: `${base}/state`, eventsUrl: `${base}/events`, version, isMoving: false, asOf: now.getTime() },
    },
    offerAll: isAll ? null : '/assistant?all=1',
  }
}
