import type { FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { type DeskThread, ThreadCard } from './thread-card.tsx'

type ThreadsPageProps = { frame: DeskFrame; threads: DeskThread[]; nextHref: string | null; act: FormAction }

export function ThreadsPage({ frame, threads, nextHref, act }: ThreadsPageProps) {
  return (
    <DeskShell frame={frame} title="پیام‌های مردم" lead="گزارش‌ها و پرسش‌هایی که هنوز بسته نشده‌اند.">
      {threads.length === 0 && <p className="text-muted">هیچ گزارش یا پرسشی منتظر پاسخ نیست.</p>}
      {threads.map((thread) => (
        <ThreadCard key={thread.id} thread={thread} act={act} />
      ))}
      {nextHref && (
        <a href={nextHref} className={buttonClass('quiet')}>
          بعدی‌ها
        </a>
      )}
    </DeskShell>
  )
}
