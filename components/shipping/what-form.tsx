import { Fragment } from 'react'
import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Fold, Folds } from '#components/ui/fold.tsx'
import { ForgetTyped } from '#components/ui/forget-typed.tsx'
import { Icon, type IconName } from '#components/ui/icon.tsx'
import { IconBanner } from '#components/ui/icon-banner.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Step } from '#components/ui/steps.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { type ClosedBanner, carrierText } from '#lib/fa/business-texts.ts'
import type { FormState } from '#lib/kernel/form.ts'
import type { Side } from '#lib/kernel/side.ts'
import { type BusinessCardProps, BusinessRows } from './business-card.tsx'
import { CityDistrict, type Named } from './city-district.tsx'
import { cityGroups } from './city-groups.ts'
import { ForbiddenGoods } from './forbidden-goods.tsx'
import { LivePrices, type Prices } from './live-prices.tsx'
import { PostCard, type PostSummary } from './post-card.tsx'
import { RestartForm } from './restart-form.tsx'
import { SafetyRules, safetyTitle } from './safety-note.tsx'
import { SizeChoice, type SizeOption } from './size-choice.tsx'

/**
 * Fields: `size`, `weight`, `fragile` (1), `city`, `district`, `otherCity` where the other end is unknown, `service`,
 * `payer`, `forbiddenAccepted` (1) of the seller, and `prices` as shown. The button `intent=prices` asks only for new prices.
 */
export type WhatFields = {
  initial: FormState
  prices: Prices
  hasChosen: boolean
  sizes: SizeOption[]
  /** The largest size, with its limits. */
  largest: string
  /** Whether such goods usually fit no size. */
  isTooLarge: boolean
  cities: Named[]
  popularCities: string[]
  /** Of the chosen city; null when none is. */
  districts: Named[] | null
  districtsUrl: string
  asksOtherEnd: boolean
  payers: { value: string; label: string }[]
  priceNote: string | null
  forbidden: string[]
}

export type WhatFormProps = {
  frame: Frame
  side: Side
  step: Step
  /** Null when Divar did not answer. */
  post: PostSummary | null
  business: BusinessCardProps | null
  /** While the couriers do not work, or not here. */
  banner: ClosedBanner | null
  /** Null while no booking is taken. */
  form: WhatFields | null
  /** Whether an earlier visit left a draft. */
  isResumed: boolean
  /** Throws the draft away and starts over. */
  restart: ((data: FormData) => Promise<void>) | null
  pricesUrl: string
  /** Another one draws a new form. */
  round: string
  /** Whether it was started over just now. */
  isNew: boolean
  action: FormAction
}

const ownEnd: Record<Side, string> = { SUPPLY: 'کالا در کدام شهر است؟', DEMAND: 'کالا به کدام شهر برود؟' }
const otherEnd: Record<Side, string> = { SUPPLY: 'خریدار در کدام شهر است؟', DEMAND: 'فروشنده در کدام شهر است؟' }

const promises: { icon: IconName; text: string }[] = [
  { icon: 'box', text: 'کالا را از فروشنده تحویل می‌گیرد و به خریدار می‌رساند.' },
  { icon: 'eyeOff', text: 'نشانی و شمارهٔ شما را به طرف مقابل نشان نمی‌دهد؛ او فقط شهر و محله را می‌بیند.' },
  { icon: 'chat', text: 'نتیجه را در همین چت، با کد رهگیری، می‌نویسد.' },
]

export function WhatForm(props: WhatFormProps) {
  const { frame, step, post, business, banner, form, isResumed, restart } = props
  return (
    <PageShell frame={frame} title="ارسال کالا با پیک" step={form ? step : undefined}>
      {banner && (
        <IconBanner tone="warning" icon="clock" title={banner.title}>
          {banner.sentence}
        </IconBanner>
      )}
      <PostCard post={post} />
      {isResumed && (
        <section className="flex flex-wrap items-center justify-between gap-x-3">
          <h2 className="text-sm text-muted">پیش‌نویس شما از دفعهٔ پیش مانده است.</h2>
          {restart && <RestartForm restart={restart} />}
        </section>
      )}
      {business && <Business {...business} />}
      {form ? (
        <Fragment key={props.round}>
          {/* Before the form, which would bring it back. */}
          {props.isNew && <ForgetTyped />}
          <Fields {...props} form={form} />
        </Fragment>
      ) : (
        <>
          <About />
          <StickyAction>
            <ButtonLink href={frame.completionUrl}>بازگشت به دیوار</ButtonLink>
          </StickyAction>
        </>
      )}
    </PageShell>
  )
}

function Fields({ frame, side, form, pricesUrl, action }: WhatFormProps & { form: WhatFields }) {
  const groups = cityGroups(form.cities, form.popularCities)
  return (
    <ActionForm name="what" action={action} initial={form.initial}>
      <LivePrices
        served={form.prices}
        url={pricesUrl}
        hasChosen={form.hasChosen}
        label="روش ارسال"
        said={{
          asking: 'قیمت‌ها را حساب می‌کنیم…',
          failed: 'قیمت تازه نیامد و قیمت‌های قبلی مانده است؛ اینترنت که وصل شود، دوباره حساب می‌شود.',
          settled: '',
        }}
        after={
          <>
            {form.priceNote && <p className="text-sm text-muted">{form.priceNote}</p>}
            <noscript>
              <Button type="submit" variant="quiet" name="intent" value="prices">
                قیمت‌ها را دوباره حساب کن
              </Button>
            </noscript>
          </>
        }
      >
        {form.isTooLarge && <TooLarge largest={form.largest} business={frame.business} />}
        <SizeChoice sizes={form.sizes}>
          {!form.isTooLarge && <TooLarge largest={form.largest} business={frame.business} isFolded />}
        </SizeChoice>
        <Checkbox name="fragile" label="شکستنی است؛ بسته‌بندی محکم‌تر با هزینهٔ بیشتر" />
        <div className="side-by-side">
          <CityDistrict
            cityGroups={groups}
            city={form.initial.values.city ?? ''}
            districts={form.districts}
            districtsUrl={form.districtsUrl}
            cityLabel={ownEnd[side]}
            fallback={
              <p className="text-sm text-muted">
                اگر شهرتان محله دارد، پس از زدن یکی از دکمه‌ها فهرست محله‌ها نشان داده می‌شود.
              </p>
            }
          />
        </div>
        {form.asksOtherEnd && (
          <Select
            name="otherCity"
            label={otherEnd[side]}
            optional
            hint="اگر نمی‌دانید، خالی بگذارید."
            placeholder="نمی‌دانم"
            groups={groups}
          />
        )}
      </LivePrices>
      <div className="flex flex-col gap-3">
        <RadioCards name="payer" label="چه کسی، کی و به چه کسی می‌پردازد؟" cards={form.payers} />
        <ForbiddenGoods goods={form.forbidden} asks={side === 'SUPPLY'} />
        <About />
      </div>
      <StickyAction>
        <SubmitButton>ادامه</SubmitButton>
      </StickyAction>
    </ActionForm>
  )
}

function TooLarge({
  largest,
  business,
  isFolded = false,
}: {
  largest: string
  business: string | null
  isFolded?: boolean
}) {
  return (
    <details className="text-sm" open={!isFolded}>
      <summary className="link-row">بزرگ‌تر از این‌هاست؟</summary>
      <p>
        بزرگ‌ترین بسته‌ای که می‌بریم {largest} است. کالایی را که در آن جا نمی‌شود از اینجا نمی‌شود فرستاد؛ برای آن با{' '}
        {carrierText(business)} تماس بگیرید یا وانت‌بار بگیرید.
      </p>
    </details>
  )
}

/** Who carries, by name and phone; the rest behind a tap. */
function Business({ name, rows }: BusinessCardProps) {
  const phones = rows.flatMap(({ href, value }) => (href === null ? [] : [value]))
  return (
    <Folds>
      <Fold title="چه کسی کالا را می‌برد؟" fact={[name, ...phones].join('، ')}>
        <BusinessRows rows={rows} />
      </Fold>
    </Folds>
  )
}

function About() {
  return (
    <Folds>
      <Fold title="پیک چه می‌کند؟" fact={null}>
        <ul className="space-y-3">
          {promises.map(({ icon, text }) => (
            <li key={icon} className="flex gap-3">
              <Icon name={icon} className="mt-0.5 h-6 w-6 text-brand" />
              <span className="min-w-0">{text}</span>
            </li>
          ))}
        </ul>
      </Fold>
      <Fold title={safetyTitle} fact="رمز پویا را به هیچ‌کس نگویید">
        <SafetyRules />
      </Fold>
    </Folds>
  )
}
