import type { Execute } from '#lib/checks/index.ts'
import { isAppError } from '#lib/kernel/errors.ts'
import { createSealer, type Sealer } from '#lib/kernel/seal.ts'
import { type Contact, mobileDigest } from '#lib/shipping/index.ts'

/** Every column with a digest of what stands sealed beside it. */
export const digestColumns = [
  {
    table: 'shipment_addresses',
    column: 'mobile_digest',
    sealed: 'sealed',
    key: ['shipment_id', 'side'],
    digestOf: async (sealer: Sealer, sealed: string) => mobileDigest(sealer, await sealer.open<Contact>(sealed)),
  },
] as const

type DigestColumn = (typeof digestColumns)[number]

const batch = 200

/**
 * Makes each digest again with the newest key that an older one made, or that no version before made; gives how many. A row is
 * written only where it still has what was read: what changes meanwhile is written by who changes it.
 */
export async function redigest(execute: Execute, column: DigestColumn, keys: readonly Uint8Array[]): Promise<number> {
  const sealer = createSealer(keys)
  const newest = sealer.digests('')[0]?.split('.')[0] ?? ''
  const { table, column: name, sealed, key, digestOf } = column
  const ids = key.join(', ')
  const beyond = `and (${ids}) > (${key.map((_, at) => `$${at + 2}`).join(', ')})`
  const isRow = key.map((part, at) => `${part} = $${at + 3}`).join(' and ')
  let written = 0
  for (let after: unknown[] | null = null; ; ) {
    const rows: Record<string, unknown>[] = await execute(
      `select ${ids}, ${sealed} as sealed from ${table} where split_part(coalesce(${name}, ''), '.', 1) <> $1
       ${after ? beyond : ''} order by ${ids} limit ${batch}`,
      [newest, ...(after ?? [])],
    )
    for (const row of rows) {
      const id = key.map((part) => row[part])
      const digest = await digestOf(sealer, String(row.sealed)).catch(nullOfUnread)
      const update = `update ${table} set ${name} = $1 where ${sealed} = $2 and ${isRow} returning 1 as written`
      if (digest !== null) written += (await execute(update, [digest, row.sealed, ...id])).length
      after = id
    }
    if (rows.length < batch) return written
  }
}

/** What no key opens is counted where it is sealed again. */
function nullOfUnread(error: unknown): null {
  if (isAppError(error)) return null
  throw error
}
