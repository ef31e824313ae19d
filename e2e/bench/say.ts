import { availableParallelism } from 'node:os'
import type { Stack } from '../support/stack.ts'

export const say = (line: string) => console.log(line)

export const databaseOf = ({ env }: Stack): string => (env.DATABASE_URL ? 'PostgreSQL' : 'the embedded database')

/** What the figures come from; the load runs on the same processors. */
export const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} processors, shared with the load.`
