/** The icons that are drawn in the browser: the rest of them is drawn on the server, and its paths are not loaded. */
export const clientStrokes = {
  alert: 'M12 8v5m0 3.5v.01M10.3 4.2 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  block: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM5.8 5.8l12.4 12.4',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevronDown: 'm6 9 6 6 6-6',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5m0-8.5v.01',
} as const

export type ClientIconName = keyof typeof clientStrokes

export const ClientIcon = ({ name, className }: { name: ClientIconName; className?: string }) => (
  <Strokes path={clientStrokes[name]} className={className} />
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
