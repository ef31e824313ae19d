import { Icon } from '#components/ui/icon.tsx'

/**
 * The first picture of the post, cut to a square of a fixed size. Not an `img`, nor an `image` inside the SVG: where one does
 * not come, browsers draw a torn picture in its place, which a style cannot prevent in all of them. A filter draws nothing
 * then, and the box stays in sight, with and without scripts. One on a page.
 */
export function PostPicture({ url, className }: { url: string | null; className: string }) {
  return (
    <span
      className={`relative flex shrink-0 items-center justify-center overflow-hidden rounded-xl border border-line bg-sunken text-muted ${className}`}
    >
      <Icon name="box" className="h-8 w-8" />
      {url !== null && (
        <svg role="img" aria-label="عکس آگهی" className="absolute inset-0 h-full w-full">
          <filter id="post-picture" x="0" y="0" width="1" height="1" colorInterpolationFilters="sRGB">
            <feImage href={url} preserveAspectRatio="xMidYMid slice" />
          </filter>
          <rect width="100%" height="100%" filter="url(#post-picture)" />
        </svg>
      )}
    </span>
  )
}
