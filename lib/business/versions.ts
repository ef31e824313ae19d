import { type Fault, parseBusiness, type Version, writtenOut } from './business.ts'
import type { BusinessStore, WrittenVersion } from './ports.ts'
import { unsetVersion } from './unset.ts'

/**
 * A version as this process understands it; null where it does not: a newer process, beside this one during a roll-out,
 * may know fields and services that this one does not.
 */
export function readVersion({ number, data }: WrittenVersion): Version | null {
  const parsed = parseBusiness(data)
  return parsed.ok ? { number, business: parsed.business } : null
}

/** As far back as a version is looked for that this process understands. */
const looksBack = 20

/** The version in force: the newest that this process understands. */
export async function currentVersion(store: Pick<BusinessStore, 'newest'>): Promise<Version> {
  for (const row of await store.newest(looksBack)) {
    const version = readVersion(row)
    if (version) return version
  }
  return unsetVersion
}

/** Checks what a person wrote and adds it as the newest version. */
export async function writeVersion(
  store: Pick<BusinessStore, 'add'>,
  data: unknown,
  at: Date,
): Promise<{ ok: true; number: number } | { ok: false; faults: Fault[] }> {
  const parsed = parseBusiness(data)
  if (!parsed.ok) return parsed
  // What parsed is an object.
  const written = writtenOut(data as Record<string, unknown>, parsed.business)
  return { ok: true, number: await store.add(written, at) }
}
