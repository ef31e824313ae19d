import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { peyk } from '#lib/peyk.ts'
import { createPrometheus } from './prometheus.ts'

const root = new URL('../../', import.meta.url)

it('every metric named in a document is declared', async () => {
  const text = await createPrometheus(peyk).text({})
  const declared = new Set([...text.matchAll(/^# TYPE (peyk_\w+)/gm)].map(([, name = '']) => name))
  const documents = globSync(['*.md', 'app/*.md', 'lib/**/*.md', 'e2e/**/*.md'], { cwd: root })
  const named = documents.flatMap((path) => readFileSync(new URL(path, root), 'utf8').match(/\bpeyk_[a-z_]+/g) ?? [])
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !declared.has(name.replace(/_count$/, '')))).toEqual([])
})
