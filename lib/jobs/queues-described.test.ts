import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { peyk } from '#lib/peyk.ts'
import { queuesOf } from './queues.ts'

it('the README.md describes every queue once and no other', () => {
  const text = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const cells = [...text.matchAll(/^\| (`[^|]+)\|/gm)].map(([, cell = '']) => cell)
  const described = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  expect(described.toSorted()).toEqual([...queuesOf(peyk).keys()].toSorted())
})
