import { ButtonLink } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'

type DeskHomeProps = {
  frame: DeskFrame
  hasCodes: boolean
  /** That the published prices end soon, or have ended. */
  ending: string | null
}

/** Where somebody lands who has signed in. */
export function DeskHome({ frame, hasCodes, ending }: DeskHomeProps) {
  return (
    <DeskShell frame={frame} title="میز کار" lead={frame.staff ? `نقش شما: ${frame.staff.role}` : undefined}>
      {!hasCodes && (
        <Notice tone="warning" title="کد بازیابی ندارید">
          اگر دستگاهتان گم شود، بدون این کدها فقط با لینک تازهٔ مدیر ارشد می‌توانید وارد شوید.
        </Notice>
      )}
      {ending !== null && <Notice tone="warning" title={ending} />}
      {frame.staff?.links
        .filter(({ href }) => href !== '/desk')
        .map(({ href, label }) => (
          <ButtonLink key={href} href={href} variant="secondary">
            {label}
          </ButtonLink>
        ))}
    </DeskShell>
  )
}
