'use server'

import type { FormState } from '#lib/kernel/form.ts'
import { seatAction } from '#lib/web/seat/action.ts'
import { bookStep, type Shown } from '#lib/web/steps/book.ts'

const sends = (action: string) => ({ action, sends: true, onFault: 'page' }) as const

/** Books what the preview showed and has it sent. */
export async function bookAndSend(seatId: string, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, sends('book_and_send'), async (here) => {
    const { trackingCode = '', fingerprint = '' } = here.fields
    return await bookStep(here, { trackingCode, fingerprint }, true)
  })
}

/** Books without telling the chat. */
export async function bookSilently(seatId: string, shown: Shown, _: FormState, data: FormData): Promise<FormState> {
  return await seatAction(seatId, data, sends('book_silently'), async (here) => await bookStep(here, shown, false))
}
