import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'

export type AssistantPermissionProps = {
  frame: Frame
  /** The post's title; null for all posts. */
  postTitle: string | null
  /** Starts Divar's consent. */
  grantHref: string
  /** The same for all posts; null where that is asked here. */
  allHref: string | null
  /** That nothing is shipped under this post's category; null where something may be. */
  notShipped: string | null
}

type Point = { title: string; why: string }

const done: Point[] = [
  { title: 'چه خوانده می‌شود', why: 'پیام‌های تازهٔ خریداران در چت، از لحظهٔ روشن شدن. پیام‌های پیشین خوانده نمی‌شود.' },
  {
    title: 'چه پاسخ داده می‌شود',
    why: 'فقط پرسش دربارهٔ ارسال: بازهٔ قیمت و یک دکمه برای ثبت، به نام شما، در هر گفت‌وگو یک بار. اگر خودتان بنویسید دستیار ساکت می‌ماند؛ برای همین در گفت‌وگوی تازه پنج دقیقه به شما فرصت می‌دهد.',
  },
  {
    title: 'چه نگه داشته می‌شود',
    why: 'متن هیچ پیامی نگه داشته نمی‌شود و تا یک دقیقه پاک می‌شود. فقط می‌ماند که در هر گفت‌وگو چه زمانی کدام طرف نوشته است، پیامی شاید دربارهٔ ارسال بوده است، و تا وقتی پرسشی منتظر پاسخ است موضوع و شهر آن.',
  },
  { title: 'چطور خاموش می‌شود', why: 'با یک دکمه در همین صفحه، یا با پس گرفتن اجازه در دیوار.' },
]

const asked = [
  'خواندن پیام‌های تازه در چت‌ها',
  'فرستادن پیام به نام شما در همان چت‌ها',
  'شناسهٔ کاربری شما در دیوار',
  'دسترسی تا ۳۰ روز، حتی وقتی صفحه بسته است؛ و باخبر شدن از لغو آن',
]

/** What the assistant reads, answers and keeps, before Divar asks. */
export function AssistantPermission({ frame, postTitle, grantHref, allHref, notShipped }: AssistantPermissionProps) {
  const scope = postTitle === null ? 'همهٔ آگهی‌های شما' : `آگهی «${postTitle}»`
  return (
    <PageShell
      frame={frame}
      title="دستیار ارسال"
      lead={
        notShipped
          ? `پیام‌های تازهٔ چت‌های ${scope} را یک‌جا نشان می‌دهد.`
          : `به خریدارانی که دربارهٔ ارسال می‌پرسند، در چت‌های ${scope} پاسخ می‌دهد.`
      }
    >
      {notShipped && <Banner tone="warning">{notShipped}</Banner>}
      <Card title="دستیار چه می‌کند">
        <ul className="space-y-3">
          {done.map(({ title, why }) => (
            <li key={title} className="flex gap-3">
              <Icon name="check" className="mt-0.5 h-6 w-6 text-success" />
              <span className="min-w-0">
                <strong className="block">{title}</strong>
                <span className="text-sm text-muted">{why}</span>
              </span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="دیوار از شما چه می‌پرسد">
        <ul className="list-disc space-y-1 ps-5">
          {asked.map((thing) => (
            <li key={thing}>{thing}</li>
          ))}
        </ul>
      </Card>
      {allHref && (
        <p>
          <ButtonLink href={allHref} variant="link">
            برای همهٔ آگهی‌های من
          </ButtonLink>
        </p>
      )}
      <StickyAction note="در صفحهٔ بعد، دیوار خودش از شما می‌پرسد.">
        <ButtonLink href={grantHref}>
          {postTitle === null ? 'روشن کن برای همهٔ آگهی‌ها' : 'روشن کن برای این آگهی'}
        </ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
