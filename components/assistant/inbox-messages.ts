export type InboxMessage = {
  id: string
  conversationId: string
  /** The hour, and the moment in milliseconds. */
  at: string
  sentAt: number
  writer: string
  isBuyer: boolean
  text: string
  note: string | null
}

/** The messages of each conversation, newest first. */
export type Talks = Record<string, InboxMessage[]>

const maxPerTalk = 50

/** Puts a message of the stream where it belongs; the same once more, or what is no message, changes nothing. */
export function addMessage(talks: Talks, data: string): Talks {
  let message: InboxMessage
  try {
    message = JSON.parse(data) as InboxMessage
  } catch {
    return talks
  }
  const known = talks[message.conversationId] ?? []
  if (known.some(({ id }) => id === message.id)) return talks
  const all = [message, ...known].sort((a, b) => b.sentAt - a.sentAt).slice(0, maxPerTalk)
  return { ...talks, [message.conversationId]: all }
}
