import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DefinitionList, type Row } from '#components/ui/definition-list.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextInput } from '#components/ui/text-input.tsx'
import { emptyForm } from '#lib/kernel/form.ts'
import type { End } from '#lib/shipping/index.ts'
import { type DeskFrame, DeskShell } from './desk-shell.tsx'
import { DoneNote } from './done-note.tsx'
import { type DeskLive, LiveDesk } from './live-desk.tsx'
import { PrintCard } from './paper/print-card.tsx'
import { type PromiseChoices, PromiseForm } from './promise-form.tsx'
import { type QueueLine, standingTones } from './queue-table.tsx'
import { RevealedContact } from './revealed-contact.tsx'
import { type DeskNotes, type DeskProof, Notes, Proof } from './shipment-talk.tsx'
import { type DeskThread, ThreadCard } from './thread-card.tsx'

type Options = { value: string; label: string }[]

export type DeskShipmentView = {
  line: QueueLine
  live: DeskLive
  tapId: string
  facts: Row[]
  ends: { end: End; title: string; masked: string | null }[]
  mayReveal: boolean
  steps: { key: string; what: string; who: string; when: string }[]
  moves: { status: string; label: string; asksCode: boolean }[]
  failures: Options
  givingUp: Options
  couriers: Options
  overrides: Options
  papers: Options
  /** Null while nobody has paid. */
  receiptHref: string | null
  /** How the promise may be moved; null: not by this role, or not any more. */
  promise: PromiseChoices | null
  threads: DeskThread[]
  notes: DeskNotes | null
  proof: DeskProof | null
  /** Why the picture was not shown that somebody asked for; null: nobody did. */
  noPicture: string | null
}

type PageProps = { frame: DeskFrame; view: DeskShipmentView; act: FormAction; answer: FormAction }

/** One shipment: how it stands, who is at its ends, masked, and what may be done with it now. */
export function DeskShipmentPage({ frame, view, act, answer }: PageProps) {
  const { line, facts, ends, steps, threads, notes, proof } = view
  return (
    <DeskShell frame={frame} title={line.shownCode} lead={line.state} isWide>
      <LiveDesk live={view.live} announcement={line.state} />
      {view.noPicture && (
        <Banner tone="danger" title={view.noPicture} role="status">
          <a href={`/desk/shipments/${line.code}`} className={buttonClass('secondary')}>
            بازگشت به مرسوله
          </a>
        </Banner>
      )}
      <p className="flex flex-wrap items-center gap-2">
        <a href="/desk/queue" data-key="Escape" className={buttonClass('link')}>
          مرسوله‌ها
        </a>
        <Badge tone={standingTones[line.standing.kind]}>{line.standing.text}</Badge>
        {line.attention && <Badge tone="danger">{line.attention}</Badge>}
      </p>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Acts view={view} act={act} />
        {ends.map((end) => (
          <EndCard
            key={end.end}
            {...end}
            place={end.end === 'pickup' ? line.pickup : line.dropoff}
            view={view}
            act={act}
          />
        ))}
        <PrintCard code={line.code} papers={view.papers} receiptHref={view.receiptHref} act={act} />
        <Card title="مشخصات">
          <DefinitionList rows={facts} />
        </Card>
        <Card title="مسیر">
          <ol className="space-y-2">
            {steps.map(({ key, what, who, when }) => (
              <li key={key}>
                <span className="font-bold">{what}</span>
                <span className="block text-sm text-muted">
                  {who}، {when}
                </span>
              </li>
            ))}
          </ol>
        </Card>
        {threads.map((thread) => (
          <ThreadCard key={thread.id} thread={thread} act={answer} hidden={{ shipment: line.code }} />
        ))}
        {notes && <Notes act={act} code={line.code} view={notes} />}
        {proof && <Proof code={line.code} view={proof} />}
      </div>
    </DeskShell>
  )
}

type EndProps = DeskShipmentView['ends'][number] & { place: string | null; view: DeskShipmentView; act: FormAction }

function EndCard({ end, title, masked, place, view: { line, mayReveal }, act }: EndProps) {
  return (
    <Card title={title}>
      <p>{place}</p>
      <p className="text-muted">{masked ?? 'نشانی‌ای نیست: یا پاک شده است، یا باز نمی‌شود.'}</p>
      {mayReveal && masked && (
        <ActionForm
          name={`reveal-${end}`}
          action={act}
          initial={emptyForm}
          hidden={{ shipment: line.code, do: 'reveal', end }}
        >
          <RevealedContact />
          <SubmitButton variant="quiet">نشان دادن کامل (ثبت می‌شود)</SubmitButton>
        </ActionForm>
      )}
    </Card>
  )
}

type ChoiceProps = {
  act: FormAction
  hidden: Record<string, string>
  backHref: string
  /** What the button does. */
  deed: string
  field: string
  label: string
  options: Options
  button: { text: string; variant: 'secondary' | 'quiet' | 'danger' }
}

const groups = (options: Options) => [{ label: null, options }]

/** An act that takes one choice; nothing where there is none to make. */
function ChoiceForm({ act, hidden, backHref, deed, field, label, options, button }: ChoiceProps) {
  if (options.length === 0) return null
  return (
    <ActionForm name={deed} action={act} initial={emptyForm} hidden={hidden}>
      <DoneNote href={backHref} />
      <Select name={field} label={label} placeholder="انتخاب کنید" groups={groups(options)} />
      <SubmitButton variant={button.variant} name="do" value={deed}>
        {button.text}
      </SubmitButton>
    </ActionForm>
  )
}

function Acts({ view, act }: { view: DeskShipmentView; act: FormAction }) {
  const { line, tapId, moves, failures, givingUp, couriers, overrides, promise } = view
  const backHref = `/desk/shipments/${line.code}`
  const shared = { act, backHref, hidden: { shipment: line.code, tap: tapId } }
  if (moves.length + failures.length + givingUp.length + couriers.length === 0 && !promise) return null
  return (
    <Card title="گام بعدی">
      <div className="space-y-8">
        <ChoiceForm
          {...shared}
          deed="assign"
          field="courier"
          label="مأمور پیک"
          options={couriers}
          button={{ text: 'سپردن', variant: 'secondary' }}
        />
        {moves.length > 0 && (
          <ActionForm name="move" action={act} initial={emptyForm} hidden={shared.hidden}>
            <DoneNote href={backHref} />
            {moves.some(({ asksCode }) => asksCode) && (
              <>
                <TextInput name="handover" label="کد تحویل" optional dir="ltr" numeric maxLength={8} />
                <Select
                  name="override"
                  label="دلیل ادامه بدون کد"
                  optional
                  placeholder="با کد ادامه می‌دهم"
                  groups={groups(overrides)}
                />
              </>
            )}
            {moves.map(({ status, label }) => (
              <SubmitButton key={status} variant="secondary" name="do" value={status}>
                {label}
              </SubmitButton>
            ))}
          </ActionForm>
        )}
        <ChoiceForm
          {...shared}
          deed="fail"
          field="failure"
          label="چرا تحویل نشد"
          options={failures}
          button={{ text: 'ثبت تحویل ناموفق', variant: 'quiet' }}
        />
        {promise && <PromiseForm act={act} hidden={shared.hidden} choices={promise} />}
        <ChoiceForm
          {...shared}
          deed="cancel"
          field="giving_up"
          label="چرا انصراف می‌دهید"
          options={givingUp}
          button={{ text: 'انصراف از این مرسوله', variant: 'danger' }}
        />
      </div>
    </Card>
  )
}
