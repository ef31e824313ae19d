import 'server-only'
import { redirect } from 'next/navigation'
import { faultSentences } from '#lib/fa/faults.ts'
import type { FormState } from '#lib/kernel/form.ts'
import { parseDeclaredValue, saveDraft } from '#lib/shipping/index.ts'
import type { ActionHere } from '../seat/action.ts'

/** What the thing of a booking is worth: kept in the draft, and shown with what becomes of a loss. */
export async function valueStep(here: ActionHere): Promise<FormState> {
  const { app, actor, fields, base } = here
  const value = parseDeclaredValue(fields)
  if (!value.ok) return here.again(faultSentences(value.faults))
  if (!(await saveDraft(app.shipping, actor, { choices: value.value }))) redirect('/problem/session_ended')
  redirect(`${base}/review`)
}
