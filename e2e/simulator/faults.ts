import type { World } from './world.ts'

export const faultKinds = ['status', 'hang', 'slow', 'drop', 'malformed', 'swallow'] as const
export type FaultKind = (typeof faultKinds)[number]

export type FaultInput = {
  /** A call's name; `token` is the token address for either use, `any` every call to Divar. */
  on: string
  times?: number
  /** `swallow`: the answer is that of a call that worked, and nothing comes of it. */
  kind: FaultKind
  status?: number
  body?: unknown
  headers?: Record<string, string>
  delayMs?: number
  /** `apply`: the call takes effect in spite of its answer. */
  effect?: 'apply' | 'none'
}

export type Fault = FaultInput & { times: number }

/** What `any` leaves alone: taps on Divar's own pages. The calls of plug-ins are not Divar's either. */
const notAny = ['consent', 'completion']

const namesOf: Record<string, string[]> = {
  cities: ['city'],
  districts: ['district'],
  token: ['token', 'refresh'],
  upload: ['upload', 'upload-file'],
}

/** The calls that leave something behind. */
const swallowed = ['send', 'bot', 'bot-user', 'subscribe']

const targets = [
  'send',
  'users',
  'post',
  'user-posts',
  'user-post',
  'user-id',
  'search',
  'conversation',
  'category',
  'service-type',
  'cities',
  'city',
  'districts',
  'district',
  'token',
  'refresh',
  'authorize',
  'subscribe',
  'bot',
  'bot-user',
  'upload',
  'upload-file',
  'any',
]

/** Why a fault cannot be injected; null: it can. */
export function faultProblem({ plugins }: Pick<World, 'plugins'>, input: FaultInput): string | null {
  const known = [...targets, ...plugins.flatMap(({ calls }) => calls)]
  if (!known.includes(input.on)) return `on must be one of ${known.join(', ')}`
  if (!faultKinds.includes(input.kind)) return `kind must be one of ${faultKinds.join(', ')}`
  if (input.kind === 'swallow' && !swallowed.includes(input.on)) {
    return `swallow is for one of ${swallowed.join(', ')}`
  }
  if (input.times !== undefined && !(Number.isInteger(input.times) && input.times > 0)) return 'times must be 1 or more'
  return null
}

/** The first fault that waits for this call, one use of it gone. */
export function takeFault({ faults, plugins }: Pick<World, 'faults' | 'plugins'>, name: string): Fault | null {
  const isAny = !notAny.includes(name) && !plugins.some(({ calls }) => calls.includes(name))
  const fault = faults.find(
    (candidate) =>
      candidate.times > 0 &&
      ((candidate.on === 'any' && isAny) || candidate.on === name || namesOf[candidate.on]?.includes(name)),
  )
  if (!fault) return null
  fault.times -= 1
  return fault
}
