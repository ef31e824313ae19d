import {
  type messages,
  type PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from '@electric-sql/pglite'

type Prepared = { name: string; paramTypes: number[]; fields: messages.RowDescriptionMessage | null }

/** With how often it was asked, and at which time it is planned again. */
type Statement = Prepared & { asked: number; plannedUntil: number }

/** PostgreSQL keeps a plan for each: 25 KB for a read by a key, 170 KB for the largest. */
const usualMost = 600

/** A text with more is that of many rows at once, and another one for each number of them: not worth its plan's memory. */
const mostParams = 64

/**
 * A plan is of the tables as large as they were: one for a table that was nearly empty reads all of it for a row, for good.
 * So a statement is planned again when it was asked twice as often: what grows at a steady pace has doubled since at most.
 */
const firstPlannedUntil = 32

/** "cached plan must not change result type" and "prepared statement does not exist". */
const isStale = (error: unknown) => ['0A000', '26000'].includes(String((error as { code?: unknown }).code))

const { serialize } = protocol

/**
 * The same embedded database, which parses and plans each text once instead of with each call, which took more than the
 * call itself: a look at a row by its key takes an eighth of the time. The least recently used statements are given up.
 */
export function withPreparedStatements(pglite: PGlite, most = usualMost): PGlite {
  /** By their text, the least recently used first. */
  const statements = new Map<string, Statement>()
  let named = 0
  /** Drizzle gives the same parsers with each call, and merging them with the usual ones takes longer than reading a row. */
  let merged: PGlite['parsers'] | null = null

  const ask = async (...parts: Uint8Array[]) =>
    await pglite.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: false })

  const nextName = () => {
    named += 1
    return `prepared_${named}`
  }

  const forget = async (text: string) => {
    const name = statements.get(text)?.name
    statements.delete(text)
    if (name) await ask(serialize.close({ type: 'S', name }))
  }

  const prepare = async (text: string, name: string): Promise<Prepared> => {
    if (conflictByParameter.test(text))
      throw new Error(`Fails from its sixth call on, write the value into it: ${text}`)
    const told = await ask(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }))
    const fields = told.find((message): message is messages.RowDescriptionMessage => message.name === 'rowDescription')
    return { name, paramTypes: parse.parseDescribeStatementResults(told), fields: fields ?? null }
  }

  const statementOf = async (text: string, params: number): Promise<Prepared> => {
    // The one without a name is gone with the next one.
    if (params > mostParams) return await prepare(text, '')
    const known = statements.get(text)
    const asked = (known?.asked ?? 0) + 1
    let plannedUntil = known?.plannedUntil ?? firstPlannedUntil
    let statement: Prepared | undefined = known
    if (known && asked > plannedUntil) {
      await forget(text)
      statement = undefined
      plannedUntil *= 2
    }
    statement ??= await prepare(text, nextName())
    statements.delete(text)
    statements.set(text, { ...statement, asked, plannedUntil })
    const [oldest] = statements.keys()
    if (statements.size > most && oldest !== undefined) await forget(oldest)
    return statement
  }

  const run = async <Row>(text: string, params: unknown[], options?: QueryOptions): Promise<Results<Row>> =>
    await pglite.runExclusive(async () => {
      const { name, paramTypes, fields } = await statementOf(text, params.length)
      const values = params.map((value, index) => {
        if (value === null || value === undefined) return null
        return pglite.serializers[paramTypes[index] ?? 0]?.(value) ?? String(value)
      })
      if (options?.parsers) merged ??= { ...pglite.parsers, ...options.parsers }
      const parsers = (options?.parsers && merged) ?? pglite.parsers
      try {
        const told = await ask(serialize.bind({ statement: name, values }), serialize.execute({}))
        const [results] = parse.parseResults(fields ? [fields, ...told] : told, parsers, rowModeOf(options))
        return results as Results<Row>
      } catch (error) {
        if (isStale(error)) await forget(text)
        throw error
      }
    })

  const query = async <Row>(text: string, params: unknown[] = [], options?: QueryOptions) => {
    if (isSpecial(options)) return await pglite.query<Row>(text, params, options)
    await pglite.waitReady
    return await pglite._runExclusiveTransaction(async () => {
      const results = await run<Row>(text, params, options)
      await pglite.syncToFs()
      return results
    })
  }

  const within = (tx: Transaction): Transaction => ({
    ...tx,
    get closed() {
      return tx.closed
    },
    query: async (text, params, options) =>
      tx.closed || isSpecial(options) ? await tx.query(text, params, options) : await run(text, params ?? [], options),
  })

  return new Proxy(pglite, {
    get(target, name) {
      if (name === 'query') return query
      if (name === 'transaction') {
        return async <Result>(work: (tx: Transaction) => Promise<Result>) =>
          await target.transaction(async (tx) => await work(within(tx)))
      }
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A partial index is not found for a plan that is to serve any value, which is what PostgreSQL makes from the sixth call on. */
const conflictByParameter = /\bon conflict \([^)]*\) where (?:(?!\bdo (?:update|nothing)\b)[^$])*\$\d/i

const common = new Set(['rowMode', 'parsers'])

const isSpecial = (options: QueryOptions | undefined) => Object.keys(options ?? {}).some((name) => !common.has(name))

const rowModeOf = (options: QueryOptions | undefined): QueryOptions | undefined =>
  options?.rowMode && { rowMode: options.rowMode }
