import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { vehicleLabels } from '#lib/fa/courier-texts.ts'
import { formatDate } from '#lib/fa/date.ts'
import { roleLabels, staffStateLabels } from '#lib/fa/staff-texts.ts'
import { emptyForm } from '#lib/kernel/form.ts'
import type { StaffMember } from '#lib/staff/index.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { ShownOnce } from './shown-once.tsx'

type TeamPageProps = {
  frame: DeskFrame
  members: StaffMember[]
  /** Who made a passkey by a recovery code alone since the last review, and when. */
  recoveries: ReadonlyMap<string, Date>
  /** Whether it is time to look through who may what. */
  isDue: boolean
  act: FormAction
}

const roleOptions = [
  {
    label: null,
    options: Object.entries(roleLabels).map(([value, { label, may }]) => ({ value, label: `${label}: ${may}` })),
  },
]

const vehicleOptions = [
  { label: null, options: Object.entries(vehicleLabels).map(([value, label]) => ({ value, label })) },
]

const ShownLink = () => (
  <ShownOnce
    field="link"
    title="لینک دعوت آماده است"
    sentence="آن را فقط به خودش بدهید. یک روز و یک بار کار می‌کند و دیگر نشان داده نمی‌شود."
    copyLabel="کپی لینک"
  />
)

/** Fields: `do`, `id`, `name`, `role`, `vehicle`; in the form of a member the last two and their id, since names are ids of the page. */
export function TeamPage({ frame, members, recoveries, isDue, act }: TeamPageProps) {
  return (
    <DeskShell frame={frame} title="همکاران" lead="چه کسی به میز کار راه دارد و چه می‌تواند بکند." isWide>
      {isDue && (
        <Banner tone="warning" title="وقت مرور نقش‌هاست">
          فهرست را نگاه کنید، هر کس را که دیگر نباید راه داشته باشد غیرفعال کنید، و سپس در پایین صفحه ثبت کنید.
        </Banner>
      )}
      <ul className="grid items-start gap-4 sm:grid-cols-2">
        {members.map((member) => (
          <li key={member.id} className="min-w-0">
            <Member member={member} recoveredAt={recoveries.get(member.id) ?? null} act={act} />
          </li>
        ))}
      </ul>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Card title="دعوت همکار تازه">
          <ActionForm name="invite" action={act} initial={emptyForm} hidden={{ do: 'invite' }}>
            <ShownLink />
            <TextInput name="name" label="نام و نام خانوادگی" autoComplete="off" maxLength={60} />
            <Select name="role" label="نقش" placeholder="انتخاب کنید" groups={roleOptions} />
            <Select
              name="vehicle"
              label="وسیلهٔ نقلیه"
              hint="فقط برای مأمور پیک. دو طرف مرسوله نام کوچک و وسیلهٔ او را می‌بینند."
              optional
              placeholder="نگفته"
              groups={vehicleOptions}
            />
            <SubmitButton>ساختن لینک دعوت</SubmitButton>
          </ActionForm>
        </Card>
        <Card title="مرور سه‌ماهه">
          <ActionForm name="review" action={act} initial={emptyForm} hidden={{ do: 'review' }}>
            <p className="text-sm text-muted">
              هر سه ماه یک بار نگاه کنید که نقش هر کس هنوز درست است. ثبت مرور با نام شما در دفتر کارها می‌ماند.
            </p>
            <SubmitButton variant="secondary">نقش‌ها را دیدم و درست است</SubmitButton>
          </ActionForm>
        </Card>
      </div>
    </DeskShell>
  )
}

const tones = { active: 'success', invited: 'info', disabled: 'danger' } as const

type MemberProps = { member: StaffMember; recoveredAt: Date | null; act: FormAction }

function Member({ member, recoveredAt, act }: MemberProps) {
  const { id, name, role, vehicle, state, lastUsedAt, reviewedAt } = member
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="min-w-0 break-words font-bold">
          <bdi>{name}</bdi>
        </h2>
        <Badge tone={tones[state]}>{staffStateLabels[state]}</Badge>
      </div>
      <p className="text-sm">
        {roleLabels[role].label}
        {vehicle && `، ${vehicleLabels[vehicle]}`}
      </p>
      <p className="text-sm text-muted">
        {lastUsedAt ? `آخرین ورود: ${formatDate(lastUsedAt)}` : 'هنوز وارد نشده است'}
        <span className="block">{reviewedAt ? `آخرین مرور: ${formatDate(reviewedAt)}` : 'هنوز مرور نشده است'}</span>
      </p>
      {recoveredAt && (
        <Banner tone="warning">
          در {formatDate(recoveredAt)} فقط با کد بازیابی گذرکلید تازه ساخت. از خودش بپرسید؛ اگر او نبوده، لینک ورود تازه
          بدهید. تا مرور بعدی نقش‌ها اینجا می‌ماند.
        </Banner>
      )}
      <Fold title="تغییر" fact={null}>
        <ActionForm
          name={`member-${id}`}
          action={act}
          initial={{ ...emptyForm, values: { [`role_${id}`]: role, [`vehicle_${id}`]: vehicle ?? '' } }}
          hidden={{ id }}
        >
          <ShownLink />
          {state !== 'disabled' && (
            <>
              <Select name={`role_${id}`} label={`نقش ${name}`} placeholder="انتخاب کنید" groups={roleOptions} />
              <SubmitButton variant="secondary" name="do" value="role">
                ثبت نقش
              </SubmitButton>
              {role === 'courier' && (
                <>
                  <Select
                    name={`vehicle_${id}`}
                    label={`وسیلهٔ نقلیهٔ ${name}`}
                    optional
                    placeholder="نگفته"
                    groups={vehicleOptions}
                  />
                  <SubmitButton variant="secondary" name="do" value="vehicle">
                    ثبت وسیله
                  </SubmitButton>
                </>
              )}
            </>
          )}
          <p className="text-sm text-muted">
            لینک تازه، هر راه ورود و نشست پیشین این همکار را می‌بندد: برای کسی که دستگاهش گم شده یا برمی‌گردد.
          </p>
          <SubmitButton variant="quiet" name="do" value="invite_again">
            لینک ورود تازه
          </SubmitButton>
          {state !== 'disabled' && (
            <SubmitButton variant="danger" name="do" value="disable">
              غیرفعال کردن
            </SubmitButton>
          )}
        </ActionForm>
      </Fold>
    </Card>
  )
}
