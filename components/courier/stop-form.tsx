'use client'

import { type FormEvent, useActionState, useContext, useState } from 'react'
import type { FormAction } from '#components/ui/action-form.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { FormContext, RenewedContext } from '#components/ui/form-context.ts'
import { Select } from '#components/ui/select.tsx'
import { shrinkPicture } from '#components/ui/shrink-picture.ts'
import { TextInput } from '#components/ui/text-input.tsx'
import { tapTexts } from '#lib/fa/stop-texts.ts'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { PictureInput } from './picture-input.tsx'
import type { WaitingTap } from './tap-queue.ts'
import { newTapId, tapsOf } from './taps.ts'

export type StopOptions = { value: string; label: string }[]

type StopFormProps = {
  owner: string
  stop: string
  shipment: string
  deed: string
  isMain: boolean
  tapId: string
  label: string
  reasons: StopOptions
  /** Whether the scripts run: then a tap is kept on the phone first. */
  isReady: boolean
  /** The tap in whose place this one comes. */
  refused: WaitingTap | null
  act: FormAction
}

const takesCode = (deed: string) => deed === 'picked_up' || deed === 'delivered'

/** Fields: `do`, `shipment`, `stop`, `tap`, and by the stop, so that each has a label of its own, `code-…`, `reason-…`. */
export function StopForm(props: StopFormProps) {
  const { owner, stop, shipment, deed, isMain, tapId, label, reasons, isReady, refused, act } = props
  const [codeField, reasonField] = [`code-${stop}`, `reason-${stop}`]
  const renewed = useContext(RenewedContext)
  const name = `${deed}-${stop}`
  const begun = renewed?.form === name ? { ...emptyForm, values: renewed.typed, notice: renewed.notice } : emptyForm
  const [served, servedAction] = useActionState(act, begun)
  const [own, setOwn] = useState<FormState | null>(refused && typedBefore(refused, codeField, reasonField))
  const [isKeeping, setKeeping] = useState(false)
  const state = own ?? served

  async function keep(form: HTMLFormElement) {
    const data = new FormData(form)
    const [code, reason] = [codeField, reasonField].map((field) => String(data.get(field) ?? '').trim())
    if (deed === 'failed' && !reason) {
      setOwn({ ...emptyForm, faults: { [reasonField]: tapTexts.no_reason } })
      return
    }
    const tap = {
      owner,
      at: Date.now(),
      shipment,
      picture: null,
      refused: null,
      reason: reason ?? '',
      code: code ?? '',
    }
    const file = data.get('picture')
    const picture = file instanceof File && file.size > 0 ? await shrinkPicture(file) : null
    await tapsOf(owner).add({ ...tap, id: newTapId(), deed }, refused)
    if (picture) await tapsOf(owner).add({ ...tap, id: newTapId(), deed: 'picture', code: '', picture }, null)
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isKeeping) return
    setKeeping(true)
    void keep(event.currentTarget).finally(() => setKeeping(false))
  }

  return (
    <form action={servedAction} onSubmit={submit} noValidate className="space-y-3">
      <FormContext value={{ state, pressed: [] }}>
        {state.notice && <ErrorSummary state={{ ...state, faults: {} }} />}
        <input type="hidden" name="$form" value={name} />
        <input type="hidden" name="do" value={deed} />
        <input type="hidden" name="shipment" value={shipment} />
        <input type="hidden" name="stop" value={stop} />
        <input type="hidden" name="tap" value={tapId} />
        {takesCode(deed) && (
          <TextInput
            name={codeField}
            label="کد تحویل"
            hint={deed === 'picked_up' ? 'چهار رقم؛ فروشنده آن را می‌داند' : 'چهار رقم؛ خریدار آن را می‌داند'}
            optional
            dir="ltr"
            numeric
            autoComplete="off"
            maxLength={8}
          />
        )}
        {deed === 'delivered' && isReady && <PictureInput id={`picture-${stop}`} isOptional />}
        {deed === 'failed' && (
          <Select
            name={reasonField}
            label="چرا تحویل نشد"
            placeholder="انتخاب کنید"
            groups={[{ label: null, options: reasons }]}
          />
        )}
        <Button type="submit" variant={isMain ? 'primary' : 'danger'} loading={isKeeping}>
          {label}
        </Button>
      </FormContext>
    </form>
  )
}

/** What was typed into the tap that was refused, and why that was. */
function typedBefore({ deed, code, reason, refused }: WaitingTap, codeField: string, reasonField: string): FormState {
  const field = takesCode(deed) ? codeField : reasonField
  return { ...emptyForm, values: { [codeField]: code, [reasonField]: reason }, faults: { [field]: refused ?? '' } }
}
