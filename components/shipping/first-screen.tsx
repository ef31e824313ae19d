import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import type { ClosedNotice } from '#lib/fa/business-texts.ts'
import { BusinessCard, type BusinessCardProps } from './business-card.tsx'
import { PostCard, type PostSummary } from './post-card.tsx'
import { RestartForm } from './restart-form.tsx'
import { SafetyNote } from './safety-note.tsx'

export type FirstScreenProps = {
  frame: Frame
  /** Null when Divar did not answer. */
  post: PostSummary | null
  /** «از ۴۵٬۰۰۰ تا ۱۸۰٬۰۰۰ تومان»; null when no tariff fits. */
  priceRange: string | null
  /** What the range depends on, and whether the tariff is a sample. */
  priceNote: string | null
  business: BusinessCardProps | null
  /** While the couriers do not work, or not here. */
  notice: ClosedNotice | null
  /** Null while no booking is taken. */
  startHref: string | null
  /** A half-done booking: `summary` in a few words, e.g. «بستهٔ کوچک، از تهران». */
  draft: { summary: string | null; href: string } | null
  /** Throws the draft away and starts over. */
  restart: ((data: FormData) => Promise<void>) | null
}

const promises: { icon: IconName; text: string }[] = [
  { icon: 'box', text: 'کالا را از فروشنده تحویل می‌گیرد و به خریدار می‌رساند.' },
  { icon: 'eyeOff', text: 'نشانی و شمارهٔ شما را به طرف مقابل نشان نمی‌دهد؛ او فقط شهر و محله را می‌بیند.' },
  { icon: 'chat', text: 'نتیجه را در همین چت، با کد رهگیری، می‌نویسد.' },
]

export function FirstScreen(props: FirstScreenProps) {
  const { frame, post, business, notice, priceRange, priceNote, startHref, draft, restart } = props
  return (
    <PageShell frame={frame} title="ارسال کالا با پیک">
      {notice && (
        <Notice tone="warning" icon="clock" title={notice.title}>
          {notice.sentence}
        </Notice>
      )}
      <PostCard post={post} />
      {draft && (
        <Card title="پیش‌نویس شما">
          <p className="text-sm text-muted">{draft.summary ?? 'از دفعهٔ پیش نیمه‌کاره مانده است.'}</p>
          {restart && <RestartForm restart={restart} />}
        </Card>
      )}
      {priceRange && (
        <section className="rounded-card bg-brand-soft p-4 text-brand-ink">
          <h2 className="text-sm">هزینهٔ ارسال</h2>
          <p className="text-xl font-bold">{priceRange}</p>
          {priceNote && <p className="text-sm">{priceNote}</p>}
        </section>
      )}
      {business && <BusinessCard {...business} />}
      <section>
        <h2 className="mb-2 font-bold">پیک چه می‌کند؟</h2>
        <ul className="space-y-3">
          {promises.map(({ icon, text }) => (
            <li key={icon} className="flex gap-3">
              <Icon name={icon} className="mt-0.5 h-6 w-6 text-brand" />
              <span className="min-w-0">{text}</span>
            </li>
          ))}
        </ul>
      </section>
      <SafetyNote />
      <StickyAction>
        {startHref === null ? (
          <ButtonLink href={frame.completionUrl}>بازگشت به دیوار</ButtonLink>
        ) : (
          <ButtonLink href={draft ? draft.href : startHref}>{draft ? 'ادامهٔ پیش‌نویس' : 'شروع'}</ButtonLink>
        )}
      </StickyAction>
    </PageShell>
  )
}
