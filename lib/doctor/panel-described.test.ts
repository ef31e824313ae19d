import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sampleTariff } from '#lib/shipping/index.ts'
import { panelFields } from './panel.ts'

const example = { APP_URL: 'https://peyk.example.ir', DIVAR_APP_SLUG: 'peyk' }

it.each(['app/DIVAR-PANEL.md', 'app/DEPLOYMENT.fa.md'])(
  'the document %s names each address, scope and permission of the panel',
  (path) => {
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
    const codes = new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code))
    const values = panelFields(example, sampleTariff)
      .filter(({ field, value }) => /URL|scope|Permission|CHAT|MY_POST/.test(field) && value !== 'off')
      .map(({ value }) => value)
    expect(values.length).toBeGreaterThan(15)
    expect(values.filter((value) => !codes.has(value))).toEqual([])
    const named = [...codes].filter((code) => /^(CHAT|GET|USER|CONVERSATION|NOTIFICATION|EVENTS)_[A-Z_]+$/.test(code))
    expect(named.filter((code) => !values.includes(code))).toEqual([])
  },
)
