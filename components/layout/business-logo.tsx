import { classNames } from '#components/ui/class-names.ts'

const sizes = { small: 'h-5 w-5 rounded', large: 'h-12 w-12 rounded-lg' }

/** The mark of the business beside its name, which says the same. On white in both schemes: it was drawn for paper. */
export const BusinessLogo = ({ href, size }: { href: string; size: keyof typeof sizes }) => (
  // biome-ignore lint/performance/noImgElement: a few hundred bytes; Next's own component would bring its script
  <img
    src={href}
    alt=""
    className={classNames('inline-block shrink-0 bg-white object-contain p-0.5 align-middle', sizes[size])}
  />
)
