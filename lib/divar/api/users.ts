import { DivarResponseError, InvalidInputError } from '../errors.ts'
import { fieldsOf, isObject, readOptionalText } from '../fields.ts'
import type { CallOptions } from '../http.ts'
import { type AccessToken, type DivarUserId, idRules } from '../ids.ts'
import { type ApiConfig, askJson, getJson, nullIfNotFound } from './api-call.ts'

/** `userId` is the same for one Divar user and one app for ever; `phone` is there only with its scope, as `09…`. */
export type DivarUser = { userId: DivarUserId; phone: string | null }

/**
 * Who granted a token that has the scope `USER_ID`. Without a user id in the answer it throws `DivarResponseError`: nobody
 * may be signed in by an answer that names nobody. Throws the other errors of Divar, too. Contract §7.1.
 */
export async function getUser(
  config: ApiConfig,
  { accessToken }: { accessToken: AccessToken },
  options?: CallOptions,
): Promise<DivarUser> {
  const path = '/v1/open-platform/users'
  const body = await getJson(config, { operation: 'get_user', path, accessToken, options })
  if (!isObject(body)) throw new DivarResponseError('get_user', 'not an object')
  const fields = fieldsOf(body, '')
  const userId = readOptionalText(fields, 'user_id', idRules.divarUserId)
  if (userId === null) throw new DivarResponseError('get_user', 'user_id')
  const list = fields.own.get('phone_numbers')
  const phones = [fields.own.get('phone_number'), ...(Array.isArray(list) ? list : [])].map(normalPhone)
  return { userId, phone: phones.find((phone) => phone !== null) ?? null }
}

/**
 * The id that this app would see of the user behind a phone, or null where Divar knows none. Permission
 * `GET_USER_ID_BY_PHONE`; no scope. Digits may be Persian, and the country's code may stand in front; what is no Iranian
 * mobile number never leaves: `InvalidInputError`. Throws the errors of Divar, too. Contract §7.2 and §14, row 39.
 */
export async function getUserIdByPhone(
  config: ApiConfig,
  { phone }: { phone: string },
  options?: CallOptions,
): Promise<DivarUserId | null> {
  const operation = 'get_user_id_by_phone'
  const number = normalPhone(phone)
  if (number === null) throw new InvalidInputError(operation, 'a phone is no mobile number')
  const path = '/v1/open-platform/get-user-id-by-phone'
  const body = await nullIfNotFound(askJson(config, { operation, path, json: { phone: number }, options }))
  if (body === null) return null
  if (!isObject(body)) throw new DivarResponseError(operation, 'not an object')
  return readOptionalText(fieldsOf(body, ''), 'user_id', idRules.divarUserId)
}

const persianZero = 0x06f0
const arabicZero = 0x0660

/** Contract §14, rows 38 and 39. */
function normalPhone(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 32) return null
  const digits = value.replaceAll(/[۰-۹٠-٩]/g, (digit) => {
    const code = digit.charCodeAt(0)
    return String(code - (code >= persianZero ? persianZero : arabicZero))
  })
  const national = digits.replaceAll(/[\s-]/g, '').replace(/^(\+98|0098|98|0)?9/, '09')
  return /^09\d{9}$/.test(national) ? national : null
}
