import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { FormValues } from '#components/ui/form-values.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type Option, Select } from '#components/ui/select.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import type { Named } from './city-district.tsx'
import { cityGroups } from './city-groups.ts'

/** A plain GET form: `from`, `to`, `size` end up in the address. */
export type PriceCalculatorProps = {
  frame: Frame
  /** Where the form goes: this page's path. */
  path: string
  values: { from: string; to: string; size: string }
  cities: Named[]
  popularCities: string[]
  sizes: Option[]
  /** Null before the first question. */
  results: { label: string; price: string | null; time: string | null; unavailable: string | null }[] | null
  note: string | null
  /** For the seller of the post that Divar named: to the assistant. */
  assistantHref: string | null
}

export function PriceCalculator({
  frame,
  path,
  values,
  cities,
  popularCities,
  sizes,
  results,
  note,
  assistantHref,
}: PriceCalculatorProps) {
  const groups = cityGroups(cities, popularCities)
  return (
    <PageShell frame={frame} title="هزینهٔ ارسال چقدر است؟">
      <Notice icon="chat" title="برای ثبت، پیک را از داخل چت باز کنید">
        سفارش به گفت‌وگوی شما با طرف مقابل وصل است. اینجا فقط قیمت را ببینید.
      </Notice>
      {assistantHref && (
        <Card title="این آگهی برای شماست؟">
          <p className="mb-2 text-sm text-muted">
            دستیار ارسال به خریدارانی که در چت دربارهٔ ارسال می‌پرسند، خودش قیمت را می‌گوید.
          </p>
          <ButtonLink href={assistantHref} variant="secondary">
            دستیار ارسال برای این آگهی
          </ButtonLink>
        </Card>
      )}
      <form action={path} method="get" className="flex flex-col gap-5">
        <FormValues values={values}>
          <Select name="from" label="از شهر" placeholder="شهر مبدأ" groups={groups} />
          <Select name="to" label="به شهر" placeholder="شهر مقصد" groups={groups} />
          <Select
            name="size"
            label="اندازهٔ بسته"
            placeholder="اندازه را انتخاب کنید"
            groups={[{ label: null, options: sizes }]}
          />
          <SubmitButton variant="secondary">قیمت را نشان بده</SubmitButton>
        </FormValues>
      </form>
      {results && (
        <Card title="قیمت‌ها">
          <ul className="divide-y divide-line">
            {results.map((result) => (
              <li key={result.label} className="flex flex-wrap items-baseline justify-between gap-x-3 py-2">
                <span>{result.label}</span>
                {result.price && <strong>{result.price}</strong>}
                <span className="w-full text-sm text-muted">{result.unavailable ?? result.time}</span>
              </li>
            ))}
          </ul>
          {note && <p className="mt-2 text-sm text-muted">{note}</p>}
        </Card>
      )}
      <StickyAction>
        <ButtonLink href={frame.completionUrl}>بازگشت به دیوار</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
