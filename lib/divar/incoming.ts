import type { DivarAction } from './actions.ts'
import { readButtonData, unwrapProviderData } from './button-data.ts'
import { readCoordinates } from './coordinates.ts'
import {
  type Fields,
  fieldsOf,
  hasField,
  isObject,
  optionalFieldsIn,
  readId,
  readOptionalId,
  readOptionalText,
  readText,
  WrongField,
} from './fields.ts'
import { idRules } from './ids.ts'
import type { Launch } from './launch.ts'
import { parseSide, type Side } from './side.ts'

export type Incoming =
  | { kind: 'launch'; launch: Launch }
  | { kind: 'action'; action: DivarAction }
  | { kind: 'invalid'; reason: string }

/**
 * Tells launches of both versions, taps on message buttons and dynamic actions apart by their shape, because Divar's
 * pages disagree on which address gets which (Contract §14, row 17), and reads them leniently: unknown keys are
 * ignored, no key is mandatory, an id may be a number. Only a conversation or a side that cannot be read refuses: whatever
 * else is wrong counts as absent. `apiVersion` is what `readApiVersion` gave. A reason is English, names the field and quotes
 * nothing. Contract §3.5.
 */
export function parseIncoming(headers: { apiVersion: string | null }, body: unknown): Incoming {
  if (!isObject(body)) return { kind: 'invalid', reason: 'the body must be a JSON object' }
  try {
    const fields = fieldsOf(body, '')
    return hasField(fields, 'touchpoint') && !hasField(fields, 'source')
      ? { kind: 'action', action: readAction(fields) }
      : { kind: 'launch', launch: readLaunch(fields, headers.apiVersion) }
  } catch (error) {
    if (error instanceof WrongField) return { kind: 'invalid', reason: error.message }
    throw error
  }
}

function readAction(fields: Fields): DivarAction {
  return {
    touchpoint: readOptionalText(fields, 'touchpoint', { max: 64 }) ?? '',
    ...readPlaceInDivar(fields),
    side: readSide(fields),
    userId: readOptionalId(fields, 'user_id', idRules.claimedUserId),
    data: readButtonData(unwrapProviderData(readOwnData(fields))),
  }
}

function readLaunch(fields: Fields, apiVersion: string | null): Launch {
  const isVersion2 = apiVersion === '2' || hasField(fields, 'source') || hasField(fields, 'user_side')
  const ownData = readOwnData(fields)
  const userId = readOptionalId(fields, 'user_id', idRules.claimedUserId)
  return {
    version: isVersion2 ? 2 : 1,
    source: readOptionalText(fields, 'source', { max: 64 }),
    ...readPlaceInDivar(fields),
    side: readSide(fields) ?? sideByIds(fields, userId),
    userId,
    peerId: readOptionalId(fields, 'peer_id', idRules.claimedUserId),
    data: readButtonData(unwrapProviderData(ownData)),
    location: readLocation(ownData) ?? readLocation(fields),
  }
}

function readPlaceInDivar(fields: Fields): Pick<Launch, 'postToken' | 'conversationId'> {
  return {
    postToken: readOptionalId(fields, 'post_token', idRules.postToken),
    conversationId: readId(fields, 'conversation_id', idRules.conversationId),
  }
}

const readSide = (fields: Fields): Side | null => parseSide(readText(fields, 'user_side', { max: 64 }))

/**
 * `extra_data` on most of Divar's pages, `provider_data` on two: the first that holds anything. ButtonData: what is no object
 * is none. Contract §14, row 1.
 */
function readOwnData(fields: Fields): Fields {
  const extra = optionalFieldsIn(fields, 'extra_data')
  return extra.own.size > 0 ? extra : optionalFieldsIn(fields, 'provider_data')
}

/** Version 1 says who the seller and the buyer are, and who tapped. Contract §3.4. Contradictions give no side. */
function sideByIds(fields: Fields, userId: string | null): Side | null {
  const supplierId = readPartyId(fields, 'supplier')
  const demandId = readPartyId(fields, 'demand')
  if (userId === null || supplierId === demandId) return null
  if (userId === supplierId) return 'SUPPLY'
  if (userId === demandId) return 'DEMAND'
  if (demandId === null) return 'DEMAND'
  return supplierId === null ? 'SUPPLY' : null
}

/** Until 2024 these keys began with a capital. Contract §14, row 21. */
function readPartyId(fields: Fields, name: 'supplier' | 'demand'): string | null {
  const key = [...fields.own.keys()].find((own) => own.toLowerCase() === name)
  return key === undefined ? null : readOptionalId(optionalFieldsIn(fields, key), 'id', idRules.claimedUserId)
}

const readLocation = (fields: Fields) => readCoordinates(optionalFieldsIn(fields, 'location'))
