/** The icons that forms need in the browser: the rest of them is drawn on the server, and its paths are not loaded. */
export const formStrokes = {
  alert: 'M12 8v5m0 3.5v.01M10.3 4.2 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevronDown: 'm6 9 6 6 6-6',
} as const

export const FormIcon = ({ name, className }: { name: keyof typeof formStrokes; className?: string }) => (
  <Strokes path={formStrokes[name]} className={className} />
)

/** A decoration: it is hidden from screen readers, so the words beside it must say the same. */
export function Strokes({ path, className = 'h-5 w-5' }: { path: string; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className}`}
    >
      <path d={path} />
    </svg>
  )
}
