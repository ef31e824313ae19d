import 'server-only'
import { formatStamp } from '#lib/fa/date.ts'
import { sideLabels } from '#lib/fa/labels.ts'
import { formatTrackingCode } from '#lib/fa/tracking-code.ts'
import { newId } from '#lib/kernel/ids.ts'
import { threadsToAnswer } from '#lib/threads/index.ts'
import type { StaffHere } from './session.ts'

/** What people reported and asked, a hundred at a time, as far as nobody closed it. */
export async function threadsView({ app }: StaffHere, after: string | null) {
  const now = app.clock()
  const { threads, next } = await threadsToAnswer(app.threads, after)
  return {
    threads: threads.map(({ id, about, text, createdAt, replies }) => ({
      id,
      tapId: newId(),
      title: about ? `${sideLabels[about.side]}، مرسولهٔ ${formatTrackingCode(about.trackingCode)}` : 'پرسش در ربات',
      href: about && `/desk/shipments/${about.trackingCode}`,
      texts: [
        { key: id, by: 'person' as const, text, when: formatStamp(createdAt, now) },
        ...replies.map((reply) => ({
          key: reply.id,
          by: reply.by,
          text: reply.text,
          when: formatStamp(reply.createdAt, now),
        })),
      ],
    })),
    nextHref: next && `/desk/threads?after=${encodeURIComponent(next)}`,
  }
}
