'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { shipmentAction } from '#lib/web/seat/action.ts'
import { amendStep, correctParcelStep } from '#lib/web/steps/amend.ts'
import { acceptStep, proposeInsteadStep, rejectStep } from '#lib/web/steps/answer.ts'
import { announceStep, settleStep } from '#lib/web/steps/book.ts'
import { answerAddressStep } from '#lib/web/steps/draft.ts'
import { noticesStep } from '#lib/web/steps/notices.ts'
import { proofStep } from '#lib/web/steps/proof.ts'
import { cancelStep, reportStep, writeOnStep } from '#lib/web/steps/shipment.ts'

/** What begins something that the chat is told of, and what answers something that goes on. */
const sends = (action: string) => ({ action, sends: true, onFault: 'page' }) as const
const tap = (action: string) => ({ action, onFault: 'page' }) as const
const form = (action: string) => ({ action, onFault: 'stay' }) as const

export async function saveOwnAddress(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('save_own_address'), answerAddressStep)
}

export async function correctParcel(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('correct_parcel'), correctParcelStep)
}

/** The proposal goes back to its proposer with the corrected parcel. */
export async function amend(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, tap('amend'), amendStep)
}

export async function accept(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, tap('accept'), acceptStep)
}

export async function proposeOwn(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, tap('propose_own'), proposeInsteadStep)
}

export async function reject(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('reject'), rejectStep)
}

export async function cancel(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('cancel'), cancelStep)
}

export async function report(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('report'), reportStep)
}

export async function writeOn(
  seatId: string,
  code: string,
  thread: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, form('write_on'), async (here) => await writeOnStep(here, thread))
}

/** Tells the chat what it has not heard. */
export async function announceNow(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code: data.get('trackingCode') }, data, sends('announce'), announceStep)
}

/** Has the steps of the shipment told in the chatbot, or no longer. */
export async function turnNotices(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, tap('turn_notices'), noticesStep)
}

/** What the user says became of an unconfirmed message. */
export async function settleMessage(
  seatId: string,
  code: string,
  messageId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return await shipmentAction(
    { seatId, code },
    data,
    sends('settle_message'),
    async (here) => await settleStep(here, messageId),
  )
}

/** Has the proof of delivery shown in the chat, or says what became of it. */
export async function tapProof(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await shipmentAction({ seatId, code }, data, sends('tap_proof'), proofStep)
}
