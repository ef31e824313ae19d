/**
 * Where a page of the queue ended: promise and id of its last row. The promise in microseconds since 1970, as the database
 * has it; null: nothing was promised.
 */
export type Cursor = { promise: string | null; id: string }

const none = 'none'

export const writeCursor = ({ promise, id }: Cursor): string => `${promise ?? none}~${id}`

/** Null: no such place was written, as in an address that somebody changed. */
export function parseCursor(text: string): Cursor | null {
  const [, promise, id] = /^(none|\d{1,16})~([\w-]{1,64})$/.exec(text) ?? []
  return promise === undefined || id === undefined ? null : { promise: promise === none ? null : promise, id }
}
