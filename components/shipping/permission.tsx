import type { ReactNode } from 'react'
import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { proving } from '#lib/fa/access-texts.ts'
import { carrierText } from '#lib/fa/business-texts.ts'

export type PermissionProps = {
  frame: Frame
  backHref: string
  /** Starts Divar's consent. */
  grantHref: string
  /** Asked in order to tell the shipment's steps in the chatbot, too. */
  isForNotices: boolean
  /** Somebody is proved to be this side, and the viewer has not shown that it is them. */
  proves: boolean
}

const inChatbot = {
  title: 'نوشتن خبر مرسوله در گفت‌وگوی شما با ربات پیک',
  why: 'هر قدم همین مرسوله، یک پیام. هر وقت بخواهید، در صفحهٔ مرسوله خاموشش می‌کنید.',
}

const asked: { title: string; why: string }[] = [
  {
    title: 'فرستادن پیام در همین چت، به نام شما',
    why: 'پیشنهاد ارسال، پاسخ به آن، تحویل به مأمور پیک، پایان کار، و حداکثر یک یادآوری یا خبر تحویل ناموفق؛ روی هم بیشتر از ۵ پیام نمی‌شود.',
  },
  { title: 'شناسهٔ کاربری شما در دیوار', why: 'تا کس دیگری با لینک شما، به جای شما سفارش ثبت نکند.' },
  {
    title: 'دسترسی تا ۳۰ روز، حتی وقتی صفحه بسته است؛ و باخبر شدن از لغو آن',
    why: 'تا خبرهای بعدی همین مرسوله هم در چت نوشته شود و با لغو اجازه، اطلاعات شما فوراً پاک شود.',
  },
]

const notAsked = ['خواندن پیام‌های چت', 'شمارهٔ موبایل ثبت‌شده در دیوار', 'چت‌ها و آگهی‌های دیگر شما', 'اطلاعات کارت بانکی']

const usual = {
  title: 'اجازهٔ نوشتن در چت',
  lead: 'برای اینکه نتیجه در چت دیوار نوشته شود، دیوار از شما اجازه می‌گیرد. پیش از فرستادن، متن پیام را می‌بینید.',
}

const forNotices = {
  title: 'اجازهٔ خبر در ربات پیک',
  lead: 'برای اینکه خبر مرسوله در گفت‌وگوی شما با ربات پیک هم نوشته شود، دیوار از شما اجازه می‌گیرد.',
}

function List({ children, title }: { children: ReactNode; title: string }) {
  return (
    <Card title={title}>
      <ul className="space-y-3">{children}</ul>
    </Card>
  )
}

/** The same in a few lines, on the review of a booking, before Divar asks. */
export function PermissionSummary() {
  return (
    <Card title="چرا دیوار از شما اجازه می‌پرسد؟">
      <p className="text-sm">
        تا همین درخواست و قدم‌های بعدی‌اش، به نام شما در همین چت نوشته شود. پیش از فرستادن، متن پیام را می‌بینید.
      </p>
      <details className="text-sm">
        <summary className="link-row">چه می‌خواهیم، چه نمی‌خواهیم و تا کی؟</summary>
        <ul className="list-disc space-y-1 ps-5">
          {asked.map(({ title, why }) => (
            <li key={title}>
              <strong>{title}</strong>: {why}
            </li>
          ))}
          <li>
            <strong>نمی‌خواهیم</strong>: {notAsked.join('، ')}.
          </li>
        </ul>
      </details>
    </Card>
  )
}

export function Permission({ frame, backHref, grantHref, isForNotices, proves }: PermissionProps) {
  const items = isForNotices ? [inChatbot, ...asked] : asked
  const { title, lead } = proves ? proving : isForNotices ? forNotices : usual
  return (
    <PageShell frame={frame} title={title} lead={lead} backHref={backHref}>
      {frame.business !== null && (
        <p className="text-sm text-muted">
          کالا را {carrierText(frame.business)} می‌برد و «پیک» برنامهٔ آن در چت دیوار است.
        </p>
      )}
      <List title="چه می‌خواهیم و چرا">
        {items.map(({ title, why }) => (
          <li key={title} className="flex gap-3">
            <Icon name="check" className="mt-0.5 h-6 w-6 text-success" />
            <span className="min-w-0">
              <strong className="block">{title}</strong>
              <span className="text-sm text-muted">{why}</span>
            </span>
          </li>
        ))}
      </List>
      <List title="چه نمی‌خواهیم">
        {notAsked.map((thing) => (
          <li key={thing} className="flex gap-3">
            <Icon name="block" className="mt-0.5 h-6 w-6 text-muted" />
            <span className="min-w-0">{thing}</span>
          </li>
        ))}
      </List>
      <StickyAction note="در صفحهٔ بعد، دیوار خودش از شما می‌پرسد.">
        <ButtonLink href={grantHref}>ادامه در دیوار</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
