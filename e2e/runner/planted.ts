import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root, temporaryFolder } from '../support/paths.ts'
import { onPaper, type Terminal } from './terminal.ts'

export type Planted = {
  /** Unique, for a report of its own. */
  name: string
  /** Relative to the project, as a tool's configuration wants it. */
  folder: string
  config: string
  terminal: Terminal
  printed(): string
  remove(): void
}

/** Small files in a folder of their own inside the project, so that they find its packages. */
export function plant(files: Record<string, string>): Planted {
  const place = mkdtempSync(join(temporaryFolder(), 'planted-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, name)), { recursive: true })
    writeFileSync(join(place, name), text)
  }
  const paper = join(place, 'printed.txt')
  const terminal = onPaper(paper, () => undefined)
  return {
    name: relative(temporaryFolder(), place),
    folder: relative(root, place),
    config: relative(root, join(place, 'planted.config.ts')),
    terminal,
    printed: () => readFileSync(paper, 'utf8'),
    remove: () => {
      terminal.end()
      rmSync(place, { recursive: true, force: true })
      rmSync(`${place}.json`, { force: true })
    },
  }
}
