import { type Frame, PageShell } from '#components/layout/page-shell.tsx'
import type { FormAction } from '#components/ui/action-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Ltr } from '#components/ui/ltr.tsx'
import { StickyAction } from '#components/ui/sticky-action.tsx'
import { type ButtonRows, ChatBubble } from './chat-bubble.tsx'
import { LiveMessageState } from './live-message-state.tsx'
import type { MessageState } from './message-state.tsx'

export type ResultProps = {
  frame: Frame
  /** Grouped for the eye: `XK4M-7P2Q-8`. */
  trackingCode: string
  state: MessageState
  stateUrl: string
  /** When `state` was read, in milliseconds. */
  asOf: number
  /** This page's own address, for looking again without scripts. */
  selfHref: string
  confirm: FormAction
  announceHref: string | null
  /** Null when nothing goes to the chat. */
  message: { text: string; senderButtons: ButtonRows } | null
  /** What was agreed, in a few rows. */
  rows: Row[]
  /** «حالا منتظر پاسخ خریدار هستیم، تا شنبه ساعت ۱۲» */
  next: string | null
}

/** True of the message however its state goes on from here. */
const captions: Record<MessageState, string> = {
  sending: 'متن پیام، به نام شما',
  sent: 'به نام شما، در همین چت',
  unconfirmed: 'متن پیام، به نام شما',
  refused: 'این پیام در چت نوشته نشد',
  unannounced: 'این پیام در چت نوشته نشد',
}

export function TrackingCode({ code }: { code: string }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-card border border-line p-4">
      <p className="min-w-0">
        <span className="block text-sm text-muted">کد رهگیری</span>
        <strong className="text-lg">
          <Ltr code>{code}</Ltr>
        </strong>
      </p>
      <CopyButton text={code} label="کپی کد" />
    </div>
  )
}

export function Result({ frame, trackingCode, state, message, rows, next, selfHref, ...live }: ResultProps) {
  return (
    <PageShell frame={frame} title="درخواست شما ثبت شد" lead={next}>
      <LiveMessageState state={state} {...live} />
      {state === 'sending' && (
        <noscript>
          <a
            href={selfHref}
            className="inline-flex min-h-target items-center text-brand-ink underline underline-offset-4"
          >
            دوباره ببین که رسیده یا نه
          </a>
        </noscript>
      )}
      <TrackingCode code={trackingCode} />
      {rows.length > 0 && (
        <Card title="خلاصه">
          <DefinitionList rows={rows} />
        </Card>
      )}
      {message && (
        <ChatBubble
          caption={captions[state]}
          text={message.text}
          senderButtons={state === 'refused' || state === 'unannounced' ? [] : message.senderButtons}
          receiverButtons={null}
        />
      )}
      <StickyAction>
        <ButtonLink href={frame.completionUrl}>بازگشت به چت دیوار</ButtonLink>
      </StickyAction>
    </PageShell>
  )
}
