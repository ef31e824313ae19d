import { idleSeconds } from '#lib/addon/access/index.ts'
import { type Erasers, eraseDue } from '#lib/addon/retention/index.ts'
import type { Db } from '#lib/db/client.ts'
import { assistantErasers } from '#lib/db/stores/erase-assistant.ts'
import { baseErasers } from '#lib/db/stores/erase-base.ts'
import { carrierErasers } from '#lib/db/stores/erase-carrier.ts'
import { chatbotErasers, removeNotices } from '#lib/db/stores/erase-chatbot.ts'
import { figuresErasers } from '#lib/db/stores/erase-figures.ts'
import { shippingErasers } from '#lib/db/stores/erase-shipping.ts'
import { staffErasers } from '#lib/db/stores/erase-staff.ts'
import type { Clock } from '#lib/kernel/clock.ts'
import { type PeykRetentionItem, peyk } from '#lib/peyk.ts'
import { idleSeconds as staffIdleSeconds } from '#lib/staff/index.ts'

/** How each item that is kept is erased. */
export const peykErasers = (db: Db): Erasers<PeykRetentionItem> => ({
  ...baseErasers(db, { idleSeconds, removeGranted: removeNotices }),
  ...shippingErasers(db),
  ...carrierErasers(db),
  ...assistantErasers(db),
  ...chatbotErasers(db),
  ...staffErasers(db, { idleSeconds: staffIdleSeconds }),
  ...figuresErasers(db),
})

/** Erases all that is kept no longer; gives how many rows of each item went. */
export const eraseExpired = async ({
  db,
  clock,
}: {
  db: Db
  clock: Clock
}): Promise<Record<PeykRetentionItem, number>> =>
  await eraseDue({ retention: peyk.retention, erasers: peykErasers(db), clock })
