import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { inject } from 'vitest'
import { migrateEmbedded } from './migrate.ts'
import type {} from './testing-global.ts'

/**
 * An embedded database in memory with every migration applied. Laying out the first files takes seconds of the
 * processor: the first who asks in a run does it, and the others begin with a copy.
 */
export async function openFromTemplate(): Promise<PGlite> {
  const path = join(inject('templateFolder'), 'memory.tar')
  if (!existsSync(path)) await writeTemplate(path)
  return await PGlite.create({ loadDataDir: new Blob([readFileSync(path)]) })
}

/** Under another name first: two workers may be here at once, and a reader must not find half a file. */
async function writeTemplate(path: string): Promise<void> {
  const pglite = await PGlite.create()
  await migrateEmbedded(pglite)
  const dump = await pglite.dumpDataDir('none')
  await pglite.close()
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, Buffer.from(await dump.arrayBuffer()))
  renameSync(fresh, path)
}
