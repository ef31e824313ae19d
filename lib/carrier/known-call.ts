import { createHash } from 'node:crypto'
import type { Clock } from '#lib/kernel/clock.ts'

/** What a call was answered that changed nothing. */
export type Refusal = { status: number; reason: string; state?: string; handoverCode?: string }

/** What an id was first used for, and the last of its stamps that was answered for good. */
export type KnownCall = { about: string; stamp: number | null; refusal: Refusal | null }

/** Ids of the carrier's calls. Each method is one statement. */
export type KnownCallStore = {
  /** Binds an id to what it is used for, if it is not bound yet; gives back what it is bound to, from either caller. */
  bind(id: string, about: string, now: Date): Promise<KnownCall>
  /** Keeps that the call under this stamp has its answer; false where this stamp, or a later one, had its answer before. */
  close(id: string, stamp: number, refusal: Refusal | null): Promise<boolean>
}

export type KnownCallDeps = { knownCalls: KnownCallStore; clock: Clock }

export type Admitted =
  | { kind: 'go_on' }
  /** The id belongs to another call. */
  | { kind: 'other' }
  /** These very headers had their answer; null: one that is given once. */
  | { kind: 'answered'; refusal: Refusal | null }

/** What a call is about, so that no other shares it. Of a status the body's wording does not count: a repeat may renew it. */
export const aboutCall = (kind: 'status' | 'proof' | 'list' | 'reply' | 'threads', ...parts: string[]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, ...parts]))
    .digest('base64url')

/**
 * Whether a signed call may be looked at. Its id belongs to what it was first used for. Headers that were answered with a
 * refusal stay refused, whatever has changed since: anyone who read them somewhere cannot use them. The same id signed with a
 * later stamp is looked at again, as senders repeat.
 */
export async function admitCall(
  { knownCalls, clock }: KnownCallDeps,
  call: { id: string; stamp: number },
  about: string,
): Promise<Admitted> {
  const known = await knownCalls.bind(call.id, about, clock())
  if (known.about !== about) return { kind: 'other' }
  const isAnswered = known.stamp !== null && call.stamp <= known.stamp
  return isAnswered ? { kind: 'answered', refusal: known.refusal } : { kind: 'go_on' }
}
