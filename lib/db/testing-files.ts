import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

export const megabytesOf = (folder: string): number =>
  filesOf(folder).reduce((sum, file) => sum + statSync(file).size, 0) / 1024 / 1024

const marked = /Zq7Zq7[\w-]{16}/g

/** A value that no compression shortens, of pieces that `piecesIn` finds again wherever they stand. */
export const traceable = (pieces: number): string =>
  Array.from({ length: pieces }, () => `Zq7Zq7${randomBytes(12).toString('base64url')}`).join('')

export const piecesOf = (value: string): string[] => value.match(marked) ?? []

/** All pieces that stand in any file of the folder. */
export function piecesIn(folder: string): Set<string> {
  return new Set(filesOf(folder).flatMap((file) => piecesOf(readFileSync(file, 'latin1'))))
}
