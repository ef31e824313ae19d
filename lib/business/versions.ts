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

/** The version in force as it was written: the newest that this process understands; null: nobody wrote one. */
export async function currentWritten(store: Pick<BusinessStore, 'newest'>): Promise<WrittenVersion | null> {
  const rows = await store.newest(looksBack)
  return rows.find((row) => readVersion(row) !== null) ?? null
}

/** The version in force. */
export async function currentVersion(store: Pick<BusinessStore, 'newest'>): Promise<Version> {
  const written = await currentWritten(store)
  return (written && readVersion(written)) ?? unsetVersion
}

type Written = { ok: true; number: number } | { ok: false; faults: Fault[] }

/** Checks what a person wrote and adds it as the newest version. */
export async function writeVersion(store: Pick<BusinessStore, 'add'>, data: unknown, at: Date): Promise<Written> {
  const checked = check(data)
  return checked.ok ? { ok: true, number: await store.add(checked.written, at) } : checked
}

/** The same for what was made of version `base`: `stale` where somebody else has written one since. */
export async function writeVersionBehind(
  store: Pick<BusinessStore, 'addBehind'>,
  { base, data }: { base: number; data: unknown },
  at: Date,
): Promise<Written | 'stale'> {
  const checked = check(data)
  if (!checked.ok) return checked
  return (await store.addBehind(base, checked.written, at)) ? { ok: true, number: base + 1 } : 'stale'
}

function check(data: unknown): { ok: true; written: Record<string, unknown> } | { ok: false; faults: Fault[] } {
  const parsed = parseBusiness(data)
  // What parsed is an object.
  return parsed.ok ? { ok: true, written: writtenOut(data as Record<string, unknown>, parsed.business) } : parsed
}
