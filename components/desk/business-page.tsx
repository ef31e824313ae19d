import type { ReactNode } from 'react'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Card } from '#components/ui/card.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import { BaseVersion } from './base-version.tsx'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { LogoForms } from './logo-forms.tsx'

export type BusinessFormView = {
  /** The number of the version that the form shows. */
  base: string
  /** The same, to be read; null: nobody has written one. */
  version: string | null
  /** Null: the business has none. */
  logoHref: string | null
  missing: string[]
  initial: FormState
  days: { field: string; label: string }[]
  services: { key: string; label: string }[]
}

type PageProps = {
  frame: DeskFrame
  view: BusinessFormView
  actions: Record<'writeBusiness' | 'setLogo' | 'dropLogo', FormAction>
}

const ltr = { dir: 'ltr', autoComplete: 'off' } as const

/** All that the business says of itself but its prices. */
export function BusinessPage({ frame, view, actions }: PageProps) {
  const { base, version, missing, initial, logoHref } = view
  const lead = version === null ? 'هنوز نسخه‌ای نوشته نشده است.' : `نسخهٔ ${version} در کار است.`
  return (
    <DeskShell frame={frame} title="شرکت" lead={lead}>
      {missing.length > 0 && (
        <Banner tone="warning" title="این‌ها هنوز کم است">
          <ul className="list-disc space-y-1 ps-5">
            {missing.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </Banner>
      )}
      <LogoForms base={base} href={logoHref} set={actions.setLogo} drop={actions.dropLogo} />
      <ActionForm name="business" action={actions.writeBusiness} initial={initial}>
        <BaseVersion base={base} />
        <Who />
        <Times days={view.days} />
        <Services services={view.services} />
        <Liability />
        <Processors />
        <Measuring />
        <SubmitButton>ثبت نسخهٔ تازه</SubmitButton>
      </ActionForm>
    </DeskShell>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card title={title}>
    <div className="space-y-4">{children}</div>
  </Card>
)

const Who = () => (
  <Group title="نام و محدوده">
    <TextInput name="name" label="نام شرکت" hint="در همهٔ صفحه‌ها و در چت دیده می‌شود." maxLength={60} />
    <TextInput name="phone" label="تلفن" optional numeric maxLength={20} {...ltr} />
    <TextInput name="support" label="ایمیل یا نشانی پشتیبانی" optional maxLength={210} {...ltr} />
    <Textarea
      name="area_pickup"
      label="شهرهایی که کالا از آن‌ها گرفته می‌شود"
      hint="با ویرگول جدا کنید. خالی یعنی همهٔ شهرها."
      optional
      rows={2}
      maxLength={8000}
    />
    <Textarea
      name="area_dropoff"
      label="شهرهایی که کالا به آن‌ها برده می‌شود"
      hint="با ویرگول جدا کنید. خالی یعنی همهٔ شهرها."
      optional
      rows={2}
      maxLength={8000}
    />
  </Group>
)

const Times = ({ days }: Pick<BusinessFormView, 'days'>) => (
  <>
    <Group title="ساعت‌های کار">
      <p className="text-sm text-muted">مثل ۰۸:۰۰-۱۳:۰۰، ۱۶:۰۰-۲۲:۰۰. روزی که خالی بماند تعطیل است.</p>
      {days.map(({ field, label }) => (
        <TextInput key={field} name={field} label={label} optional maxLength={120} {...ltr} />
      ))}
      <Textarea
        name="closed_days"
        label="روزهای تعطیل دیگر"
        hint="تاریخ شمسی، مثل ۱۴۰۵-۱۲-۲۹؛ با ویرگول جدا کنید."
        optional
        rows={2}
        maxLength={6000}
      />
      <Checkbox name="booking_while_closed" label="در ساعت تعطیلی هم سفارش برای بعد گرفته شود" />
    </Group>
    <Group title="توقف موقت">
      <TextInput
        name="pause_reason"
        label="دلیل توقف"
        hint="مردم آن را می‌خوانند. خالی یعنی توقفی نیست."
        optional
        maxLength={140}
      />
      <TextInput name="pause_until" label="تا چه زمانی" hint="مثل ۱۴۰۵-۱۲-۲۹ ۰۹:۰۰" optional maxLength={20} {...ltr} />
      <Checkbox name="pause_booking" label="در این مدت هم سفارش برای بعد گرفته شود" />
    </Group>
  </>
)

const Services = ({ services }: Pick<BusinessFormView, 'services'>) => (
  <>
    {services.map(({ key, label }) => (
      <Group key={key} title={label}>
        <Checkbox name={`on_${key}`} label={`${label} روشن است`} />
        <TextInput
          name={`windows_${key}`}
          label={`زمان‌های گرفتن کالا، ${label}`}
          hint="مثل ۱۰:۰۰-۱۳:۰۰، ۱۷:۰۰-۲۰:۰۰. خالی یعنی بدون قرار."
          optional
          maxLength={240}
          {...ltr}
        />
        <TextInput
          name={`cutoff_${key}`}
          label={`چند دقیقه پیش از آن بسته شود، ${label}`}
          optional
          numeric
          maxLength={6}
          {...ltr}
        />
        <TextInput
          name={`open_hours_${key}`}
          label={`وعدهٔ تحویل: چند ساعت کاری پس از گرفتن، ${label}`}
          hint="یا این را بنویسید، یا روز کاری و ساعت پایان را."
          optional
          numeric
          maxLength={4}
          {...ltr}
        />
        <TextInput
          name={`working_days_${key}`}
          label={`وعدهٔ تحویل: چند روز کاری بعد، ${label}`}
          optional
          numeric
          maxLength={4}
          {...ltr}
        />
        <TextInput
          name={`by_${key}`}
          label={`تا چه ساعتی، ${label}`}
          hint="مثل ۲۰:۰۰"
          optional
          maxLength={8}
          {...ltr}
        />
      </Group>
    ))}
  </>
)

const Processors = () => (
  <Group title="شرکت‌های دیگری که اطلاعات مردم را می‌گیرند">
    <Textarea
      name="processors"
      label="هر شرکت در یک خط"
      hint="نام | چه می‌گیرد | چرا. در صفحهٔ حریم خصوصی دیده می‌شود."
      optional
      rows={3}
      maxLength={10_000}
    />
    <Checkbox name="no_processors" label="اطلاعات مردم به هیچ شرکت دیگری داده نمی‌شود" />
  </Group>
)

const Measuring = () => (
  <Group title="شمارش سرعت صفحه‌ها">
    <p className="text-sm text-muted">
      مرورگر مردم می‌گوید هر نوع صفحه چقدر زود باز شد و چقدر زود به دست زدن پاسخ داد. فقط شمارش روزانه می‌ماند و در
      «کارکرد پیک» دیده می‌شود؛ از هیچ‌کس چیزی ثبت نمی‌شود. در صفحهٔ حریم خصوصی هم گفته می‌شود.
    </p>
    <Checkbox name="measure_pages" label="سرعت صفحه‌ها شمرده شود" />
  </Group>
)

const Liability = () => (
  <Group title="مسئولیت">
    <Textarea
      name="liability"
      label="اگر کالا گم شود یا آسیب ببیند"
      hint="یک جمله؛ پیش از پذیرفتن خوانده می‌شود."
      optional
      rows={2}
      maxLength={400}
    />
    <TextInput name="maximum_liability" label="سقف جبران، به تومان" optional numeric maxLength={20} {...ltr} />
    <Checkbox name="handover_code" label="سامانهٔ شرکت باید کد تحویل را بفرستد" />
  </Group>
)
