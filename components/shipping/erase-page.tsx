import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { looksOn } from '#lib/fa/access-texts.ts'
import { eraseFaults } from '#lib/fa/erase-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'

/** Field: `understood`; sent along: the shipments under way as they were shown. */
export type ErasePageProps = {
  frame: Frame
  backHref: string
  action: FormAction
  initial: FormState
  hidden: Record<string, string>
  /** A shipment moved on since its consequences were shown. */
  changed: boolean
  things: string[]
  stays: string[]
  /** Whether it is known which Divar user this is. */
  isProved: boolean
  /** Where a user who is not known to be the person of this side proves it; null where nobody is, or they are. */
  proveHref: string | null
  /** Those under way, and what erasing does to each. */
  shipments: { code: string; title: string | null; state: string; sentence: string }[]
  /** Where the second question is; null where one is enough, or on it. */
  sureHref: string | null
  /** What is to be ticked; null where nothing is under way. */
  understood: string | null
}

function List({ title, lines }: { title: string; lines: string[] }) {
  return (
    <Card title={title}>
      <ul className="list-disc space-y-1 ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Card>
  )
}

export function ErasePage({ frame, backHref, action, initial, hidden, shipments, sureHref, ...view }: ErasePageProps) {
  const isAsking = sureHref === null
  const underWay = shipments.map(({ code, title, state, sentence }) => (
    <Banner key={code} tone="warning" title={`ارسالی در جریان دارید: ${state}`}>
      <p>
        {title && (
          <>
            <bdi>{title}</bdi>،{' '}
          </>
        )}
        <span className="whitespace-nowrap">
          کد رهگیری <Ltr code>{code}</Ltr>
        </span>
      </p>
      <p>{sentence}</p>
    </Banner>
  ))
  return (
    <PageShell
      frame={frame}
      title={isAsking && view.understood ? 'مطمئن هستید؟' : 'پاک کردن اطلاعات من'}
      lead="پاک کردن همان لحظه انجام می‌شود و نمی‌شود آن را پس گرفت."
      backHref={backHref}
    >
      {view.changed && (
        <Banner tone="danger" role="alert">
          {eraseFaults.changed}
        </Banner>
      )}
      {underWay}
      <List title="چه چیزی پاک می‌شود" lines={view.things} />
      <List title="چه چیزی می‌ماند" lines={view.stays} />
      {!view.isProved && (
        <Banner title="فقط همین گفت‌وگو و همین نشست">
          تا در دیوار اجازه نداده‌اید، نمی‌دانیم کدام کاربر هستید؛ پس فقط چیزی پاک می‌شود که در همین نشست و همین گفت‌وگو
          نوشته‌اید.
          {view.proveHref !== null && (
            <ButtonLink href={view.proveHref} variant="link">
              {looksOn.button}
            </ButtonLink>
          )}
        </Banner>
      )}
      {isAsking ? (
        <ActionForm name="erase" action={action} initial={initial} hidden={hidden}>
          {view.understood && <Checkbox name="understood" label={view.understood} />}
          <StickyAction>
            <SubmitButton variant="danger">اطلاعات من را پاک کن</SubmitButton>
          </StickyAction>
        </ActionForm>
      ) : (
        <StickyAction note="در صفحهٔ بعد یک بار دیگر می‌پرسیم.">
          <ButtonLink href={sureHref} variant="danger">
            ادامهٔ پاک کردن
          </ButtonLink>
        </StickyAction>
      )}
    </PageShell>
  )
}
