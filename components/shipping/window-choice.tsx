import { Card } from '#components/ui/card.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'

export type WindowOption = { label: string; href: string; isChosen: boolean }

export type WindowChoiceProps = {
  /** The chosen window and the promise that follows from it. */
  rows: Row[]
  /** That the window which was chosen has passed meanwhile. */
  note: string | null
  /** Links to this page with another window; empty for whom there is nothing to choose. */
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
      {options.length > 1 && (
        <nav id="windows" aria-label="زمان گرفتن کالا" className="mt-3">
          <p className="text-sm text-muted">زمان دیگری برایتان بهتر است؟</p>
          <ul className="mt-2 grid gap-2 sm:grid-cols-2">
            {options.map(({ label, href, isChosen }) => (
              <li key={href}>
                <a
                  href={href}
                  aria-current={isChosen ? 'true' : undefined}
                  className={classNames(
                    'flex min-h-target items-center rounded-card border px-3.5 py-2',
                    isChosen ? 'border-2 border-brand font-bold' : 'border-control',
                  )}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </Card>
  )
}
