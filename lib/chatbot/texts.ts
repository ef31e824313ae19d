import type { ParcelSize, ShipmentState } from '#lib/shipping/index.ts'
import type { Courtesy } from './courtesy.ts'
import type { BotShipment, Price } from './ports.ts'
import type { OtherContent } from './turn.ts'
import type { Outcome, Player } from './xo/rules.ts'

/** Where Divar can start the chatbot from. Contract §9. */
export const touchPoints = ['MY_POST', 'MY_DIVAR', 'DIVAR_PRO', 'CHAT', 'DEMAND_POST'] as const

export type TouchPoint = (typeof touchPoints)[number]

/**
 * Every sentence of the chatbot, by skill; written in `lib/fa/chatbot-texts.ts`. Captions have 49 characters at most. No
 * function is given anything that a person typed in the chatbot, nor a name, an address or a phone.
 */
export type ChatbotTexts = {
  /** The feedback to a tap whose answer is a message. */
  done: string
  /** Their user had everything erased while the turn was being answered. */
  forgotten: string
  captions: { menu: string; cancel: string }
  /** Before a question that is asked once more: after a courtesy, or after what was no answer. */
  again: Record<Exclude<Courtesy, 'nod'> | 'unclear', string>
  start: { greeting(touchPoint: TouchPoint | null): string }
  menu: { choose: string; greeted: string; cancelled: string; thanked: string }
  shipments: {
    caption: string
    linkFirst: string
    link: string
    none: string
    list(shipments: readonly BotShipment[], now: Date): string
  }
  track: {
    caption: string
    ask: string
    /** `city` is where it goes, by Divar's name. */
    status(shipment: { trackingCode: string; state: ShipmentState; city: string | null }): string
    notFound: string
    stopped(waitSeconds: number): string
  }
  price: {
    caption: string
    sizes: Record<ParcelSize, string>
    /** Cities by their names; null: still to be asked for. */
    askCities(way: { from: string | null; to: string | null }): string
    askSize(way: { from: string; to: string }): string
    offers(way: { from: string; to: string; size: ParcelSize }, price: Price): string
    nobody(way: { from: string; to: string; size: ParcelSize }): string
    nothingOffered: string
  }
  help: { caption: string; text: string }
  support: {
    caption: string
    ask(maxLength: number): string
    /** The first part was taken, and more may follow. */
    sent: string
    added: string
    /** While more may follow. */
    more: string
    /** No more is waited for, and what was taken goes its way. */
    closed: string
    empty: string
    /** A part that does not fit any more beside those before it. */
    noRoom(length: number, room: number): string
    tooLong(length: number, maxLength: number): string
    stopped(waitSeconds: number): string
    /** The button of an answer, and what is asked after its tap. */
    writeOn: string
    askOn: string
    /** It was written in the thread. */
    written: string
    /** Why it was not. */
    notWritten: Record<'closed' | 'too_many' | 'not_found' | 'no_words', string>
  }
  xo: {
    caption: string
    /** Of a cell from 0 to 8. */
    cell(cell: number, owner: Player | null): string
    begun(startedBy: Player): string
    yourTurn: string
    ended: Record<Exclude<Outcome, null>, string>
    taken: string
    stale: string
    overtaken: string
  }
  other: {
    /** The message was understood by no skill; `near`: there are suggestions. */
    unknown(near: boolean): string
    unknownTap: string
    notText(content: OtherContent): string
    /** The same without what to do instead. */
    cannot(content: OtherContent): string
  }
}
