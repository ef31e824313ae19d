import type { AccessStore } from '#lib/addon/access/index.ts'
import type { Db } from '../client.ts'
import { attemptRows } from './attempts.ts'
import { erasureRows } from './erasures.ts'
import { removalRows } from './forget-user.ts'
import { grantRows } from './grants.ts'
import { seatRows } from './seats.ts'
import { sessionRows } from './sessions.ts'
import { ticketRows } from './tickets.ts'

/** The way in's rows, over the database or a transaction of it. */
export function accessStore(db: Db): AccessStore {
  return {
    ...ticketRows(db),
    ...sessionRows(db),
    ...seatRows(db),
    ...attemptRows(db),
    ...grantRows(db),
    ...removalRows(db),
    ...erasureRows(db),
  }
}
