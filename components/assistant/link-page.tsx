import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'

/** What linking the chatbot to its user means, before Divar asks. */
export function LinkPage({ frame, grantHref }: { frame: Frame; grantHref: string }) {
  return (
    <PageShell
      frame={frame}
      title="سفارش‌های من در گفت‌وگو با ربات پیک"
      lead="برای نشان دادن سفارش‌هایتان باید بدانیم این گفت‌وگو برای چه کسی است. دیوار این را از خودتان می‌پرسد."
    >
      <Card title="چه می‌خواهیم و چرا">
        <ul className="list-disc space-y-2 ps-5">
          <li>شناسهٔ کاربری شما در دیوار، تا فقط سفارش‌های خودتان نشان داده شود.</li>
          <li>خبر لغو اجازه، تا با پس گرفتن آن همه‌چیز فوراً پاک شود.</li>
        </ul>
      </Card>
      <Card title="چه نشان داده می‌شود">
        <p className="text-sm text-muted">
          وضعیت، عنوان آگهی و کد رهگیری. نام، نشانی و شمارهٔ هیچ‌کس در گفت‌وگو با ربات پیک نوشته نمی‌شود.
        </p>
      </Card>
      <StickyAction note="در صفحهٔ بعد، دیوار خودش از شما می‌پرسد.">
        <ButtonLink href={grantHref}>ادامه در دیوار</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
