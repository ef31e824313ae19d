import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { ForgetTyped } from '#components/ui/forget-typed.tsx'
import { IconBanner } from '#components/ui/icon-banner.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { carrierText } from '#lib/fa/business-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import type { Side } from '#lib/kernel/side.ts'
import { CityDistrict, type Named } from './city-district.tsx'
import { cityGroups } from './city-groups.ts'
import { PostalConfirm } from './postal-confirm.tsx'
import { ForgetAddress } from './restart-form.tsx'

/** Fields: `name`, `mobile`, `line`, `postalCode`, `city` and `district` where they are asked, `postalConfirmed` (1) when an unusual postal code is sent again, and `remember` (1). */
export type AddressFormProps = {
  frame: Frame
  side: Side
  step: Step
  backHref: string
  action: FormAction
  initial: FormState
  place: AskedPlace | { kind: 'known'; text: string; editHref: string }
  /** Takes away what this browser remembers; absent where it is not asked to. */
  forget?: (data: FormData) => Promise<void>
  isRemembered?: boolean
  /** Another one draws a new form, without what was typed. */
  round?: string | null
}

type AskedPlace = {
  kind: 'asked'
  cities: Named[]
  /** Slugs of the cities to offer first. */
  popularCities: string[]
  /**
   * Of the city in the draft; null when there is none. Without scripts the action must keep the city before it answers
   * that the district is missing, so that this list comes with the page.
   */
  districts: Named[] | null
  districtsUrl: string
}

const titles: Record<Side, string> = { SUPPLY: 'کالا از کجا برداشته شود؟', DEMAND: 'کالا کجا تحویل داده شود؟' }

export function AddressForm(props: AddressFormProps) {
  const { frame, side, step, backHref, action, initial, place, forget, isRemembered, round } = props
  return (
    <PageShell frame={frame} title={titles[side]} step={step} backHref={backHref}>
      <IconBanner icon="eyeOff" title="طرف مقابل فقط شهر و محله را می‌بیند">
        نام، شماره و نشانی کامل فقط به {carrierText(frame.business)} داده می‌شود و چند روز پس از تحویل پاک می‌شود.
      </IconBanner>
      {forget && isRemembered && (
        <section className="flex flex-wrap items-center justify-between gap-x-3">
          <p className="text-sm text-muted">این مرورگر نشانی دفعهٔ پیش را به یاد داشت.</p>
          <ForgetAddress forget={forget} />
        </section>
      )}
      {round && <ForgetTyped key={`forget ${round}`} />}
      <ActionForm key={round} name="address" action={action} initial={initial}>
        <TextInput name="name" label="نام و نام خانوادگی" autoComplete="name" maxLength={120} />
        <TextInput
          name="mobile"
          label="شمارهٔ موبایل"
          hint={`مثل ۰۹۱۲۱۲۳۴۵۶۷؛ ${carrierText(frame.business)} برای هماهنگی زنگ می‌زند.`}
          dir="ltr"
          numeric
          autoComplete="tel"
          maxLength={120}
        />
        {place.kind === 'known' ? (
          <p className="flex flex-wrap items-center justify-between gap-x-3">
            <span>
              <span className="text-sm text-muted">شهر و محله: </span>
              <strong>{place.text}</strong>
            </span>
            <a
              href={place.editHref}
              className="inline-flex min-h-target items-center text-sm text-brand-ink underline underline-offset-4"
            >
              تغییر شهر و محله
            </a>
          </p>
        ) : (
          <CityDistrict
            cityGroups={cityGroups(place.cities, place.popularCities)}
            city={initial.values.city ?? ''}
            districts={place.districts}
            districtsUrl={place.districtsUrl}
            fallback={
              <p className="text-sm text-muted">
                اگر شهرتان محله دارد، پس از زدن «ادامه» فهرست محله‌ها نشان داده می‌شود.
              </p>
            }
          />
        )}
        <Textarea
          name="line"
          label="نشانی"
          hint="خیابان، کوچه، پلاک و واحد"
          autoComplete="street-address"
          maxLength={400}
        />
        <div className="space-y-2">
          <TextInput
            name="postalCode"
            label="کد پستی"
            optional
            hint="۱۰ رقم، بدون خط تیره"
            dir="ltr"
            numeric
            autoComplete="postal-code"
            maxLength={120}
          />
          <PostalConfirm />
        </div>
        {forget && (
          <Checkbox
            name="remember"
            label="روی همین دستگاه به یاد بسپار"
            hint="تا ۳۰ روز، رمزشده و فقط در همین مرورگر، برای سفارش بعدی شما؛ روی دستگاه مشترک این را نزنید."
          />
        )}
        <StickyAction>
          <SubmitButton>ادامه</SubmitButton>
        </StickyAction>
      </ActionForm>
    </PageShell>
  )
}
