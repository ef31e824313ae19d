import {
  answerButton,
  answerTurn,
  type BotReply,
  type BotTurn,
  type ChatbotDeps,
  type SupportKept,
  type SupportSaid,
} from '#lib/chatbot/index.ts'
import type { Db } from '#lib/db/client.ts'
import { chatbotStore, isLinkedTo } from '#lib/db/stores/chatbot.ts'
import {
  buttonGrid,
  type DivarClient,
  isDivarApiError,
  isDivarConnectionError,
  type Places,
  toConversationId,
} from '#lib/divar/index.ts'
import { type BusinessSaid, withBusiness } from '#lib/fa/business-texts.ts'
import { chatbotTexts } from '#lib/fa/chatbot-texts.ts'
import { answerInChatbot } from '#lib/fa/problem-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import type { RandomBytes } from '#lib/kernel/ids.ts'
import type { Log } from '#lib/kernel/log.ts'
import type { PeykMeasures } from '#lib/peyk.ts'
import {
  maxProblemLength,
  type Offers,
  offersNothing,
  parseTrackingCode,
  type ShippingStore,
  sizePrices,
  type Tariff,
} from '#lib/shipping/index.ts'
import { type AnswerToTell, answersToTell, type ThreadDeps, writeInChatbot } from '#lib/threads/index.ts'
import type { askSupportIn, SupportAsked } from './support.ts'

type Deps = {
  db: Db
  clock: Clock
  random: RandomBytes
  log: Log
  measures: PeykMeasures
  places: Places
  offers: Pick<Offers, 'current'>
  /** What is said of the business; null while nobody has written one. */
  business(): Promise<BusinessSaid | null>
  shipments: Pick<ShippingStore, 'shipmentByCode'>
  divar: Pick<DivarClient, 'sendBotMessage'>
  /** Seconds to wait, or null. */
  limited(limiter: 'tracks' | 'supports' | 'botMessages', key: string): Promise<number | null>
  /** The same of requests without counting one. */
  supportWait(conversationId: string): Promise<number | null>
  /** As `askSupportIn`, in a transaction of its own. */
  askSupport(asked: SupportAsked): ReturnType<typeof askSupportIn>
  threads: ThreadDeps
  sleep(milliseconds: number): Promise<unknown>
}

export type Chatbot = {
  /** Answers a tap; the message that it leads to, if any, is sent by the way. */
  tap(turn: BotTurn): Promise<BotReply>
  /**
   * Handles what was written. What comes of it is kept before `take` takes the text away, so that a process that dies in
   * between loses nothing; the answer is sent by the process that took it, once.
   */
  hear(turn: BotTurn, take: () => Promise<boolean>): Promise<void>
  /** Shows a conversation that has just been linked to its user what it was linked for: their shipments. */
  greetLinked(conversationId: string): Promise<void>
  store: ReturnType<typeof chatbotStore>
}

/** The chatbot over the database and Divar. */
export function createChatbot(around: Deps): Chatbot {
  const store = chatbotStore(around.db, around.clock)
  const answer = async (turn: BotTurn): Promise<BotReply & { forgotten?: true }> => {
    const linked = await store.linkedUser(turn.conversationId)
    const deps: ChatbotDeps = {
      ...(await skillDeps(around, linked)),
      ...store,
      ...writesOf(around, store, linked),
      writeOn: writeOnIn(around, linked),
    }
    try {
      return await answerTurn(deps, turn)
    } catch (error) {
      if (!(error instanceof Forgotten)) throw error
      const message = { text: chatbotTexts.forgotten, buttons: null }
      return { message, toast: turn.input.kind === 'tap' ? chatbotTexts.done : null, forgotten: true }
    }
  }
  const speak = async (conversationId: string, { message }: BotReply) => {
    for (const answer of await waitingAnswers(around, conversationId, await store.linkedUser(conversationId))) {
      // Marked only after it was sent: what is said twice is better than what is never said.
      const outcome = await utter(conversationId, answer.message)
      if (outcome === 'sent' || outcome === 'unconfirmed')
        await around.threads.store.noteTold([answer.id], around.clock())
    }
    if (message) await utter(conversationId, message)
  }
  const utter = async (conversationId: string, message: NonNullable<BotReply['message']>) => {
    // Each answer is a call to Divar, and anyone who writes without end would use up what all others need.
    if ((await around.limited('botMessages', conversationId)) !== null) return null
    const outcome = await send(around, conversationId, message)
    around.measures.count('chatbot_messages', { outcome })
    around.log.info({ event: 'chatbot_message', outcome }, 'chatbot')
    return outcome
  }
  const tap = async (turn: BotTurn): Promise<BotReply> => {
    const reply = await answer(turn)
    // The tap's own answer does not wait for the message.
    void speak(turn.conversationId, reply).catch((err: unknown) => {
      around.log.error({ event: 'chatbot_failed', err }, 'a message of the chatbot was not sent')
    })
    return reply
  }
  return {
    store,
    tap,
    async greetLinked(conversationId) {
      await tap({ conversationId, at: around.clock(), input: { kind: 'tap', data: { skill: 'shipments' } } })
    },
    async hear(turn, take) {
      const reply = await answer(turn)
      // Whose user had everything erased meanwhile: the text went with the rest.
      if ((await take()) || reply.forgotten) await speak(turn.conversationId, reply)
    },
  }
}

type Message = NonNullable<BotReply['message']>

/** What the business answered and this conversation has not been shown. */
async function waitingAnswers(
  around: Deps,
  conversationId: string,
  divarUserId: string | null,
): Promise<{ id: string; message: Message }[]> {
  const answers = await answersToTell(around.threads, { conversationId, divarUserId })
  if (answers.length === 0) return []
  const said = await around.business()
  return answers.map(({ id, ...answer }) => ({ id, message: answerMessage(answer, said?.name ?? null) }))
}

/** An answer of the business as the chatbot writes it, with a way to write on where that is open. */
export const answerMessage = (
  { threadId, text, from, mayWrite }: Omit<AnswerToTell, 'id'>,
  business: string | null,
): Message => ({
  text: answerInChatbot({ text, from }, business),
  buttons: mayWrite ? buttonGrid([[answerButton(chatbotTexts, threadId)]]) : null,
})

const writeOnIn =
  (around: Deps, divarUserId: string | null): ChatbotDeps['writeOn'] =>
  async (conversationId, said) => {
    const written = await writeInChatbot(around.threads, { conversationId, divarUserId }, said)
    if (written.kind === 'forgotten') throw new Forgotten()
    return written.kind === 'too_long' ? { ...written, most: maxProblemLength } : written
  }

/** Ends a turn whose user had everything erased since it began: nothing of it is kept. */
class Forgotten extends Error {}

/** What a turn writes of a conversation that is somebody's, as long as it is theirs. */
function writesOf(
  { db, clock }: Deps,
  store: ReturnType<typeof chatbotStore>,
  linked: string | null,
): Pick<ChatbotDeps, 'talk' | 'games'> {
  const { talk, games } = store
  if (linked === null) return { talk, games }
  const write = async <T>(conversationId: string, work: (on: typeof store) => Promise<T>) =>
    await db.transaction(async (tx) => {
      if (!(await isLinkedTo(tx, conversationId, linked))) throw new Forgotten()
      return await work(chatbotStore(tx, clock))
    })
  return {
    talk: { ...talk, set: async (id, topic) => await write(id, async (on) => await on.talk.set(id, topic)) },
    games: {
      ...games,
      insert: async (game) => await write(game.conversationId, async (on) => await on.games.insert(game)),
      save: async (game, version) => await write(game.conversationId, async (on) => await on.games.save(game, version)),
    },
  }
}

const maxTries = 3

/**
 * One message of the chatbot: tried again at once where it certainly did not arrive, never where it may have; anyone who
 * gets no answer asks again.
 */
async function send(
  { divar, sleep }: Deps,
  conversationId: string,
  message: NonNullable<BotReply['message']>,
): Promise<'sent' | 'refused' | 'unconfirmed'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await divar.sendBotMessage({ conversationId: toConversationId(conversationId), message })
      return 'sent'
    } catch (error) {
      const mayTry =
        (isDivarApiError(error) && error.retryable) || (isDivarConnectionError(error) && error.certainlyNotSent)
      if (mayTry && tries < maxTries) await sleep(250 * tries)
      else if (isDivarApiError(error) && error.httpStatus < 500) return 'refused'
      else if (isDivarApiError(error) || isDivarConnectionError(error)) return 'unconfirmed'
      else throw error
    }
  }
}

async function skillDeps(around: Deps, linked: string | null) {
  const { clock, random, places, offers, business, shipments } = around
  const named = async (slug: string | undefined) =>
    (await places.cities()).find((city) => city.slug === slug)?.display ?? slug ?? null
  return {
    texts: withBusiness(chatbotTexts, await business()),
    clock,
    random,
    parseTrackingCode,
    cities: async () => await places.cities(),
    async shipmentByCode(trackingCode: string) {
      const shipment = await shipments.shipmentByCode(trackingCode)
      return shipment && { state: shipment.state, city: await named(shipment.dropoff?.city) }
    },
    price: priceOf(await offers.current()),
    trackLimit: async (conversationId: string) => await around.limited('tracks', conversationId),
    async askSupport(conversationId: string, said: SupportSaid): Promise<SupportKept> {
      const waitSeconds = await around.supportWait(conversationId)
      const asked = { ...said, conversationId, divarUserId: linked, mayBegin: waitSeconds === null }
      const kept = await around.askSupport(asked)
      if (kept === null) throw new Forgotten()
      if (kept.kind === 'refused') return { kind: 'stopped', waitSeconds: waitSeconds ?? 0 }
      // Once for each request, however many pieces it has.
      if (kept.kind === 'begun') await around.limited('supports', conversationId)
      return kept
    },
  } satisfies Partial<ChatbotDeps>
}

/** Of each service from the lightest parcel of a size to the heaviest and fragile one: no booking of that size costs more. */
export function priceOf(tariff: Tariff): ChatbotDeps['price'] {
  return ({ from, to, size }) => {
    if (offersNothing(tariff)) return 'nothing_offered'
    const place = (city: string) => ({ city, district: null })
    const offers = sizePrices({ tariff, size, pickup: place(from), dropoff: place(to) }).filter((one) => one.ok)
    return offers.length === 0 ? null : { offers, sample: tariff.sample }
  }
}
