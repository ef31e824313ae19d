import 'server-only'
import type { ChatMessage } from '#lib/addon/messages/index.ts'
import { formatDateTime, formatStamp } from '#lib/fa/date.ts'
import { sideLabels } from '#lib/fa/labels.ts'
import {
  awaitedText,
  laterText,
  messageKindLabels,
  messageStateLabels,
  stepsToCome,
  stepText,
} from '#lib/fa/timeline-texts.ts'
import type { Side } from '#lib/kernel/side.ts'
import type { MessageKind } from '#lib/peyk.ts'
import { type Courier, keptUntil, type Shipment, type ShipmentStep, type ShipmentView } from '#lib/shipping/index.ts'
import type { SeatVisit } from '../seat/visit.ts'
import { captionsOf } from '../shipment/button-captions.ts'
import { shownState } from '../shipment/messages.ts'
import { contactRows, placeText } from './display.ts'

export const placeOf = (side: Side, shipment: Pick<Shipment, 'pickup' | 'dropoff'>) =>
  side === 'SUPPLY' ? shipment.pickup : shipment.dropoff

const astray: readonly ShipmentStep['event'][] = ['reject', 'cancel', 'give_up', 'expire', 'lapse', 'fail', 'return']

type Awaited = { business: string | null; courier: Courier | null; now: Date }

/** What happened, in order, and what is still to come; the last thing that happened is where it stands. */
export function timelineOf(shipment: Shipment, steps: ShipmentStep[], side: Side, awaited: Awaited) {
  const taken = steps.map((step, i) => ({
    text: stepText(step, side, step.event === 'pick_up' && steps.slice(0, i).some((one) => one.event === 'pick_up')),
    detail: formatStamp(step.at, awaited.now),
    at: i === steps.length - 1 ? ('now' as const) : ('past' as const),
    astray: astray.includes(step.event),
  }))
  const coming = stepsToCome(shipment.state, side, shipment.proposerSide)
  const next = awaitedText({ ...shipment, side, ...awaited })
  return [
    ...taken,
    ...coming.map(({ event, text }, i) => ({
      text,
      detail: i === 0 ? next : laterText(event, { ...shipment, now: awaited.now }),
      at: i === 0 ? ('awaited' as const) : ('future' as const),
      astray: false,
    })),
  ]
}

/** This side's own address: in full, hidden from a seat that may not see it, or gone. Null: it has not been asked yet. */
export async function ownAddressOf({ app, seat, base, hasGrant }: SeatVisit, view: ShipmentView, mayAct: boolean) {
  const { shipment, ownContact, hasOwnAddress, isUnreadable } = view
  const place = placeOf(seat.side, shipment)
  const shown = await placeText(app.places, place)
  if (ownContact) {
    return { kind: 'shown' as const, place: shown, rows: await contactRows(app.places, ownContact, place) }
  }
  if (isUnreadable) return { kind: 'unreadable' as const, place: shown }
  if (hasOwnAddress) {
    const permissionHref = !mayAct || (await hasGrant()) ? null : `${base}/permission?shipment=${shipment.trackingCode}`
    return { kind: 'hidden' as const, place: shown, permissionHref }
  }
  const wasAsked = view.role === 'proposer' || view.steps.some(({ event }) => event === 'accept')
  if (!wasAsked) return null
  const until = view.role === 'proposer' ? await keptUntil(app.shipping.store, shipment.id, app.clock()) : null
  return { kind: 'erased' as const, keptUntil: until && formatDateTime(until) }
}

const nameOf = (sender: Side, side: Side) => (sender === side ? 'شما' : sideLabels[sender])

/** Each message with how it fared, and the last one that may stand in the chat as it stands there. */
export function chatOf(messages: ChatMessage<MessageKind>[], side: Side) {
  const last = messages.filter((message) => shownState(message) !== 'unannounced').at(-1)
  const newest = messages.at(-1)
  return {
    fact: newest ? messageFact(newest) : null,
    rows: messages.map(({ id, kind, state, sentAt, senderSide }) => ({
      id,
      text: messageKindLabels[kind],
      state: messageStateLabels[state],
      detail: sentAt ? `به نام ${nameOf(senderSide, side)}، ${formatDateTime(sentAt)}` : null,
    })),
    bubble: last
      ? {
          text: last.text,
          caption: captionOf(last, nameOf(last.senderSide, side)),
          buttons: last.state === 'refused' ? [] : captionsOf(ownButtons(last, side)),
        }
      : null,
  }
}

/** Short, for what is closed: a message that fares ill is spoken of where it needs somebody. */
function messageFact(message: ChatMessage<MessageKind>): string {
  const state = shownState(message)
  if (state === 'sent') return 'پیام در چت نوشته شد'
  return state === 'sending' ? 'پیام در راه است' : messageStateLabels[message.state]
}

const ownButtons = (message: ChatMessage<MessageKind>, side: Side) =>
  message.senderSide === side ? message.senderButtons : message.receiverButtons

/** True of the message however its state goes on from here. */
function captionOf(message: ChatMessage<MessageKind>, name: string): string {
  const state = shownState(message)
  if (state === 'refused') return 'این پیام در چت نوشته نشد'
  return state === 'sent' ? `به نام ${name}، در همین چت` : `متن پیام، به نام ${name}`
}
