import { type ButtonData, readButtonData } from './button-data.ts'
import { hashBody } from './event-id.ts'
import { type EventMessage, readEventMessage } from './event-message.ts'
import {
  type Fields,
  fieldsIn,
  fieldsOf,
  hasField,
  isObject,
  optionalFieldsIn,
  readId,
  readNumber,
  readOptionalId,
  readOptionalText,
  readText,
  type TextRule,
  WrongField,
} from './fields.ts'
import { type DivarUserId, idRules, type PostToken } from './ids.ts'

/**
 * `id` is the same for every repeat of an event: Divar's own where there is one, else a hash of the body, and then
 * `hashed` is true. The same hashed event may rightly come again later (a user who came back revokes once more), so a
 * caller must not take one for a repeat for ever.
 */
type Common = { id: string; hashed: boolean; metadata: ButtonData }

export type DivarEvent =
  | (Common & { type: 'new_message' | 'new_chatbot_message'; message: EventMessage })
  | (Common & { type: 'user_access_revocation'; userId: DivarUserId })
  | (Common & { type: 'post_update'; change: string; post: EventPost })
  | (Common & { type: 'payment_transaction'; transaction: EventTransaction })
  | (Common & { type: 'unknown'; name: string })

/** For RETIRE and ARCHIVE only the token is known. Contract §11.4. */
export type EventPost = {
  token: PostToken
  category: string | null
  city: string | null
  district: string | null
  chatEnabled: boolean
}

export type EventTransaction = {
  transactionId: string | null
  costRials: number | null
  state: string | null
  kind: string | null
}

export type ParsedEvent = DivarEvent | { type: 'invalid'; reason: string }

/** What is fit for a log. A type may be named in any way that Divar thinks of next. */
const typeName = /^[A-Z0-9_.:/ -]{1,64}$/
const word = { max: 64, pattern: /^[A-Za-z0-9_]+$/ }

/**
 * Reads any webhook of Divar. A type that is not known here is `unknown`, to be answered with success; `invalid` is
 * only what cannot be an event of Divar, with an English reason that quotes nothing. Contract §11.2 to §11.4.
 */
export function parseEvent(body: unknown): ParsedEvent {
  if (!isObject(body)) return { type: 'invalid', reason: 'the body must be a JSON object' }
  try {
    return readEvent(fieldsOf(body, ''), body)
  } catch (error) {
    if (error instanceof WrongField) return { type: 'invalid', reason: error.message }
    throw error
  }
}

function readEvent(fields: Fields, body: object): DivarEvent {
  const type = readText(fields, 'type', { max: Number.POSITIVE_INFINITY })?.trim().toUpperCase()
  if (!type) throw new WrongField('type is missing')
  const name = typeName.test(type) ? type : ''
  const metadata = readMetadata(fields)
  const identify = (own: string | null) => ({ id: own ?? hashBody(body), hashed: own === null, metadata })
  switch (name) {
    case 'NEW_MESSAGE':
    case 'NEW_CHATBOT_MESSAGE': {
      const type = name === 'NEW_MESSAGE' ? 'new_message' : 'new_chatbot_message'
      const message = readEventMessage(required(fields, type))
      return { type, ...identify(message.messageId), message }
    }
    case 'USER_ACCESS_REVOCATION': {
      const revocation = required(fields, 'user_access_revocation')
      return {
        type: 'user_access_revocation',
        ...identify(null),
        userId: requiredId(revocation, 'user_id', idRules.divarUserId),
      }
    }
    case 'POST_UPDATE': {
      const update = required(fields, 'post_update')
      const change = readOptionalText(update, 'type', word)?.toUpperCase() ?? ''
      return { type: 'post_update', ...identify(null), change, post: readPost(required(update, 'post')) }
    }
    case 'PAYMENT_TRANSACTION': {
      const key = hasField(fields, 'payment_transaction') ? 'payment_transaction' : 'transaction'
      const transaction = readTransaction(required(fields, key))
      return { type: 'payment_transaction', ...identify(paymentEventId(transaction)), transaction }
    }
    default:
      return { type: 'unknown', ...identify(null), name }
  }
}

function required(fields: Fields, name: string): Fields {
  if (!hasField(fields, name)) throw new WrongField(`${fields.path ? `${fields.path}.` : ''}${name} is missing`)
  return fieldsIn(fields, name)
}

function requiredId<Text extends string>(fields: Fields, name: string, rule: TextRule<Text>): Text {
  const text = readId(fields, name, rule)
  if (text === null) throw new WrongField(`${fields.path}.${name} is missing`)
  return text
}

/** Contract §14, row 56. */
function readMetadata(fields: Fields): ButtonData {
  const metadata = optionalFieldsIn(fields, 'metadata')
  return readButtonData(metadata.own.size > 0 ? metadata : optionalFieldsIn(fields, 'meta_data'))
}

function readPost(fields: Fields): EventPost {
  return {
    token: requiredId(fields, 'token', idRules.postToken),
    category: readOptionalText(fields, 'category', idRules.slug),
    city: readOptionalText(fields, 'city', idRules.slug),
    district: readOptionalText(fields, 'district', idRules.slug),
    chatEnabled: fields.own.get('chat_enabled') === true,
  }
}

const states = ['PENDING', 'COMPLETED', 'FAILED', 'REFUNDED']

/** The state comes as a name or as its number, 1 to 4. Contract §11.4. */
function readTransaction(fields: Fields): EventTransaction {
  const number = readNumber(fields, 'state')
  const named = readOptionalText(fields, 'state', word)?.toUpperCase().replace('TRANSACTION_STATE_', '') ?? null
  return {
    transactionId: readOptionalId(fields, 'id', { max: 128 }),
    costRials: readNumber(fields, 'cost_rials'),
    state: number === null ? named : (states[number - 1] ?? null),
    kind: readOptionalText(fields, 'type', word)?.toUpperCase().replace('TRANSACTION_TYPE_', '') ?? null,
  }
}

/** One transaction is told of once for each state it enters. */
const paymentEventId = ({ transactionId, state }: EventTransaction): string | null =>
  transactionId === null ? null : `${transactionId}:${state ?? ''}`
