import { Icon } from '#components/ui/icon.tsx'

/** Tells a real Peyk page from a copy: what it never asks for, and where it says what it keeps. */
export function AuthenticityStrip({ privacyUrl }: { privacyUrl: string | null }) {
  return (
    <footer className="flex flex-wrap items-center gap-x-2 border-t border-line bg-sunken px-4 py-3 text-xs text-muted sm:rounded-b-card">
      <Icon name="shield" className="h-5 w-5" />
      <p className="min-w-0 flex-1 basis-40">پیک هیچ‌وقت اطلاعات کارت بانکی یا رمز شما را نمی‌پرسد.</p>
      {privacyUrl && (
        <a href={privacyUrl} className="inline-flex min-h-target items-center underline underline-offset-4">
          حریم خصوصی
        </a>
      )}
    </footer>
  )
}
