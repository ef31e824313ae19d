import { randomBytes } from 'node:crypto'
import { type Button, type ButtonData, checkMessage, type NamedSlug } from '#lib/divar/index.ts'
import { chatbotTexts } from '#lib/fa/chatbot-texts.ts'
import { addSeconds } from '#lib/kernel/clock.ts'
import { fixedClock } from '#lib/kernel/testing-clock.ts'
import {
  availableServices,
  type ParcelSize,
  type Place,
  parseTrackingCode,
  type ShipmentState,
  sampleTariff,
  weightBracketsOf,
} from '#lib/shipping/index.ts'
import {
  answerTurn,
  type BotInput,
  type BotReply,
  type ChatbotDeps,
  type Collected,
  collectSeconds,
  type Price,
  type Topic,
  withPiece,
} from './index.ts'
import type { BotShipment } from './ports.ts'
import type { Skill } from './skill.ts'
import type { XoGame, XoStore } from './xo/ports.ts'

/** A store of games in memory; `before` runs before each call, so that a test can say which comes first. */
export function memoryXoStore(before: (call: 'find' | 'insert' | 'save') => Promise<void> = async () => undefined) {
  const rows = new Map<string, XoGame>()
  const store: XoStore = {
    async find(conversationId) {
      await before('find')
      return rows.get(conversationId) ?? null
    },
    async insert(game) {
      await before('insert')
      if (rows.has(game.conversationId)) return false
      rows.set(game.conversationId, game)
      return true
    },
    async save(game, expectedVersion) {
      await before('save')
      if (rows.get(game.conversationId)?.version !== expectedVersion) return false
      rows.set(game.conversationId, game)
      return true
    },
  }
  return Object.assign(store, { rows })
}

/** The price of a size between two cities by the sample tariff: from its lightest bracket to its heaviest. */
export function samplePrice({ from, to, size }: { from: string; to: string; size: ParcelSize }): Price | null {
  const place = (city: string): Place => ({ city, district: null })
  const way = { tariff: sampleTariff, pickup: place(from), dropoff: place(to) }
  const quotes = weightBracketsOf(size).flatMap((weightGrams) =>
    availableServices({ ...way, parcel: { size, weightGrams, fragile: false, forbiddenAccepted: true } }),
  )
  const offers = sampleTariff.services.flatMap(({ service, deliveryTime }) => {
    const found = quotes.flatMap((one) => (one.ok && one.service === service ? [one] : []))
    if (found.length === 0) return []
    const min = Math.min(...found.map((one) => one.min))
    return [{ service, min, max: Math.max(...found.map((one) => one.max)), deliveryTime }]
  })
  return offers.length === 0 ? null : { offers, sample: sampleTariff.sample }
}

export const sampleCities: NamedSlug[] = [
  { slug: 'tehran', display: 'تهران' },
  { slug: 'shiraz', display: 'شیراز' },
  { slug: 'mashhad', display: 'مشهد' },
  { slug: 'qom', display: 'قم' },
  { slug: 'behshahr', display: 'بهشهر' },
  { slug: 'khorramabad', display: 'خرم‌آباد' },
  { slug: 'bandar-abbas', display: 'بندرعباس' },
  { slug: 'eslamabad-gharb', display: 'اسلام‌آباد غرب' },
  { slug: 'babol', display: 'بابل' },
  { slug: 'babolsar', display: 'بابلسر' },
  { slug: 'aran-bidgol', display: 'آران و بیدگل' },
]

type Request = { conversationId: string; text: string }

export const limits = { lookUps: 10, requests: 3, windowSeconds: 600 }

/** A chatbot over memory with the real texts, the sample tariff and a clock that stands, and somebody to talk to it. */
export function chatbotWorld({ games = memoryXoStore(), skills }: { games?: XoStore; skills?: readonly Skill[] } = {}) {
  const clock = fixedClock('2026-03-21T08:00:00Z')
  const links = new Map<string, string>()
  const shipments = new Map<string, BotShipment[]>()
  const byCode = new Map<string, { state: ShipmentState; city: string | null }>()
  const topics = new Map<string, Topic>()
  const counts = new Map<string, Date[]>()
  /** Every call of a port that reads or hands on something of somebody's, in order. */
  const calls: string[] = []
  const requests: Request[] = []
  const written: { conversationId: string; threadId: string; text: string }[] = []
  const asked = new Map<string, { collected: Collected; begunAt: Date | null; request: Request }>()

  function limited(what: string, conversationId: string, most: number): number | null {
    const key = `${what} ${conversationId}`
    const since = addSeconds(clock(), -limits.windowSeconds)
    const recent = (counts.get(key) ?? []).filter((when) => when > since)
    const [first] = recent
    if (first && recent.length >= most)
      return (addSeconds(first, limits.windowSeconds).getTime() - clock().getTime()) / 1000
    counts.set(key, [...recent, clock()])
    return null
  }

  const deps: ChatbotDeps = {
    texts: chatbotTexts,
    clock,
    random: randomBytes,
    async linkedUser(conversationId) {
      calls.push('linkedUser')
      return links.get(conversationId) ?? null
    },
    async shipmentsOf(divarUserId, limit) {
      calls.push('shipmentsOf')
      return (shipments.get(divarUserId) ?? []).slice(0, limit)
    },
    async shipmentByCode(trackingCode) {
      calls.push('shipmentByCode')
      return byCode.get(trackingCode) ?? null
    },
    parseTrackingCode,
    price: samplePrice,
    cities: async () => sampleCities,
    trackLimit: async (conversationId) => limited('track', conversationId, limits.lookUps),
    async askSupport(conversationId, { piece, at, opens }) {
      calls.push('askSupport')
      const last = asked.get(conversationId)
      const until = (since: Date) => addSeconds(since, collectSeconds)
      const open = last && (last.begunAt === null || at < until(last.begunAt)) ? last : null
      if (!open?.begunAt && opens) {
        const waitSeconds = limited('support', conversationId, limits.requests)
        if (waitSeconds !== null) return { kind: 'stopped', waitSeconds }
      }
      const joined = withPiece(open?.collected ?? null, piece)
      if (!joined.ok) return { kind: 'too_long', room: joined.room }
      const begunAt = open?.begunAt ?? (opens ? at : null)
      const request = open?.request ?? { conversationId, text: '' }
      request.text = joined.collected.text
      asked.set(conversationId, { collected: joined.collected, begunAt, request })
      if (begunAt === null) return { kind: 'waiting' }
      if (open?.begunAt) return { kind: 'added', until: until(begunAt) }
      requests.push(request)
      return { kind: 'begun', until: until(begunAt) }
    },
    async writeOn(conversationId, { threadId, text }) {
      calls.push('writeOn')
      if (threadId === 'closed') return { kind: 'closed' }
      if (text.length > 500) return { kind: 'too_long', characters: text.length, most: 500 }
      written.push({ conversationId, threadId, text })
      return { kind: 'written' }
    },
    games,
    talk: {
      get: async (conversationId) => topics.get(conversationId) ?? null,
      async set(conversationId, topic) {
        if (topic) topics.set(conversationId, topic)
        else topics.delete(conversationId)
      },
    },
  }

  let turns = 0
  async function turn(input: BotInput, conversationId = 'bot-1'): Promise<BotReply> {
    turns += 1
    return await answerTurn(deps, { conversationId, at: clock(), id: `event-${turns}`, input }, skills)
  }

  return {
    deps,
    clock,
    links,
    shipments,
    byCode,
    topics,
    calls,
    requests,
    written,
    turn,
    say: async (text: string, conversationId?: string) => await turn({ kind: 'text', text }, conversationId),
    tap: async (data: ButtonData, conversationId?: string) => await turn({ kind: 'tap', data }, conversationId),
    send: async (content: Extract<BotInput, { kind: 'other' }>['content']) => await turn({ kind: 'other', content }),
  }
}

export const textOf = (reply: BotReply): string => reply.message?.text ?? ''

export const buttonsOf = (reply: BotReply): Button[] => reply.message?.buttons?.rows.flatMap((row) => row.buttons) ?? []

/** What a tap on the button with this caption brings back. Throws where there is none. */
export function dataOf(reply: BotReply, caption: string): ButtonData {
  const action = buttonsOf(reply).find((button) => button.caption === caption)?.action
  if (!action || !('get_dynamic_action' in action)) throw new Error(`no dynamic action «${caption}»`)
  return action.get_dynamic_action.data
}

/** Why Divar would not take the reply; null: it would. */
export function refusal({ message, toast }: BotReply): string | null {
  const texts = [message, toast === null ? null : { text: toast, buttons: null }].flatMap((one) => one ?? [])
  for (const { text, buttons } of texts) {
    const checked = checkMessage({ text, senderButtons: buttons, receiverButtons: null })
    if (!checked.ok) return checked.reason
  }
  return texts.length === 0 ? 'nothing is said' : null
}
