import { ActionForm, type FormAction } from '#components/ui/action-form.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { emptyForm } from '#lib/kernel/form.ts'

export type DeskNotes = {
  tapId: string
  maxLength: number
  notes: { id: string; who: string; when: string; text: string }[]
}

type NotesProps = { act: FormAction; code: string; view: DeskNotes }

/** What the staff note for one another. Field: `note`. */
export function Notes({ act, code, view: { tapId, maxLength, notes } }: NotesProps) {
  return (
    <Card title="یادداشت همکاران">
      <ol className="mb-4 space-y-2">
        {notes.map(({ id, who, when, text }) => (
          <li key={id} className="rounded-xl bg-sunken p-3">
            <span className="block text-xs text-muted">
              {who}، {when}
            </span>
            <bdi className="whitespace-pre-line break-words">{text}</bdi>
          </li>
        ))}
      </ol>
      <ActionForm name="note" action={act} initial={emptyForm} hidden={{ shipment: code, tap: tapId, do: 'note' }}>
        <Textarea
          name="note"
          label="یادداشت تازه"
          hint="فقط همکاران می‌بینند و با مرسوله پاک می‌شود."
          maxLength={maxLength}
        />
        <SubmitButton variant="quiet">ثبت یادداشت</SubmitButton>
      </ActionForm>
    </Card>
  )
}

export type DeskProof = { state: string; mayOpen: boolean }

/** The picture of the delivery: a post of a form of its own, since to see it is an act. */
export function Proof({ code, view: { state, mayOpen } }: { code: string; view: DeskProof }) {
  return (
    <Card title="عکس تحویل">
      <p className="text-muted">{state}</p>
      {mayOpen && (
        <form method="post" action={`/desk/shipments/${code}/proof`}>
          <button type="submit" className={buttonClass('quiet')}>
            دیدن عکس (ثبت می‌شود)
          </button>
        </form>
      )}
    </Card>
  )
}
