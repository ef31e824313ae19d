import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkFolder } from './folder-check.ts'

const place = (own: object) => ({
  mkdir: () => undefined,
  write: () => {},
  remove: () => {},
  free: () => 5_000,
  ...own,
})

const failing = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

it('checkFolder leaves a usable folder empty and creates a missing one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-doctor-'))
  expect(checkFolder(join(folder, 'data')).state).toBe('good')
  expect(readdirSync(join(folder, 'data'))).toEqual([])
  rmSync(folder, { recursive: true })
})

it.each([
  [{ write: failing('ENOSPC') }, '(ENOSPC)', 'Make room'],
  [{ write: failing('EROFS') }, '(EROFS)', 'another folder in DATA_DIR'],
  [{ mkdir: failing('EACCES') }, '(EACCES)', 'Let the user of the app write'],
  [{ free: () => 12.7 }, 'has 12 MB left', 'before it is full'],
])('checkFolder finds %o', (own, sentence, remedy) => {
  const check = checkFolder('.data', place(own) as never)
  expect(check).toMatchObject({ name: 'folder', state: 'wrong' })
  expect(check.sentence).toContain(sentence)
  expect(check.remedy).toContain(remedy)
})
