import { json, type Reply, rpcError } from '../http.ts'
import type { Context } from './endpoints.ts'
import { readBody } from './read-body.ts'

/** Contract §7.2: the id by which this app knows the person of a phone number. */
export function userIdByPhone({ world, request }: Context): Reply {
  const read = readBody(request)
  if (!read.ok) return read.reply
  const strange = Object.keys(read.body).find((key) => key !== 'phone')
  if (strange) return rpcError(3, `unknown field "${strange}"`)
  const { phone } = read.body
  if (typeof phone !== 'string' || !/^09\d{9}$/.test(phone)) return rpcError(3, 'phone must be 09 and nine digits')
  const user = [...world.users.values()].find((one) => one.phone === phone)
  return user ? json(200, { user_id: user.idForApp }) : rpcError(5, 'user not found')
}
