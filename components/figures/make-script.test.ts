import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { madeScript } from './make-script.ts'
import { figuresScriptUrl, PageFigures } from './page-figures.tsx'

const folder = join(import.meta.dirname, '../../public/scripts')

describe('the script of a measured page', () => {
  it('is made of the library and the code of today: node components/figures/make-script.ts', () => {
    const { name, text } = madeScript()
    expect(readdirSync(folder)).toEqual([name])
    expect(readFileSync(join(folder, name), 'utf8')).toBe(text)
    expect(figuresScriptUrl).toBe(`/scripts/${name}`)
    expect(text).not.toContain('sourceMappingURL')
  })

  it('is loaded by name of the page alone, with the nonce of its answer', () => {
    const { nonce, children } = PageFigures({ page: '/s/[seat]', nonce: 'n-1' }).props as Record<string, string>
    expect(nonce).toBe('n-1')
    expect(children).toContain('s.dataset.page="/s/[seat]"')
    expect(children).not.toContain('<')
  })
})
