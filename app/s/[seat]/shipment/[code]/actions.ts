'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { seatAction } from '#lib/web/action.ts'
import { acceptStep, proposeInsteadStep, rejectStep } from '#lib/web/steps/answer.ts'
import { announceStep, settleStep } from '#lib/web/steps/book.ts'
import { answerAddressStep } from '#lib/web/steps/draft.ts'
import { noticesStep } from '#lib/web/steps/notices.ts'
import { proofStep } from '#lib/web/steps/proof.ts'
import { cancelStep, reportStep } from '#lib/web/steps/shipment.ts'

/** What begins something that the chat is told of, and what answers something that goes on. */
const sends = (action: string) => ({ action, sends: true, onFault: 'page' }) as const
const tap = (action: string) => ({ action, onFault: 'page' }) as const
const form = (action: string) => ({ action, onFault: 'stay' }) as const

export async function saveOwnAddress(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(
    seatId,
    data,
    { action: 'save_own_address', onFault: 'stay' },
    async (here) => await answerAddressStep(here, code),
  )
}

export async function accept(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, tap('accept'), async (here) => await acceptStep(here, code))
}

export async function proposeOwn(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, tap('propose_own'), async (here) => await proposeInsteadStep(here, code))
}

export async function reject(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, form('reject'), async (here) => await rejectStep(here, code))
}

export async function cancel(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, form('cancel'), async (here) => await cancelStep(here, code))
}

export async function report(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(
    seatId,
    data,
    { action: 'report', onFault: 'stay' },
    async (here) => await reportStep(here, code),
  )
}

/** Tells the chat what it has not heard. */
export async function announceNow(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, sends('announce'), announceStep)
}

/** Has the steps of the shipment told in the chatbot, or no longer. */
export async function turnNotices(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  const how = { action: 'turn_notices', onFault: 'page' } as const
  return await seatAction(seatId, data, how, async (here) => await noticesStep(here, code))
}

/** What the user says became of an unconfirmed message. */
export async function settleMessage(
  seatId: string,
  code: string,
  messageId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return await seatAction(
    seatId,
    data,
    sends('settle_message'),
    async (here) => await settleStep(here, code, messageId),
  )
}

/** Has the proof of delivery shown in the chat, or says what became of it. */
export async function tapProof(seatId: string, code: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, sends('tap_proof'), async (here) => await proofStep(here, code))
}
