import type { Frame } from '#components/layout/page-shell.tsx'
import { DeadEnd } from './dead-end.tsx'

type FaultPageProps = { frame: Frame; retryHref: string; incident: string | null }

/** Something broke on our side. */
export function FaultPage({ frame, retryHref, incident }: FaultPageProps) {
  return (
    <DeadEnd
      frame={frame}
      title="مشکلی پیش آمد"
      sentence="خطا از پیک است، نه از شما. آنچه پیش‌تر ثبت کرده‌اید سر جایش است؛ کمی بعد دوباره امتحان کنید."
      button={{ label: 'دوباره امتحان کن', href: retryHref }}
      incident={incident}
    />
  )
}
