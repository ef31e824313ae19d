import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { Named } from './city-district.tsx'
import { cityGroups } from './city-groups.ts'

export type ServiceChoice = {
  value: string
  label: string
  /** «۲ تا ۴ ساعت»; null when unavailable. */
  time: string | null
  /** «۸۵٬۰۰۰ تومان» or a range; null when unavailable. */
  price: string | null
  /** Why it cannot be chosen; null when it can. */
  unavailable: string | null
}

export type PayerChoice = { value: string; label: string; detail: string | null }

/** Fields: `service`, `payer`, and `otherCity` while the other end is unknown. The button `intent=prices` asks only for new prices. */
export type ServiceFormProps = {
  frame: Frame
  side: Side
  step: Step
  backHref: string
  action: FormAction
  initial: FormState
  services: ServiceChoice[]
  payers: PayerChoice[]
  /** Null when the other end's city is known. */
  otherEnd: { cities: Named[]; popularCities: string[] } | null
  /** Under the services: what the prices depend on. */
  priceNote: string | null
}

const otherEndLabel: Record<Side, string> = { SUPPLY: 'خریدار در کدام شهر است؟', DEMAND: 'فروشنده در کدام شهر است؟' }

export function ServiceForm({ frame, step, backHref, action, initial, otherEnd, side, ...choices }: ServiceFormProps) {
  return (
    <PageShell frame={frame} title="چطور و با هزینهٔ چه کسی؟" step={step} backHref={backHref}>
      <ActionForm name="service" action={action} initial={initial}>
        {otherEnd && (
          <div className="space-y-3 rounded-card bg-sunken p-4">
            <Select
              name="otherCity"
              label={otherEndLabel[side]}
              optional
              hint="اگر نمی‌دانید خالی بگذارید؛ قیمت قطعی بعد از نشانی او معلوم می‌شود."
              placeholder="نمی‌دانم"
              groups={cityGroups(otherEnd.cities, otherEnd.popularCities)}
            />
            <SubmitButton variant="quiet" name="intent" value="prices">
              قیمت‌ها را تازه کن
            </SubmitButton>
          </div>
        )}
        <RadioCards
          name="service"
          label="روش ارسال"
          cards={choices.services.map(({ value, label, time, price, unavailable }) => ({
            value,
            label,
            detail: time,
            aside: price,
            unavailable,
          }))}
        />
        {choices.priceNote && <p className="text-sm text-muted">{choices.priceNote}</p>}
        <RadioCards name="payer" label="هزینهٔ ارسال با کیست؟" cards={choices.payers} />
        <StickyAction>
          <SubmitButton>ادامه</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
