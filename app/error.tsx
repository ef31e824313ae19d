'use client'

/**
 * The last net, when drawing itself failed. Pages catch what they can before this. What failed may be a script of a build
 * that is there no more, so that only the page as the server draws it now is of use.
 */
export default function ErrorPage() {
  return (
    <main className="error-page">
      <title>مشکلی پیش آمد – پیک</title>
      <h1 className="text-xl font-bold">مشکلی پیش آمد</h1>
      <p className="text-muted">خطا از پیک است، نه از شما. آنچه ثبت کرده‌اید سر جایش است.</p>
      <button
        type="button"
        onClick={() => location.reload()}
        className="min-h-target rounded-card bg-brand px-6 font-bold text-brand-on"
      >
        دوباره امتحان کن
      </button>
      <a href="/back" className="inline-flex min-h-target items-center underline underline-offset-4">
        بازگشت به دیوار
      </a>
    </main>
  )
}
