import 'server-only'
import { formatStamp } from '#lib/fa/date.ts'
import { sideLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type ReadThread, threadsToAnswer } from '#lib/threads/index.ts'
import type { StaffHere } from './session.ts'

/** A thread as the desk shows it. */
export const threadLine = ({ id, text, createdAt, replies }: ReadThread, title: string, now: Date) => ({
  id,
  tapId: newId(),
  title,
  texts: [
    { key: id, by: 'person' as const, text, when: formatStamp(createdAt, now) },
    ...replies.map((reply) => ({
      key: reply.id,
      by: reply.by,
      text: reply.text,
      when: formatStamp(reply.createdAt, now),
    })),
  ],
  isClosed: replies.some(({ closes }) => closes),
})

/** What people reported and asked, a hundred at a time, as far as nobody closed it. */
export async function threadsView({ app }: StaffHere, after: string | null) {
  const now = app.clock()
  const { threads, next } = await threadsToAnswer(app.threads, after)
  return {
    threads: threads.map((thread) => {
      const { about } = thread
      const title = about
        ? `${sideLabels[about.side]}، مرسولهٔ ${formatTrackingCode(about.trackingCode)}`
        : 'پرسش در ربات'
      return { ...threadLine(thread, title, now), href: about && `/desk/shipments/${about.trackingCode}` }
    }),
    nextHref: next && `/desk/threads?after=${encodeURIComponent(next)}`,
  }
}
