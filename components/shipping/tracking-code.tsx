import { CopyButton } from '#components/ui/copy-button.tsx'
import { Ltr } from '#components/ui/ltr.tsx'

/** Grouped for the eye: `XK4M-7P2Q-8`. */
export function TrackingCode({ code }: { code: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-card border border-line p-4">
      <p className="min-w-0">
        <span className="block text-sm text-muted">کد رهگیری</span>
        <strong className="text-lg">
          <Ltr code>{code}</Ltr>
        </strong>
      </p>
      <CopyButton text={code} label="کپی کد" />
    </div>
  )
}
