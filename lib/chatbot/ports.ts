import type { NamedSlug } from '#lib/divar/index.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { ParcelSize, Service, ShipmentState } from '#lib/shipping/index.ts'
import type { Piece } from './collect.ts'
import type { ChatbotTexts } from './texts.ts'
import type { XoStore } from './xo/ports.ts'

/** A shipment as its own side may read it in the chatbot: never a name, an address or a phone. */
export type BotShipment = {
  trackingCode: string
  itemTitle: string | null
  state: ShipmentState
  updatedAt: Date
  role: 'sender' | 'receiver'
}

/** What each service that goes there asks, in whole tomans, whatever a parcel of the size weighs and however fragile. */
export type Price = {
  offers: { service: Service; min: number; max: number; deliveryTime: string }[]
  /** The prices are of the sample tariff. */
  sample: boolean
}

/**
 * What the chatbot waits for: `word` names the skill that hears the next message first, and what it knows so far, as
 * slugs between dots (`support`, `price.tehran..small`). At most 160 characters, never a text that somebody typed.
 */
export type Topic = { word: string; expiresAt: Date }

/** `at` is when it arrived. `opens`: it says what somebody wants; a greeting alone waits for that. */
export type SupportSaid = { piece: Piece; at: Date; opens: boolean }

export type SupportKept =
  /** `until`: what arrives before that belongs to the same request. */
  | { kind: 'begun' | 'added'; until: Date }
  /** Kept, and nobody told of it until a wish comes. */
  | { kind: 'waiting' }
  /** Not kept; `room` is how long it might have been. */
  | { kind: 'too_long'; room: number }
  /** Not kept: the conversation has asked too much. */
  | { kind: 'stopped'; waitSeconds: number }

export type WrittenOn =
  | { kind: 'written' | 'empty' | 'no_words' | 'closed' | 'too_many' | 'not_found' }
  | { kind: 'too_long'; characters: number; most: number }

export type ChatbotDeps = {
  texts: ChatbotTexts
  clock: Clock
  random: RandomBytes
  /** The Divar user to whom a proved consent linked this chatbot conversation; null: nobody. */
  linkedUser(conversationId: string): Promise<string | null>
  /** Shipments of the conversations in which this user proved to be a side, newest first. */
  shipmentsOf(divarUserId: string, limit: number): Promise<BotShipment[]>
  /** State, and the city it goes to by its name. Null: there is none. */
  shipmentByCode(trackingCode: string): Promise<{ state: ShipmentState; city: string | null } | null>
  /** The code as it is stored; null: not one of Peyk's. */
  parseTrackingCode(text: string): string | null
  /** Between two cities, by slugs. Null: nobody carries that; `nothing_offered`: nor anything else now. */
  price(way: { from: string; to: string; size: ParcelSize }): Price | 'nothing_offered' | null
  cities(): Promise<NamedSlug[]>
  /** Counts one look-up: null = may, else the seconds to wait. */
  trackLimit(conversationId: string): Promise<number | null>
  /**
   * Seals a piece of a request and hands it to the business, all or nothing: with those of the two minutes before, or as
   * the first of a new one, which is counted. The same piece again changes nothing.
   */
  askSupport(conversationId: string, said: SupportSaid): Promise<SupportKept>
  /** Seals what somebody writes after an answer and hands it to the business, all or nothing, once for each message. */
  writeOn(conversationId: string, said: { threadId: string; messageId: string; text: string }): Promise<WrittenOn>
  games: XoStore
  talk: {
    get(conversationId: string): Promise<Topic | null>
    set(conversationId: string, topic: Topic | null): Promise<void>
  }
}
