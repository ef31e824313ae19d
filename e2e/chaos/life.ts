import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { parse } from 'node-html-parser'
import { latin } from '../support/digits.ts'
import type { Front } from '../support/front.ts'
import { eventually } from '../support/patience.ts'
import { codeIn, enterDivar, isAccepted, type Person } from '../support/people.ts'
import type { Drawn } from '../support/plain-forms.ts'
import { bookByForms, completeByForms } from '../support/plain-walk.ts'
import { acknowledged, enter, type Place, prove, report } from './acts.ts'
import { mustBeTold } from './said.ts'

/**
 * One shipment from the buyer's first screen to its delivery. Each step is taken until it is acknowledged, and then its
 * message is waited for, as people do it: by the chat, and by what the page asks of them.
 */
export async function live(place: Place, conversationId: string): Promise<void> {
  const { said, front, desk } = place
  const [buyer, seller] = await Promise.all(
    (['DEMAND', 'SUPPLY'] as const).map((side) => enterDivar(front.simulator, conversationId, side)),
  )
  if (!buyer || !seller) return
  try {
    const code = await eventually(`the booking in ${conversationId}`, async () => await book(place, buyer))
    said.bookings.add(`${conversationId} ${code}`)
    await told(place, buyer, code, 'proposal')
    await eventually(`the acceptance of ${code}`, async () => await accept(place, seller, code))
    said.acceptances.add(code)
    await told(place, buyer, code, 'answer')
    await eventually(`the courier of ${code}`, async () => await desk.send(code))
    said.sent.add(code)
    await report(place, buyer, code)
    const handover = await eventually(`the code of ${code}`, async () => await pickupCode(place, seller, code))
    const tap = { id: randomUUID(), shipment: code, deed: 'picked_up', code: handover } as const
    await acknowledged(`the tap of ${code}`, async () => await desk.tap(0, tap))
    said.taps.add(code)
    await told(place, buyer, code, 'pickup')
    const step = { trackingCode: code, status: 'delivered', webhookId: randomUUID() } as const
    const occurredAt = new Date().toISOString()
    await acknowledged(
      `the end of ${code}`,
      async () => await front.simulator.control.carrierStep({ ...step, occurredAt }),
    )
    said.steps.add(`${code} delivered`)
    await told(place, buyer, code, 'end')
    await prove(place, code)
  } finally {
    await Promise.all([buyer, seller].map(({ cookies }) => cookies.dispose()))
  }
}

/** The code on the page of the shipment: of a booking that was acknowledged, at this try or at one that had no answer. */
async function book(place: Place, buyer: Person): Promise<string> {
  const first = await enter(place, buyer)
  const seat = /^.*\/s\/[\w-]+/.exec(first.url)?.[0]
  if (!seat) throw new Error(`the launch led to ${first.url}`)
  const drawn = codeIn(first) ? first : await goOn(buyer, seat)
  const code = codeIn(drawn)
  if (!code) throw new Error(`the booking led to ${drawn.url}`)
  return code
}

/** From the furthest page that shows itself: what was typed is kept, and so is the permission. */
async function goOn({ forms }: Person, seat: string): Promise<Drawn> {
  for (const from of ['preview', 'review', 'address'] as const) {
    const drawn = await forms.open(`${seat}/${from}`)
    if (!drawn.url.endsWith(`/${from}`)) continue
    return await bookByForms(forms, drawn, { from, to: 'result' })
  }
  return await bookByForms(forms, await forms.open(seat), { to: 'result' })
}

async function accept(place: Place, seller: Person, code: string): Promise<void> {
  const proposal = await enter(place, seller, code)
  if (isAccepted(proposal)) return
  const accepted = await completeByForms(seller.forms, proposal)
  if (!isAccepted(accepted)) throw new Error(`the acceptance led to ${accepted.url}`)
}

/** What the seller says to the courier. */
async function pickupCode(place: Place, seller: Person, code: string): Promise<string> {
  const { html, url } = await enter(place, seller, code)
  const cards = parse(html).querySelectorAll('section')
  const card = cards.find((section) => section.querySelector('h2')?.textContent === 'کد دادن کالا به مأمور پیک')
  const said = card?.querySelector('bdi')?.textContent
  if (!said) throw new Error(`no code on ${url}`)
  return latin(said)
}

/** Waits until the chat has it. Where Peyk asks, its user looks into the chat and answers. */
async function told(place: Place, buyer: Person, code: string, kind: string): Promise<void> {
  const { front, said } = place
  const { conversationId } = buyer
  mustBeTold(said, conversationId, kind)
  const wanted = [...said.messages].filter((key) => key.startsWith(`${conversationId} `)).length
  const isThere = () => writtenBy(front, conversationId).length >= wanted
  await eventually(`the message "${kind}" in ${conversationId}`, async () => {
    await answerWhatIsAsked(place, buyer, code, isThere)
    if (!isThere()) throw new Error('not in the chat')
  })
}

/** The page asks about the message of the present state alone, and everything before it is in the chat. */
async function answerWhatIsAsked(place: Place, buyer: Person, code: string, isThere: () => boolean): Promise<void> {
  // What is under way may be there a moment later, and then the page asks nothing.
  await wait(300)
  if (isThere()) return
  const page = await enter(place, buyer, code)
  if (!page.html.includes(askedWords)) return
  await buyer.forms.submit(page, isThere() ? 'در چت هست' : 'دوباره بفرست', {})
}

const askedWords = 'تا نگویید، دوباره فرستاده نمی‌شود'

/** What Peyk wrote in a chat. */
export const writtenBy = ({ simulator }: Front, conversationId: string): string[] =>
  simulator.control.messages(conversationId).flatMap(({ byApp, text }) => (byApp ? [text] : []))
