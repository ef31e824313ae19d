import type { NewTap, TapShelf, WaitingTap } from './tap-queue.ts'

const [name, store] = ['peyk-courier', 'taps']

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('no answer'))
  })

/** Settles with the whole transaction: what it wrote is on the phone by then. */
const endOf = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('not written'))
  })

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'seq', autoIncrement: true })
  return answerOf(request)
}

/** Taps in the phone's own database, which outlives the page. */
async function phoneShelf(): Promise<TapShelf> {
  const db = await open()
  const write = async (deed: (rows: IDBObjectStore) => unknown) => {
    const transaction = db.transaction(store, 'readwrite')
    deed(transaction.objectStore(store))
    await endOf(transaction)
  }
  return {
    all: async () => await answerOf(db.transaction(store).objectStore(store).getAll() as IDBRequest<WaitingTap[]>),
    add: async (tap) => await write((rows) => rows.add(tap)),
    put: async (tap) => await write((rows) => rows.put(tap)),
    drop: async (seq) => await write((rows) => rows.delete(seq)),
  }
}

/** Taps as long as this page is open. */
export function memoryShelf(): TapShelf {
  let [taps, last]: [WaitingTap[], number] = [[], 0]
  return {
    all: async () => [...taps],
    async add(tap: NewTap) {
      last += 1
      taps.push({ ...tap, seq: last })
    },
    async put(tap) {
      taps = taps.map((one) => (one.seq === tap.seq ? tap : one))
    },
    async drop(seq) {
      taps = taps.filter((one) => one.seq !== seq)
    },
  }
}

/** A browser may refuse its database, as in a private window: then what waits is lost with the page. */
export async function openShelf(): Promise<{ shelf: TapShelf; isKept: boolean }> {
  try {
    return { shelf: await phoneShelf(), isKept: true }
  } catch {
    return { shelf: memoryShelf(), isKept: false }
  }
}
