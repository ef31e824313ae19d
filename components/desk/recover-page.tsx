import type { ComponentProps } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { PasskeyButton } from './passkey-button.tsx'

type RecoverPageProps = {
  frame: DeskFrame
  name: string
  /** How long there is for it. */
  minutes: number
  codesLeft: number
  begin: Extract<ComponentProps<typeof PasskeyButton>, { kind: 'new' }>['begin']
  passkey: FormAction
  leave: FormAction
}

/** For somebody whom a recovery code alone let in: a passkey, and nothing of the desk before that. */
export function RecoverPage({ frame, name, minutes, codesLeft, begin, passkey, leave }: RecoverPageProps) {
  return (
    <DeskShell
      frame={frame}
      title="گذرکلید تازه بسازید"
      lead={
        <>
          <bdi>{name}</bdi>، کد بازیابی پذیرفته شد. با آن فقط می‌شود گذرکلید ساخت؛ پس از آن به میز کار می‌روید.
        </>
      }
    >
      <Card title="گذرکلید">
        <div className="space-y-3">
          <p className="text-sm text-muted">
            تا {toPersianDigits(minutes)} دقیقه فرصت دارید.{' '}
            {codesLeft > 0 ? `${toPersianDigits(codesLeft)} کد به کار نرفته دارید.` : 'این آخرین کدتان بود.'}
          </p>
          <PasskeyButton kind="new" label="ساختن گذرکلید" begin={begin} finish={passkey} />
          <p className="text-sm text-muted">
            اگر این مرورگر گذرکلید نمی‌سازد، مرورگر دیگری باز کنید و کد دیگری بنویسید، یا از مدیر ارشد لینک تازه بخواهید.
          </p>
        </div>
      </Card>
      <ActionForm name="leave" action={leave} initial={emptyForm}>
        <SubmitButton variant="quiet">خروج بدون ساختن گذرکلید</SubmitButton>
      </ActionForm>
    </DeskShell>
  )
}
