import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkBuild, usualBuildKey } from './build-check.ts'

const look = (manifest: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'peyk-doctor-'))
  const path = join(folder, 'manifest.json')
  writeFileSync(path, manifest)
  const checks = checkBuild(path)
  rmSync(folder, { recursive: true })
  return checks
}

it('the build check reports server actions that depend on a key of their own', () => {
  expect(look(JSON.stringify({ encryptionKey: usualBuildKey }))).toMatchObject([{ name: 'build', state: 'good' }])
  const [own] = look(JSON.stringify({ encryptionKey: Buffer.alloc(32, 7).toString('base64') }))
  expect(own).toMatchObject({ name: 'build', state: 'note' })
  expect(own?.remedy).toContain('wherever the app is built')
})

it('the build check is silent without a build', () => {
  expect(checkBuild('/nowhere/manifest.json')).toEqual([])
  expect(look('{')).toEqual([])
})
