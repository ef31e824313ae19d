import { earlierTexts } from '#lib/fa/problem-texts.ts'
import { beginningOf } from '#lib/kernel/text.ts'

export type ThreadEntry = {
  id: string
  /** «شما», or the business and who of it. */
  who: string
  text: string
  /** When, and how far it has come where that is to be said. */
  detail: string
}

/** A little more than two lines of a phone. */
const maxStanding = 90

/** What two sides wrote each other: the newest stands, all before it open by a tap. */
export function ThreadLog({ entries }: { entries: ThreadEntry[] }) {
  const earlier = entries.slice(0, -1)
  return (
    <>
      {earlier.length > 0 && (
        <details>
          <summary className="link-row text-sm">{earlierTexts(earlier.length)}</summary>
          <Texts entries={earlier} />
        </details>
      )}
      <Texts entries={entries.slice(-1)} />
    </>
  )
}

const Texts = ({ entries }: { entries: ThreadEntry[] }) => (
  <ol className="space-y-3">
    {entries.map(({ id, who, text, detail }) => (
      <li key={id}>
        <p className="text-sm font-bold">
          <bdi>{who}</bdi>
        </p>
        <Text text={text} />
        <p className="text-sm text-muted">{detail}</p>
      </li>
    ))}
  </ol>
)

/** A long one shows its beginning until it is tapped. */
function Text({ text }: { text: string }) {
  const beginning = beginningOf(text, maxStanding)
  const whole = (
    <p className="whitespace-pre-line break-words">
      <bdi>{text}</bdi>
    </p>
  )
  if (beginning === null) return whole
  return (
    <details className="group">
      <summary className="min-h-target cursor-pointer list-none break-words [&::-webkit-details-marker]:hidden">
        <bdi className="group-open:hidden">{beginning}</bdi>{' '}
        <span className="text-sm text-brand-ink underline underline-offset-4">
          <span className="group-open:hidden">همهٔ متن</span>
          <span className="hidden group-open:inline">کوتاه کردن</span>
        </span>
      </summary>
      {whole}
    </details>
  )
}
