import 'server-only'
import {
  type Assistant,
  type AssistantDeps,
  type ConversationState,
  isOwnedBy,
  isShipped,
  type PauseReason,
  sellerTookOver,
} from '#lib/assistant/index.ts'
import { endTexts, notShippedText, perhapsText, quietText, restTexts } from '#lib/fa/assistant-texts.ts'
import { formatDeadline, formatRelative } from '#lib/fa/date.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Services } from '#lib/services.ts'
import { inboxFacts, versionOf } from '../assistant/inbox-facts.ts'
import { openSeconds } from '../assistant/live-inbox.ts'
import type { OwnerHere } from '../assistant/owner.ts'
import { assistantQuery } from '../permission/consents.ts'
import { filledForm } from './display.ts'

const allPosts = 'همهٔ آگهی‌های شما'

/** The one line that says how the assistant does. */
function statusOf(
  assistant: Assistant,
  rest: PauseReason | null,
  postIsShipped: boolean,
  now: Date,
): { label: string; tone: 'success' | 'warning' | 'info'; sentence: string } {
  if (assistant.state === 'off') {
    return { label: 'خاموش', tone: 'info', sentence: 'دستیار چیزی نمی‌خواند و نمی‌فرستد.' }
  }
  const { watchedSince, subscribedUntil } = assistant
  if (watchedSince !== null && subscribedUntil !== null && subscribedUntil > now) {
    if (!postIsShipped) return { label: notShippedText.label, tone: 'warning', sentence: notShippedText.sentence }
    if (rest) return { label: restTexts[rest].label, tone: 'info', sentence: restTexts[rest].sentence(assistant) }
    return { label: 'روشن', tone: 'success', sentence: 'پیام‌های تازه خوانده می‌شود و به پرسش‌های ارسال پاسخ داده می‌شود.' }
  }
  return {
    label: 'در حال وصل شدن',
    tone: 'warning',
    sentence: 'دیوار هنوز پیام‌ها را نمی‌فرستد؛ پیک هر چند دقیقه دوباره تلاش می‌کند.',
  }
}

function talkState(assistant: Assistant, talk: ConversationState, postIsShipped: boolean, now: Date): string {
  if (talk.bookedAt !== null) return 'ارسال ثبت شد'
  if (talk.answeredAt !== null) return 'پیشنهاد ارسال فرستاده شد'
  if (sellerTookOver(assistant, talk)) return 'خودتان نوشته‌اید؛ دستیار ساکت است'
  if (!postIsShipped) return notShippedText.label
  if (talk.answerDueAt === null) return 'دستیار پاسخی نداده است'
  if (talk.answerDueAt <= now) return 'پرسیده است؛ دستیار همین حالا پاسخ می‌دهد'
  return `پرسیده است؛ اگر ${formatDeadline(talk.answerDueAt, now)} پاسخ ندهید، دستیار پاسخ می‌دهد`
}

/** While an answer waits it is sure, whatever else was written. */
const isPerhaps = (talk: ConversationState) => talk.perhapsAt !== null && talk.answerDueAt === null

type Here = Pick<OwnerHere, 'divarUserIds'> & {
  app: Pick<Services, 'clock' | 'posts'> & { assistant: Pick<AssistantDeps, 'store' | 'clock'> }
  assistant: Pick<Assistant, 'id'>
}

/**
 * The seller's page of an assistant; null: it is theirs no more. What was read to find out whose it is stands for nothing that
 * is shown: something may have changed since, and the version would be of what came after.
 */
export async function assistantView({ app, divarUserIds, assistant: { id } }: Here) {
  const now = app.clock()
  const facts = await inboxFacts(app.assistant, id)
  if (!facts || !isOwnedBy(facts.assistant, { divarUserIds })) return null
  const { assistant, rest, posts, talks } = facts
  // From now on texts wait for the stream, which a page opens a moment after it was drawn.
  if (assistant.state === 'on') await app.assistant.store.setInbox(id, addSeconds(now, openSeconds))
  const about = async (token: string) => {
    const post = await app.posts(token)
    return { title: post?.title || `آگهی ${token}`, isShipped: isShipped(post?.category ?? null) }
  }
  const known = new Map<string, Awaited<ReturnType<typeof about>>>()
  for (const token of new Set([...posts, ...talks].map(({ postToken }) => postToken)))
    known.set(token, await about(token))
  const shippedAt = (token: string) => known.get(token)?.isShipped ?? true
  const oldestFirst = [...talks].sort((a, b) => a.firstSeenAt.getTime() - b.firstSeenAt.getTime())
  const isAll = assistant.postToken === null
  const base = `/assistant/${id}`
  const query = assistantQuery(assistant.postToken)
  const one = assistant.postToken === null ? null : await about(assistant.postToken)
  return {
    heading: one?.title ?? allPosts,
    isOn: assistant.state === 'on',
    ended: assistant.reason === null ? null : { ...endTexts[assistant.reason], href: `/assistant/consent${query}` },
    status: statusOf(assistant, rest, one?.isShipped ?? true, now),
    counts: [
      { label: 'پیام خوانده‌شده', value: toPersianDigits(assistant.messagesRead) },
      { label: 'پاسخ داده‌شده', value: toPersianDigits(assistant.answered) },
      { label: 'ارسال ثبت‌شده', value: toPersianDigits(assistant.booked) },
    ],
    posts: isAll
      ? posts.map(({ postToken, isOn }) => ({
          postToken,
          isOn,
          title: known.get(postToken)?.title ?? postToken,
          note: shippedAt(postToken) ? null : notShippedText.ofOne,
        }))
      : [],
    talks: talks.map((talk) => ({
      conversationId: talk.conversationId,
      name: `گفت‌وگوی ${toPersianDigits(oldestFirst.indexOf(talk) + 1)}`,
      postTitle: isAll ? (known.get(talk.postToken)?.title ?? null) : null,
      state: talkState(assistant, talk, shippedAt(talk.postToken), now),
      perhaps: isPerhaps(talk) && shippedAt(talk.postToken) ? perhapsText : null,
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
      stateUrl: `${base}/state`,
      eventsUrl: `${base}/events`,
      version: versionOf(facts),
      isMoving: false,
      asOf: now.getTime(),
    },
    offerAll: isAll ? null : '/assistant?all=1',
  }
}
