import { Checkbox } from '#components/ui/checkbox.tsx'

/** What must not be inside. Field: `forbiddenAccepted` (1), of the seller alone, who has the thing. */
export function ForbiddenGoods({ goods, asks }: { goods: string[]; asks: boolean }) {
  return (
    <section className="rounded-card bg-sunken px-4 py-1">
      {asks && <Checkbox name="forbiddenAccepted" label="هیچ کالای ممنوعه‌ای در بسته نیست." />}
      <details className="text-sm">
        <summary className="link-row">چه چیزهایی ممنوع است؟</summary>
        <ul className="mt-1 list-disc columns-1 gap-x-6 ps-5 pair:columns-2">
          {goods.map((good) => (
            <li key={good} className="break-inside-avoid">
              {good}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}
