import { AsyncLocalStorage } from 'node:async_hooks'

const key = Symbol.for('peyk.request-id')

// Next loads this module more than once in a process: the storage must be the same one for all of them.
const holder = globalThis as { [key]?: AsyncLocalStorage<string> }
holder[key] ??= new AsyncLocalStorage<string>()
const storage = holder[key]

/** What may be a request id: ours are, and what a proxy of the operator's sends must be. */
export const requestIdPattern = /^[\w-]{8,64}$/

/** Everything that `work` does and awaits belongs to this request: its log lines say so, and the jobs it adds. */
export const withRequestId = <T>(id: string, work: () => T): T => storage.run(id, work)

export const currentRequestId = (): string | undefined => storage.getStore()
