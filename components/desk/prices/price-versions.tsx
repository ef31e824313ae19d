import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

type PriceVersionsProps = {
  base: string
  versions: { number: string; label: string; when: string; who: string | null; isCurrent: boolean }[]
  mayPublish: boolean
  act: FormAction
}

/** The versions that changed the prices, and the way back to one. */
export function PriceVersions({ base, versions, mayPublish, act }: PriceVersionsProps) {
  return (
    <Card title="نسخه‌هایی که قیمت را عوض کردند">
      {versions.length === 0 && <p className="text-muted">هنوز هیچ نسخه‌ای نوشته نشده است.</p>}
      <ul className="divide-y divide-line">
        {versions.map(({ number, label, when, who, isCurrent }) => (
          <li key={number} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <span className="min-w-0">
              <strong>نسخهٔ {label}</strong> {isCurrent && <Badge tone="success">در کار</Badge>}
              <span className="block text-sm text-muted">
                {when}، {who === null ? 'با فرمان یا پیش از دفتر کارها' : <bdi>{who}</bdi>}
              </span>
            </span>
            {mayPublish && !isCurrent && (
              <div className="min-w-0">
                <ActionForm name={`back-${number}`} action={act} initial={emptyForm} hidden={{ base, number }}>
                  <SubmitButton variant="quiet">بازگشت به قیمت‌های نسخهٔ {label}</SubmitButton>
                </ActionForm>
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
