import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { Desk } from '../crowd/desk.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import { launchLink, type Person } from '../support/people.ts'
import type { Drawn } from '../support/plain-forms.ts'
import type { Said } from './said.ts'

export type Place = { front: Front; said: Said; desk: Desk }

/** A launch, and its link until somebody answers. Where it was spent by an answer that never came, the page says so. */
export async function enter({ front, said }: Place, person: Person, shipment?: string): Promise<Drawn> {
  const link = await launchLink(front.simulator, person, shipment)
  const drawn = await eventually(`the link ${link}`, async () => await person.forms.open(link))
  said.launches.add(link)
  if (!drawn.url.endsWith('/problem/link_invalid')) said.known.push(link)
  return drawn
}

/** The buyer tells the business of a problem, and it answers in the thread. */
export async function report(place: Place, buyer: Person, code: string): Promise<void> {
  const { front, said } = place
  const { control } = front.simulator
  await eventually(`the report of ${code}`, async () => {
    const shown = await enter(place, buyer, code)
    if (hasReport(shown)) return
    const form = await buyer.forms.follow(shown, 'گزارش مشکل')
    const text = 'پیک هنوز نیامده است.'
    const drawn = await buyer.forms.submit(form, 'فرستادن به شرکت پیک', { text })
    if (!hasReport(drawn)) throw new Error(`the report led to ${drawn.url}`)
  })
  said.reports.add(code)
  const threadId = await eventually(`the carrier's news of the report of ${code}`, async () => {
    const order = control.carrierOrders({ trackingCode: code }).find(({ type }) => type === 'problem.reported')
    if (!order) throw new Error('not there')
    return String(order.data.threadId)
  })
  const reply = { threadId, text: 'تا یک ساعت دیگر می‌رسد.', webhookId: randomUUID() }
  await acknowledged(`the answer in ${threadId}`, async () => await control.carrierReply(reply))
  said.replies.add(threadId)
}

const hasReport = ({ html }: Drawn): boolean => html.includes('id="problems"')

/** A picture of what was delivered. */
export async function prove({ front, said }: Place, code: string): Promise<void> {
  const proof = { trackingCode: code, picture: await picture, webhookId: randomUUID() }
  await acknowledged(`the proof of ${code}`, async () => await front.simulator.control.carrierProof(proof))
  said.proofs.add(code)
}

const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#336699' } })
  .jpeg()
  .toBuffer()

/** The same call of the carrier until it is answered with 200. */
export async function acknowledged(
  what: string,
  call: () => Promise<{ status: number | null; body: unknown }>,
): Promise<void> {
  await eventually(what, async () => {
    const { status, body } = await call()
    if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  })
}
