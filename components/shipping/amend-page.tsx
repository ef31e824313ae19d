import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { AnnouncedMessage, type MessageShown } from './announced-message.tsx'
import { ForbiddenGoods } from './forbidden-goods.tsx'

export type AmendPageProps = {
  frame: Frame
  backHref: string
  parcelHref: string
  addressHref: string | null
  rejectHref: string
  permissionHref: string
  action: FormAction
  initial: FormState
  hidden: Record<string, string>
  /** The new price beside what the buyer agreed to, and the difference. */
  prices: Row[]
  rows: Row[]
  address: Row[]
  message: MessageShown
  /** What must not be inside, for the seller to confirm. */
  forbidden: string[]
}

/** What sending the corrected proposal back to the buyer comes to. */
export function AmendPage({ frame, backHref, action, initial, hidden, prices, message, ...shown }: AmendPageProps) {
  return (
    <PageShell
      frame={frame}
      title="خریدار باید دوباره قبول کند"
      lead="با بستهٔ اصلاح‌شده هزینه از مبلغی که خریدار پذیرفته است بیشتر می‌شود."
      backHref={backHref}
    >
      <Card>
        <DefinitionList rows={prices.slice(0, -1)} layout="ends" total={prices.at(-1) ?? null} />
      </Card>
      <Card title="مرسوله">
        <DefinitionList rows={shown.rows} />
        <ButtonLink href={shown.parcelHref} variant="link">
          بسته را عوض می‌کنم
        </ButtonLink>
      </Card>
      <Card title="نشانی شما">
        <DefinitionList rows={shown.address} />
        {shown.addressHref && (
          <ButtonLink href={shown.addressHref} variant="link">
            نشانی‌ام را عوض می‌کنم
          </ButtonLink>
        )}
      </Card>
      <ActionForm name="amend" action={action} initial={initial} hidden={hidden}>
        <Banner title="چه می‌شود؟">
          <ul className="list-disc space-y-1 ps-5">
            <li>پیشنهاد با بستهٔ تازه برای خریدار می‌رود و از حالا ۴۸ ساعت مهلت پاسخ دارد.</li>
            <li>خریدار نشانی‌اش را دوباره نمی‌نویسد؛ فقط می‌پذیرد یا رد می‌کند.</li>
            <li>تا پیش از پاسخ او می‌توانید لغو کنید.</li>
          </ul>
        </Banner>
        <AnnouncedMessage message={message} when="با فرستادن شما" permissionHref={shown.permissionHref} />
        <ForbiddenGoods goods={shown.forbidden} asks />
        <StickyAction>
          <SubmitButton>برای خریدار می‌فرستم</SubmitButton>
          <ButtonLink href={shown.rejectHref} variant="secondary">
            نمی‌خواهم
          </ButtonLink>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
