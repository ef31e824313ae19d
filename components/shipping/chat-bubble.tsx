/** Captions of a message's buttons, row by row, as Divar draws them. */
export type ButtonRows = string[][]

function Buttons({ rows, title }: { rows: ButtonRows; title: string }) {
  return (
    <div>
      <p className="mb-1 text-xs text-muted">{title}</p>
      <ul className="space-y-1.5">
        {rows.map((row) => (
          <li key={row.join()} className="flex gap-1.5">
            {row.map((caption) => (
              <span
                key={caption}
                className="flex min-h-target flex-1 items-center justify-center rounded-xl border border-line bg-surface px-2 py-1 text-center text-sm"
              >
                {caption}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

type ChatBubbleProps = {
  /** Where this text stands, or that it does not. */
  caption: string
  text: string
  senderButtons: ButtonRows
  receiverButtons: ButtonRows | null
}

/** A message exactly as it stands in the chat: its own line breaks, no other word inside. */
export function ChatBubble({ caption, text, senderButtons, receiverButtons }: ChatBubbleProps) {
  return (
    <figure className="space-y-3 rounded-card bg-sunken p-4">
      <figcaption className="text-sm text-muted">{caption}</figcaption>
      <blockquote
        dir="auto"
        className="whitespace-pre-line rounded-card rounded-ss-sm border border-line bg-brand-soft px-4 py-3"
      >
        {text}
      </blockquote>
      {senderButtons.length > 0 && <Buttons rows={senderButtons} title="دکمه‌هایی که شما می‌بینید" />}
      {receiverButtons && receiverButtons.length > 0 && (
        <Buttons rows={receiverButtons} title="دکمه‌هایی که طرف مقابل می‌بیند" />
      )}
    </figure>
  )
}
