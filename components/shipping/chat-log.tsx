import { type ButtonRows, ChatBubble } from './chat-bubble.tsx'

export type ChatLogProps = {
  /** How the last message fares, in words. */
  fact: string | null
  /** Each message: what it is about, how it fared, in whose name and when. */
  rows: { id: string; text: string; state: string; detail: string | null }[]
  /** The last one, as it stands or would stand in the chat; null when there is none to show. */
  bubble: { text: string; caption: string; buttons: ButtonRows } | null
}

export function ChatLog({ rows, bubble }: ChatLogProps) {
  return (
    <>
      <ul className="divide-y divide-line">
        {rows.map(({ id, text, state, detail }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3 py-2">
            <span>{text}</span>
            <span className="text-sm">{state}</span>
            {detail && <span className="w-full text-sm text-muted">{detail}</span>}
          </li>
        ))}
      </ul>
      {bubble && (
        <ChatBubble caption={bubble.caption} text={bubble.text} senderButtons={bubble.buttons} receiverButtons={null} />
      )}
    </>
  )
}
