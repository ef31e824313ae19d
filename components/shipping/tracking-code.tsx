import { CopyButton } from '#components/ui/copy-button.tsx'
import { Ltr } from '#components/ui/ltr.tsx'

/** Grouped for the eye, as `formatTrackingCode` writes it. */
export function TrackingCode({ code }: { code: string }) {
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3">
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
