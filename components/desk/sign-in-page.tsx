import type { ComponentProps } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SecretInput } from './secret-input.tsx'

type SignInPageProps = {
  frame: DeskFrame
  /** Where it leads on to. */
  next: string
  begin: Extract<ComponentProps<typeof PasskeyButton>, { kind: 'sign_in' }>['begin']
  passkey: FormAction
  password: FormAction
  recovery: FormAction
}

/** Fields: `login`, `password`, `code`; `recovery`. */
export function SignInPage({ frame, next, begin, passkey, password, recovery }: SignInPageProps) {
  return (
    <DeskShell frame={frame} title="ورود کارکنان" lead="این صفحه برای کارکنان شرکت پیک است.">
      <Card title="با گذرکلید">
        <PasskeyButton kind="sign_in" label="ورود با گذرکلید" fields={{ next }} begin={begin} finish={passkey} />
      </Card>
      <Card title="با گذرواژه و برنامهٔ رمزساز">
        <ActionForm name="password" action={password} initial={emptyForm} hidden={{ next }}>
          <TextInput name="login" label="نام کاربری" dir="ltr" autoComplete="username" maxLength={64} />
          <SecretInput name="password" label="گذرواژه" autoComplete="current-password" />
          <TextInput
            name="code"
            label="کد برنامهٔ رمزساز"
            hint="شش رقم؛ یا یکی از کدهای بازیابی، اگر گوشی همراهتان نیست"
            dir="ltr"
            autoComplete="one-time-code"
            maxLength={32}
          />
          <SubmitButton variant="secondary">ورود با گذرواژه</SubmitButton>
        </ActionForm>
      </Card>
      <details className="rounded-card border border-line bg-surface px-4">
        <summary className="flex min-h-target cursor-pointer items-center font-bold">گذرکلیدم همراهم نیست</summary>
        <div className="space-y-3 pb-4">
          <p className="text-sm text-muted">
            یکی از ده کد بازیابی را بنویسید که در «ورود و امنیت» ساخته‌اید؛ با آن گذرکلید تازه می‌سازید. اگر گذرواژه
            دارید، آن کد را در بالا کنار گذرواژه بنویسید. اگر کدی ندارید، از مدیر ارشد لینک تازه بخواهید.
          </p>
          <ActionForm name="recovery" action={recovery} initial={emptyForm}>
            <TextInput name="recovery" label="کد بازیابی" dir="ltr" autoComplete="off" maxLength={32} />
            <SubmitButton variant="secondary">ورود با کد بازیابی</SubmitButton>
          </ActionForm>
        </div>
      </details>
    </DeskShell>
  )
}
