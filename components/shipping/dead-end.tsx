import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'

export type DeadEndProps = {
  frame: Frame
  title: string
  /** What happened and what to do. */
  sentence: string
  button: { label: string; href: string }
  /** A number by which support finds the case; null when there is none. */
  incident?: string | null
}

/** Where a way ends: what happened, what to do, one button. */
export function DeadEnd({ frame, title, sentence, button, incident }: DeadEndProps) {
  return (
    <PageShell frame={frame} title={title} lead={sentence}>
      <div className="flex flex-1 flex-col items-center justify-center gap-4 py-6 text-muted">
        <span className="flex h-24 w-24 items-center justify-center rounded-full bg-sunken">
          <Icon name="box" className="h-12 w-12" />
        </span>
        {incident && (
          <p className="text-sm">
            شمارهٔ پیگیری خطا: <Ltr code>{incident}</Ltr>
          </p>
        )}
      </div>
      <StickyAction>
        <ButtonLink href={button.href}>{button.label}</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
