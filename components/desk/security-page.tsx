import type { ComponentProps } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { formatMoment } from '#lib/fa/date.ts'
import { signInWayLabels } from '#lib/fa/staff-texts.ts'
import { toPersianDigits } from '#lib/kernel/digits.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import type { OwnAccount, StaffSession } from '#lib/staff/index.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { ShownOnce } from './shown-once.tsx'

type SecurityPageProps = {
  frame: DeskFrame
  account: OwnAccount
  sessions: (StaffSession & { isThis: boolean })[]
  now: Date
  begin: Extract<ComponentProps<typeof PasskeyButton>, { kind: 'new' }>['begin']
  act: FormAction
}

/** Fields: `do`, `id`. */
export function SecurityPage({ frame, account, sessions, now, begin, act }: SecurityPageProps) {
  const { passkeys, hasPassword, codesLeft } = account
  return (
    <DeskShell frame={frame} title="ورود و امنیت" lead="راه‌های ورود خودتان و جاهایی که وارد شده‌اید.">
      <section id="codes" className="space-y-4">
        {codesLeft === 0 && (
          <Banner tone="warning" title="کد بازیابی ندارید">
            اگر دستگاه یا گوشی‌تان گم شود، فقط با این کدها یا لینک تازهٔ مدیر ارشد می‌توانید وارد شوید. همین حالا بسازید.
          </Banner>
        )}
        <Card title="کدهای بازیابی">
          <ActionForm name="codes" action={act} initial={emptyForm} hidden={{ do: 'codes' }}>
            <p className="text-sm text-muted">
              {codesLeft > 0 ? `${toPersianDigits(codesLeft)} کد به کار نرفته دارید. ` : ''}
              هر کد یک بار کار می‌کند. ساختن کدهای تازه، کدهای پیشین را از کار می‌اندازد.
            </p>
            <ShownOnce
              field="codes"
              title="این ده کد را همین حالا نگه دارید"
              sentence="دیگر نشان داده نمی‌شوند. روی کاغذ بنویسید یا چاپ کنید؛ نه در چت و نه کنار گذرواژه."
              copyLabel="کپی کدها"
            />
            <SubmitButton variant={codesLeft === 0 ? 'primary' : 'secondary'}>ساختن ده کد تازه</SubmitButton>
          </ActionForm>
        </Card>
      </section>
      <Card title="گذرکلیدها">
        <div className="space-y-4">
          {passkeys.length === 0 && <p className="text-sm text-muted">هنوز گذرکلیدی ندارید.</p>}
          <ul className="divide-y divide-line">
            {passkeys.map(({ id, createdAt, lastUsedAt }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
                <span className="min-w-0 text-sm">
                  ساخته‌شده {formatMoment(createdAt, now)}
                  <span className="block text-muted">
                    {lastUsedAt ? `آخرین ورود ${formatMoment(lastUsedAt, now)}` : 'هنوز با آن وارد نشده‌اید'}
                  </span>
                </span>
                <ActionForm
                  name={`passkey-${id.slice(0, 16)}`}
                  action={act}
                  initial={emptyForm}
                  hidden={{ do: 'remove_passkey', id }}
                >
                  <SubmitButton variant="quiet">حذف</SubmitButton>
                </ActionForm>
              </li>
            ))}
          </ul>
          <PasskeyButton kind="new" label="افزودن گذرکلید" fields={{ do: 'add_passkey' }} begin={begin} finish={act} />
          {hasPassword && <p className="text-sm text-muted">با گذرواژه و برنامهٔ رمزساز هم می‌توانید وارد شوید.</p>}
        </div>
      </Card>
      <Card title="جاهایی که وارد شده‌اید">
        <ul className="divide-y divide-line">
          {sessions.map(({ id, isThis, way, address, createdAt, lastActiveAt }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 py-3">
              <span className="min-w-0 text-sm">
                {signInWayLabels[way]}، {formatMoment(createdAt, now)}
                <span className="block text-muted">
                  آخرین کار {formatMoment(lastActiveAt, now)}
                  {address !== null && address !== 'any' && (
                    <>
                      {' '}
                      از <Ltr>{address}</Ltr>
                    </>
                  )}
                </span>
              </span>
              {isThis ? (
                <Badge tone="success">همین مرورگر</Badge>
              ) : (
                <ActionForm name={`session-${id}`} action={act} initial={emptyForm} hidden={{ do: 'end_session', id }}>
                  <SubmitButton variant="quiet">بستن</SubmitButton>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <ActionForm name="others" action={act} initial={emptyForm} hidden={{ do: 'end_others' }}>
            <SubmitButton variant="danger">بستن همهٔ جاهای دیگر</SubmitButton>
          </ActionForm>
        )}
      </Card>
    </DeskShell>
  )
}
