/** Peyk's mark: a message on its way, in the reading direction of Persian. */
export function Logo() {
  return (
    <svg viewBox="0 0 40 40" aria-hidden="true" focusable="false" className="h-9 w-9 shrink-0">
      <rect width="40" height="40" rx="11" className="fill-brand" />
      <path d="M7 19 33 8l-9 24-5-8.5L7 19Z" className="fill-brand-on" />
      <path d="M33 8 19 23.5V31l4-3.5Z" className="fill-amber-soft opacity-60" />
      <path d="M33 8 19 23.5V32l3.6-4.8" className="fill-none stroke-brand" strokeWidth="1.5" />
    </svg>
  )
}
