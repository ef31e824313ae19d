export type ThreadEntry = {
  id: string
  /** «شما», or the business and who of it. */
  who: string
  text: string
  /** When, and how far it has come where that is to be said. */
  detail: string
}

/** What two sides wrote each other, from top to bottom. */
export function ThreadLog({ entries }: { entries: ThreadEntry[] }) {
  return (
    <ol className="space-y-3">
      {entries.map(({ id, who, text, detail }) => (
        <li key={id}>
          <p className="text-sm font-bold">
            <bdi>{who}</bdi>
          </p>
          <p className="whitespace-pre-line break-words">
            <bdi>{text}</bdi>
          </p>
          <p className="text-sm text-muted">{detail}</p>
        </li>
      ))}
    </ol>
  )
}
