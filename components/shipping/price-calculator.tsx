import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { FormValues } from '#components/ui/form-values.tsx'
import { IconBanner } from '#components/ui/icon-banner.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { FormState } from '#lib/kernel/form.ts'
import type { Named } from './city-district.tsx'
import { cityGroups } from './city-groups.ts'

type PriceRow = {
  label: string
  /** Null where the service does not take it. */
  price: string | null
  /** How long it takes, or why it is not taken. */
  detail: string
}

/** A plain GET form: `from`, `to`, `size` end up in the address, and the post stays in it. */
export type PriceCalculatorProps = {
  frame: Frame
  /** Where the form goes: this page's path. */
  path: string
  /** The token of the post that Divar named. */
  post: string | null
  /** That the business is closed, paused, or not in the city. */
  opening: { title: string; sentence: string } | null
  form: FormState
  cities: Named[]
  popularCities: string[]
  sizes: Option[]
  /** Null until everything is chosen. */
  prices: { rows: PriceRow[]; note: string } | null
  /** For the seller of the post that Divar named: to the assistant. */
  assistantHref: string | null
}

const pricesId = 'prices'

export function PriceCalculator(props: PriceCalculatorProps) {
  const { frame, path, post, opening, form, cities, popularCities, sizes, prices, assistantHref } = props
  const groups = cityGroups(cities, popularCities)
  return (
    <PageShell frame={frame} title="هزینهٔ ارسال چقدر است؟">
      {opening && (
        <Banner tone="warning" title={opening.title}>
          {opening.sentence}
        </Banner>
      )}
      {/* The fragment opens the answer at the prices; where there are none, the summary of faults takes the focus. */}
      <form action={`${path}#${pricesId}`} method="get" className="flex flex-col gap-5">
        {post !== null && <input type="hidden" name="post" value={post} />}
        <FormValues state={form}>
          <Select name="from" label="از شهر" placeholder="شهر مبدأ" groups={groups} />
          <Select name="to" label="به شهر" placeholder="شهر مقصد" groups={groups} />
          <Select
            name="size"
            label="اندازهٔ بسته"
            placeholder="اندازه را انتخاب کنید"
            groups={[{ label: null, options: sizes }]}
          />
          <SubmitButton>قیمت را نشان بده</SubmitButton>
        </FormValues>
      </form>
      {prices && <Prices {...prices} />}
      <IconBanner icon="chat" title="برای ثبت، پیک را از داخل چت باز کنید">
        سفارش به گفت‌وگوی شما با طرف مقابل وصل است. اینجا فقط قیمت را ببینید.
      </IconBanner>
      {assistantHref && <ToAssistant href={assistantHref} />}
      <ButtonLink href={frame.completionUrl} variant="quiet">
        بازگشت به دیوار
      </ButtonLink>
    </PageShell>
  )
}

const Prices = ({ rows, note }: { rows: PriceRow[]; note: string }) => (
  <div id={pricesId} tabIndex={-1} className="scroll-mt-4 rounded-card">
    <Card title="قیمت‌ها">
      <ul className="divide-y divide-line">
        {rows.map(({ label, price, detail }) => (
          <li key={label} className="flex flex-wrap items-baseline justify-between gap-x-3 py-2">
            <span>{label}</span>
            {price && <strong>{price}</strong>}
            <span className="w-full text-sm text-muted">{detail}</span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">{note}</p>
    </Card>
  </div>
)

const ToAssistant = ({ href }: { href: string }) => (
  <Card title="این آگهی برای شماست؟">
    <p className="mb-2 text-sm text-muted">
      دستیار ارسال به خریدارانی که در چت دربارهٔ ارسال می‌پرسند، خودش قیمت را می‌گوید.
    </p>
    <ButtonLink href={href} variant="secondary">
      دستیار ارسال برای این آگهی
    </ButtonLink>
  </Card>
)
