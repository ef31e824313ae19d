import 'server-only'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { waitForOutcome } from '#lib/addon/messages/index.ts'
import {
  maxReplyLength,
  offerByHand,
  parseSettings,
  renewSubscription,
  replyByHand,
  saveSettings,
  setOn,
} from '#lib/assistant/index.ts'
import { replyFaults, settingsFaults } from '#lib/fa/assistant-texts.ts'
import { tooManyCharacters } from '#lib/fa/faults.ts'
import { emptyForm, type FormState } from '#lib/kernel/form.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { OwnerActionHere } from '../seat/action.ts'

/** How long a tap waits for Divar's answer; the send goes on after it. */
const maxWaitMs = 5000

const pageOf = ({ assistant }: OwnerActionHere) => `/assistant/${assistant.id}`

/** On or off, as a whole or for one post. */
export async function switchStep(here: OwnerActionHere): Promise<FormState> {
  const { app, assistant, divarUserIds, fields } = here
  const isOn = fields.on === '1'
  const post = fields.post ? { postToken: fields.post.slice(0, 32) } : {}
  const done = await setOn(app.assistant, { divarUserIds }, { id: assistant.id, isOn, ...post })
  if (done === 'done' && isOn && !fields.post) await renewSubscription(app.keeper, assistant.id)
  redirect(pageOf(here))
}

export async function settingsStep(here: OwnerActionHere): Promise<FormState> {
  const { app, assistant, divarUserIds, fields } = here
  const parsed = parseSettings(fields)
  if (!parsed.ok) return here.again(settingsFaults(parsed.faults))
  await saveSettings(app.assistant, { divarUserIds }, assistant.id, parsed.settings)
  redirect(`${pageOf(here)}?saved=1`)
}

/** A word of the seller's own, or the shipping offer, in one conversation. */
export async function replyStep(here: OwnerActionHere): Promise<FormState> {
  const { app, assistant, divarUserIds, fields } = here
  const conversationId = (fields.conversationId ?? '').slice(0, 64)
  const where = { id: assistant.id, conversationId }
  const isOffer = fields.what === 'offer'
  // Each conversation has a box of its own on the page.
  const box = `reply-${conversationId}`
  const replied = isOffer
    ? await offerByHand(app.assistant, { divarUserIds }, where)
    : await replyByHand(
        app.assistant,
        { divarUserIds },
        { ...where, text: fields[box] ?? '', form: fields.form || newId() },
      )
  if (replied.kind === 'too_long') return here.again({ [box]: tooManyCharacters(replied.characters, maxReplyLength) })
  if (replied.kind === 'empty') return here.again({ [box]: replyFaults.empty })
  if (replied.kind !== 'queued') return here.again({}, replyFaults[replied.kind])
  const message = await waitForOutcome(app.messages, replied.messageId, maxWaitMs)
  revalidatePath(pageOf(here))
  const state = message?.state ?? 'queued'
  // What was not taken stays in the box; what left, or may have, does not.
  if (state === 'refused' || state === 'unannounced') return here.again({}, outcomes.refused)
  if (state === 'sent') return emptyForm
  return { ...emptyForm, notice: outcomes[state === 'unconfirmed' ? 'unconfirmed' : 'queued'] }
}

const outcomes = {
  queued: 'در راه است؛ تا یک دقیقهٔ دیگر فرستاده می‌شود یا کنار گذاشته می‌شود.',
  unconfirmed: 'نمی‌دانیم رسید یا نه؛ پیش از تکرار، چت را ببینید.',
  refused: 'دیوار این پیام را نپذیرفت. نوشتهٔ شما همین‌جاست.',
} as const
