import { PgTable } from 'drizzle-orm/pg-core'
import * as access from './schema/access.ts'
import * as assistant from './schema/assistant.ts'
import * as business from './schema/business.ts'
import * as carrier from './schema/carrier.ts'
import * as chatbot from './schema/chatbot.ts'
import * as courier from './schema/courier.ts'
import * as figures from './schema/figures.ts'
import * as inbox from './schema/inbox.ts'
import * as outbox from './schema/outbox.ts'
import * as shipping from './schema/shipping.ts'
import * as staff from './schema/staff.ts'
import * as threads from './schema/threads.ts'

const schema = [
  access,
  assistant,
  business,
  carrier,
  chatbot,
  courier,
  figures,
  inbox,
  outbox,
  shipping,
  staff,
  threads,
]

/** Every table of Peyk's. */
export const tables: readonly PgTable[] = schema.flatMap((part) =>
  Object.values<unknown>(part).filter((value) => value instanceof PgTable),
)
