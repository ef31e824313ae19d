import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

type Rgb = [number, number, number]

const css = readFileSync(path.join(import.meta.dirname, '../app/globals.css'), 'utf8')

/** The custom properties of the n-th `:root` block that are colours. */
function palette(n: number): Record<string, Rgb> {
  const block = css.split(':root {')[n + 1]?.split('}')[0] ?? ''
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (\d+) (\d+) (\d+);/g)].map(([, name, r, g, b]) => [
      name,
      [Number(r), Number(g), Number(b)] as Rgb,
    ]),
  )
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((c) => {
    const s = c / 255
    return s <= 0.03928 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const text: [ink: string, paper: string][] = [
  ...['page', 'surface', 'sunken', 'brand-soft'].map((paper): [string, string] => ['ink', paper]),
  ...['page', 'surface', 'sunken'].map((paper): [string, string] => ['muted', paper]),
  ...['brand', 'amber', 'danger', 'success'].map((tone): [string, string] => [`${tone}-ink`, `${tone}-soft`]),
  ...['brand-ink', 'danger-ink'].map((ink): [string, string] => [ink, 'surface']),
  ['amber-ink', 'sunken'],
  ['danger-ink', 'sunken'],
  ['brand-on', 'brand'],
  ['brand-on', 'brand-strong'],
]

// Borders of controls, the focus ring and drawings that carry meaning (WCAG 1.4.11).
const shapes: [shape: string, paper: string][] = [
  ['control', 'surface'],
  ['focus', 'surface'],
  ['focus', 'page'],
  ['brand', 'surface'],
  ['danger', 'surface'],
  ['danger', 'danger-soft'],
  ['success', 'surface'],
  ['amber', 'surface'],
]

describe.each(['light', 'dark'].map((name, n) => ({ name, colors: palette(n) })))('the $name colours', ({ colors }) => {
  const ratio = (a: string, b: string) => contrast(colors[a] ?? [0, 0, 0], colors[b] ?? [0, 0, 0])

  it.each(text)('show %s readably on %s', (ink, paper) => {
    expect(ratio(ink, paper)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(shapes)('show %s visibly on %s', (shape, paper) => {
    expect(ratio(shape, paper)).toBeGreaterThanOrEqual(3)
  })
})

it('is colours alone that the dark scheme changes, so that a page is looked over in full in one scheme', () => {
  const queries = [...css.matchAll(/@media[^{]*prefers-color-scheme[^{]*\{\s*:root \{([^}]*)\}\s*\}/g)]
  expect(css.match(/prefers-color-scheme/g)).toHaveLength(queries.length)
  for (const [, declarations = ''] of queries) {
    const rest = declarations.replace(/--[\w-]+: \d+ \d+ \d+;|color-scheme: dark;/g, '').trim()
    expect(rest).toBe('')
  }
  const sources = ['app', 'components'].flatMap((folder) => {
    const files = readdirSync(path.join(import.meta.dirname, '..', folder), { recursive: true, encoding: 'utf8' })
    return files
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => path.join(import.meta.dirname, '..', folder, file))
  })
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.filter((file) => /\bdark:/.test(readFileSync(file, 'utf8')))).toEqual([])
})
