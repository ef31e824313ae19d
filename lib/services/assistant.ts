import { createHash } from 'node:crypto'
import type { PostReader } from '#lib/adapters/post-reader.ts'
import { type AccessDeps, freshToken } from '#lib/addon/access/index.ts'
import { queueMessage } from '#lib/addon/messages/index.ts'
import type { Wake } from '#lib/addon/outbox/index.ts'
import { type AssistantDeps, type AssistantTx, isShipped, type Offer, type RenewalDeps } from '#lib/assistant/index.ts'
import type { Db, Tx } from '#lib/db/client.ts'
import { assistantStore, assistantTransaction } from '#lib/db/stores/assistants.ts'
import { messageStore, messageTransaction } from '#lib/db/stores/messages.ts'
import {
  buttonGrid,
  type DivarClient,
  type NamedSlug,
  type Places,
  serverLinkButton,
  toAccessToken,
  toPostToken,
} from '#lib/divar/index.ts'
import { offerCaption, offerText } from '#lib/fa/assistant-texts.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { cityNames } from '#lib/language/places.ts'
import { readMessage } from '#lib/language/reading.ts'
import { deliveryTimes, type Offers, offersNothing, rangesBySize, reachOf } from '#lib/shipping/index.ts'

type Deps = {
  db: Db
  access: AccessDeps
  places: Places
  posts: PostReader
  offers: Offers
  /** The business's name; null while it has none. */
  business(): Promise<string | null>
  /** The jobs' wake inside a transaction. */
  wakeIn(tx: Tx): Wake
}

/** What the assistant works with. */
export function assistantDeps(around: Deps): AssistantDeps {
  const { db, access } = around
  const { clock, sealer, log, measures } = access
  return {
    clock,
    sealer,
    log,
    measures,
    store: assistantStore(db),
    transaction: async (work) =>
      await db.transaction(async (tx) => await work(assistantTx(tx, clock, around.wakeIn(tx)))),
    cities: async () => cityNames(await around.places.cities()),
    recognise: readMessage,
    offer: offerOf(around),
  }
}

function offerOf({ places, posts, offers, business }: Deps): AssistantDeps['offer'] {
  return async ({ postToken, topic, askedCity, settings }): Promise<Offer> => {
    const [cities, post] = await Promise.all([places.cities(), posts(postToken)])
    const named = (slug: string | null | undefined) => cities.find((one) => one.slug === slug) ?? null
    const [from, to] = [named(post?.city), named(askedCity)]
    const place = (city: NamedSlug | null) => city && { city: city.slug, district: null }
    const tariff = await offers.current()
    const way = { tariff, pickup: place(from), dropoff: place(to) }
    const names = { from: from?.display ?? null, to: to?.display ?? null }
    const button = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: offerCaption }, { offer: '1' })
    return {
      text: offerText({
        ...names,
        topic,
        prices: rangesBySize(way),
        offersNothing: offersNothing(tariff),
        times: deliveryTimes(way).map(({ service, deliveryTime }) => {
          return { service, deliveryTime, reach: from && to ? null : reachOf(tariff, service) }
        }),
        sample: tariff.sample,
        carrier: await business(),
        settings,
      }),
      receiverButtons: buttonGrid([[button]]),
      isShipped: isShipped(post?.category ?? null),
    }
  }
}

/** The assistant's rows in one transaction, with the messages that belong to them. */
export function assistantTx(tx: Tx, clock: Clock, wake: Wake): AssistantTx {
  const messages = messageTransaction(tx)
  return {
    ...assistantTransaction(tx),
    confirmEcho: async (conversationId, text) => {
      await messageStore(tx).confirmByEcho(conversationId, text, clock())
    },
    async queue({ kind, conversationId, grantId, text, sealedText, form, receiverButtons }) {
      const queued = await queueMessage(
        { messages, wake, clock },
        {
          subject: 'conversation',
          subjectId: conversationId,
          conversationId,
          channel: 'conversation',
          kind,
          occurrence: form === null ? 1 : numberOf(form),
          grantId,
          senderSide: 'SUPPLY',
          text,
          sealedText,
          senderButtons: null,
          receiverButtons,
        },
      )
      if (!queued.ok) throw new Error('messages of a conversation have no budget')
      return { id: queued.item.id, created: queued.created }
    },
  }
}

/** As good as its own for each form. */
const numberOf = (form: string): number => createHash('sha256').update(form).digest().readUInt32BE() >>> 1

/** What keeps subscriptions alive. */
export function renewalDeps(
  assistant: AssistantDeps,
  access: AccessDeps,
  divar: Pick<DivarClient, 'getPost' | 'subscribe'>,
): RenewalDeps {
  return {
    ...assistant,
    async grant(grantId) {
      const grant = await access.store.findGrant(grantId)
      if (!grant) return null
      const { scopes, expiresAt, refreshedAt, revokedAt, sealedTokens } = grant
      // Tokens that do not open are tried again: a key that is missing today may be back tomorrow.
      return { scopes, expiresAt, refreshedAt, isLive: revokedAt === null && sealedTokens !== null }
    },
    freshToken: async (grantId, options) => await freshToken(access, grantId, options),
    post: async (postToken) => {
      const post = await divar.getPost({ postToken: toPostToken(postToken) })
      return post === null || post.state === 'RETIRED' ? 'gone' : 'there'
    },
    subscribe: async (accessToken, { postToken, assistantId }) => {
      await divar.subscribe({
        accessToken: toAccessToken(accessToken),
        postToken: postToken === null ? null : toPostToken(postToken),
        metadata: { assistant: assistantId },
      })
    },
  }
}

/** How the assistants do, for the operator. */
export async function assistantHealth({ store, clock }: Pick<AssistantDeps, 'store' | 'clock'>) {
  const { oldestSubscription, ...states } = await store.health()
  const firstEndSeconds = oldestSubscription && (oldestSubscription.getTime() - clock().getTime()) / 1000
  return { ...states, firstEndSeconds }
}
