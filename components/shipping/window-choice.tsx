import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Fold } from '#components/ui/fold.tsx'
import { toPersianDigits } from '#lib/kernel/digits.ts'

export type WindowOption = { label: string; href: string }

export type WindowChoiceProps = {
  /** The chosen window and the promise that follows from it. */
  rows: Row[]
  /** That the window which was chosen has passed meanwhile. */
  note: string | null
  /** Links to this page with another window, behind a row; empty for whom there is nothing to choose. */
  options: WindowOption[]
}

/**
 * When the courier comes. Each window is a link to the page that shows it, and not a field: the message beneath names it,
 * and is always shown as it will go out, with and without JavaScript.
 */
export function WindowChoice({ rows, note, options }: WindowChoiceProps) {
  if (rows.length === 0) return null
  return (
    <Card title="زمان گرفتن و تحویل کالا">
      {note && (
        <p role="alert" className="mb-2 text-amber-ink">
          {note}
        </p>
      )}
      <DefinitionList rows={rows} />
      {options.length > 0 && (
        <nav id="windows" aria-label="زمان گرفتن کالا" className="mt-3 border-t border-line">
          <Fold title="زمان‌های دیگر" fact={`${toPersianDigits(options.length)} زمان`} isOpen={note !== null}>
            <ul className="grid gap-2 sm:grid-cols-2">
              {options.map(({ label, href }) => (
                <li key={href}>
                  <a
                    href={href}
                    className="flex min-h-target items-center rounded-card border border-control px-3.5 py-2"
                  >
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </Fold>
        </nav>
      )}
    </Card>
  )
}
