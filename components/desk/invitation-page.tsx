import type { ComponentProps } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Card } from '#components/ui/card.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SecretInput } from './secret-input.tsx'

type InvitationPageProps = {
  frame: DeskFrame
  name: string
  role: { label: string; may: string }
  authenticator: { secret: string; challenge: string; picture: string }
  begin: Extract<ComponentProps<typeof PasskeyButton>, { kind: 'new' }>['begin']
  passkey: FormAction
  password: FormAction
}

/** The secret in groups of four, as a person types it. */
const grouped = (secret: string) => (secret.match(/.{1,4}/g) ?? []).join(' ')

/** Fields: `login`, `password`, `code`. */
export function InvitationPage(props: InvitationPageProps) {
  const { frame, name, role, authenticator, begin, passkey, password } = props
  return (
    <DeskShell
      frame={frame}
      title={`خوش آمدید، ${name}`}
      lead={`نقش شما: ${role.label}. ${role.may}. یک راه ورود انتخاب کنید؛ راه‌های دیگر را بعد هم می‌توانید بیفزایید.`}
    >
      <Card title="گذرکلید (پیشنهاد ما)">
        <div className="space-y-3">
          <p className="text-sm text-muted">
            با اثر انگشت، چهره یا قفل همین دستگاه وارد می‌شوید. چیزی برای به خاطر سپردن نیست و کسی نمی‌تواند آن را از شما
            بپرسد.
          </p>
          <PasskeyButton kind="new" label="ساختن گذرکلید" begin={begin} finish={passkey} />
        </div>
      </Card>
      <Card title="گذرواژه و برنامهٔ رمزساز">
        <ActionForm
          name="password"
          action={password}
          initial={emptyForm}
          hidden={{ challenge: authenticator.challenge }}
        >
          <TextInput
            name="login"
            label="نام کاربری"
            hint="حرف لاتین و عدد؛ مانند m.rostami"
            dir="ltr"
            autoComplete="username"
            maxLength={32}
          />
          <SecretInput name="password" label="گذرواژه" hint="دست‌کم ۱۲ حرف" autoComplete="new-password" />
          <div className="space-y-3">
            <p className="font-bold">این تصویر را با برنامهٔ رمزساز گوشی بخوانید</p>
            <div
              role="img"
              aria-label="تصویر QR برای برنامهٔ رمزساز"
              className="w-48 rounded-card border border-line bg-[#fff] p-2"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: made on the server out of our own secret
              dangerouslySetInnerHTML={{ __html: authenticator.picture }}
            />
            <p className="text-sm text-muted">
              یا این کلید را در برنامه بنویسید: <Ltr code>{grouped(authenticator.secret)}</Ltr>
            </p>
          </div>
          <TextInput
            name="code"
            label="کدی که برنامه نشان می‌دهد"
            hint="شش رقم"
            dir="ltr"
            numeric
            autoComplete="one-time-code"
            maxLength={8}
          />
          <SubmitButton variant="secondary">پذیرفتن با گذرواژه</SubmitButton>
        </ActionForm>
      </Card>
    </DeskShell>
  )
}
