import { join, relative } from 'node:path'
import { root } from '../support/paths.ts'
import { walk } from './build.ts'

/** The build must not publish the embedded database or a source map. */
export function publishesNothingElse(say: (line: string) => void): boolean {
  const published = [...walk(join(root, '.next/static')), ...walk(join(root, 'public'))]
  const wrong = published.filter(
    (path) =>
      path.endsWith('.map') || /pglite|postgres|initdb/i.test(path) || path.endsWith('.wasm') || path.endsWith('.data'),
  )
  for (const path of wrong) say(`Published, and must not be: ${relative(root, path)}`)
  say(`${published.length} files are public.`)
  return wrong.length === 0 && published.length > 0
}
