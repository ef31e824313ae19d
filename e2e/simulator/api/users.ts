import { json, type Reply, rpcError } from '../http.ts'
import type { Context } from './endpoints.ts'

/** Contract §7.1: each field only with its scope. */
export function users({ world, grant }: Context): Reply {
  const user = world.users.get(grant?.userId ?? '')
  if (!user || !grant) return rpcError(5, 'the user does not exist')
  return json(200, {
    ...(grant.scopes.includes('USER_PHONE') ? { phone_number: user.phone, phone_numbers: [user.phone] } : {}),
    ...(grant.scopes.includes('USER_ID') ? { user_id: user.idForApp } : {}),
  })
}
