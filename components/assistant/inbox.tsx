'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import { type LiveProps, Lost, useLive } from '#components/shipping/live-shipment.tsx'
import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { RenewedContext } from '#components/ui/form-context.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import { addMessage, type InboxMessage, type Talks } from './inbox-messages.ts'

export type InboxTalk = {
  conversationId: string
  name: string
  postTitle: string | null
  state: string
  lastAt: string
  /** That the buyer may have asked about shipping, and what to do; null where it is sure, or not so. */
  perhaps: { label: string; sentence: string } | null
  /** Whether the shipping offer may still be sent there. */
  mayOffer: boolean
  /** A new one each time that the page is drawn. */
  form: string
}

export type InboxProps = { live: LiveProps; talks: InboxTalk[]; reply: FormAction }

function Messages({ messages }: { messages: InboxMessage[] }) {
  return (
    <ol className="space-y-2">
      {messages.map((message) => (
        <li
          key={message.id}
          className={message.isBuyer ? 'rounded-xl bg-sunken p-3' : 'rounded-xl border border-line p-3'}
        >
          <p className="flex flex-wrap justify-between gap-x-3 text-xs text-muted">
            <span>{message.writer}</span>
            <span>{message.at}</span>
          </p>
          <p dir="auto" className="whitespace-pre-line break-words">
            {message.text}
          </p>
          {message.note && <p className="mt-1 text-sm text-muted">{message.note}</p>}
        </li>
      ))}
    </ol>
  )
}

function Talk({ talk, messages, reply }: { talk: InboxTalk; messages: InboxMessage[]; reply: FormAction }) {
  const [written, setWritten] = useState(0)
  const [box, setBox] = useState(0)
  const renewed = useContext(RenewedContext)
  const { conversationId, name, postTitle, state, lastAt, perhaps, mayOffer, form } = talk
  const hidden = { conversationId }
  const offer = (
    <ActionForm
      name={`offer-${conversationId}`}
      action={reply}
      initial={emptyForm}
      hidden={{ ...hidden, what: 'offer' }}
    >
      <SubmitButton variant="secondary">فرستادن پیشنهاد ارسال</SubmitButton>
    </ActionForm>
  )
  return (
    <Card title={name} action={<span className="text-sm text-muted">{lastAt}</span>}>
      <div className="space-y-3">
        {postTitle && <p className="break-words text-sm text-muted">{postTitle}</p>}
        <p className="flex flex-wrap gap-2">
          <Badge>{state}</Badge>
          {perhaps && <Badge tone="warning">{perhaps.label}</Badge>}
        </p>
        <Messages messages={messages} />
        {perhaps && mayOffer && (
          <div className="space-y-2">
            <p className="text-sm text-muted">{perhaps.sentence}</p>
            {offer}
          </div>
        )}
        <details open={renewed?.form === `reply-${talk.conversationId}`}>
          <summary className="inline-flex min-h-target cursor-pointer items-center text-brand-ink underline underline-offset-4">
            پاسخ در {name}
          </summary>
          <div className="space-y-3 pt-2">
            <ActionForm
              key={box}
              name={`reply-${conversationId}`}
              action={reply}
              initial={emptyForm}
              hidden={{ ...hidden, form }}
              onDone={(isAsSent) => {
                setWritten(written + 1)
                // Anyone who has written on meanwhile keeps it.
                if (isAsSent) setBox(box + 1)
              }}
            >
              <Textarea name={`reply-${conversationId}`} label={`پاسخ شما در ${name}`} maxLength={1000} rows={2} />
              <SubmitButton variant="secondary">فرستادن پاسخ</SubmitButton>
            </ActionForm>
            {mayOffer && !perhaps && offer}
          </div>
        </details>
        <p role="status" className="text-sm text-success-ink">
          {written > 0 ? 'پاسخ شما در چت نوشته شد.' : ''}
        </p>
      </div>
    </Card>
  )
}

function Live({ live, talks, reply }: InboxProps) {
  const [messages, setMessages] = useState<Talks>({})
  // From when this page was opened: what came before the stream stood, or while it was away, is brought then.
  const [eventsUrl] = useState(`${live.eventsUrl}?since=${live.asOf}`)
  const { isLost } = useLive({
    ...live,
    eventsUrl,
    onMessage: (data) => setMessages((known) => addMessage(known, data)),
  })
  return (
    <>
      <Lost isLost={isLost} />
      {talks.map((talk) => (
        <Talk key={talk.conversationId} talk={talk} messages={messages[talk.conversationId] ?? []} reply={reply} />
      ))}
    </>
  )
}

/** All conversations of an assistant, the newest first; messages as they arrive, and only while the page is open. */
export function Inbox(props: InboxProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Live {...props} />
    </QueryClientProvider>
  )
}
